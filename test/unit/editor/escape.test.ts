import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fenced, inlineCode, markdownText, shorten, showUnseen } from '../../../src/editor/escape.js';

describe('escape', () => {
  it('writes control and bidirectional characters as escapes', () => {
    assert.equal(showUnseen('a\u202eb\u0000c\u200bd\n'), 'a\\u{202e}b\\u{0}c\\u{200b}d\\u{a}');
  });

  it('leaves letters of any script as they are', () => {
    assert.equal(showUnseen('Zoë 東京 🙂'), 'Zoë 東京 🙂');
  });

  it('fences code with more backticks than any run inside has', () => {
    assert.equal(fenced('a ```` b', 'json'), '`````json\na ```` b\n`````');
  });

  it('never lets fenced text end its own block', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '\n', 'a', '~', ' ') }), (text) => {
        const lines = fenced(text, '').split('\n');
        const fence = lines[0]!;
        const closing = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(fence));
        assert.equal(closing, lines.length - 1);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no active Markdown punctuation in the text of a stranger', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bare = markdownText(text)
          .replaceAll(/\\[!-/:-@[-`{-~]/g, '')
          .replaceAll(/&#\d+;/g, '');
        assert.doesNotMatch(bare, /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~\n]/);
      }),
      { numRuns: 200 },
    );
  });

  it('breaks the addresses that would become links by themselves', () => {
    assert.doesNotMatch(markdownText('http://evil.example www.evil.example mailto:a@b.c'), /http\\:|www\\\.|mailto\\:/);
  });

  it('keeps backticks inside inline code', () => {
    assert.equal(inlineCode('a`b'), '``a`b``');
    assert.equal(inlineCode('`a`'), '`` `a` ``');
  });

  it('shortens without cutting a character in half', () => {
    assert.equal(shorten('ab🙂cd', 4), 'ab…');
    assert.equal(shorten('abcd', 4), 'abcd');
  });
});
