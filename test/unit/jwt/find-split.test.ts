import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSplitJwtAt } from '../../../src/jwt/find-split.js';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjaSIsImF1ZCI6Imh0dHBzOi8vYXBpLnpzY2FsZXIuY29tIn0.c2lnbmF0dXJl';

describe('findSplitJwtAt', () => {
  for (const [language, joint] of [
    ['JavaScript', '" +\n  "'],
    ['JavaScript with leading operators', '"\n    + "'],
    ['one line', '" + "'],
    ['single quotes', "' +\r\n\t'"],
    ['Python, side by side', '"\n    "'],
    ['Python with backslash', '" \\\n    "'],
    ['Go', '" +\n\t\t"'],
    ['PHP', "' .\n  '"],
    ['Visual Basic', '" &\n "'],
    ['SQL', "' ||\n '"],
    ['shell', '\\\n'],
    ['shell, indented, with Windows line ends', '\\\r\n    '],
  ] as const) {
    const quote = /['"]/.exec(joint)?.[0] ?? '"';
    it(`finds a token broken as in ${language}`, () => {
      for (const cut of [5, 20, 21, 40, TOKEN.length - 3]) {
        const text = `const token = ${quote}${TOKEN.slice(0, cut)}${joint}${TOKEN.slice(cut)}${quote};`;
        for (const offset of [text.indexOf('eyJ'), text.indexOf('eyJ') + 4, text.lastIndexOf(quote) - 1]) {
          const found = findSplitJwtAt(text, offset);
          assert.equal(found?.token, TOKEN, `${cut} ${offset}`);
          assert.equal(found.pieces.map(({ start, end }) => text.slice(start, end)).join(''), TOKEN);
          assert.deepEqual([found.start, found.end], [text.indexOf('eyJ'), text.lastIndexOf(quote)]);
        }
      }
    });
  }

  it('leaves out what stands before and behind the token in the pieces', () => {
    const text = `h("Bearer ${TOKEN.slice(0, 30)}" +\n "${TOKEN.slice(30)} and more" + "x")`;
    const found = findSplitJwtAt(text, text.indexOf('eyJ') + 3);
    assert.equal(found?.token, TOKEN);
    assert.equal(text.slice(found.pieces[1]!.start, found.pieces[1]!.end), TOKEN.slice(30));
  });

  for (const [what, text] of [
    ['a token in one piece', `"${TOKEN}"`],
    ['two elements of an array', `["${TOKEN}", "abc"]`],
    ['two arguments', `"${TOKEN}" "abc"`],
    ['two kinds of quotes', `"${TOKEN.slice(0, 30)}" + '${TOKEN.slice(30)}'`],
    ['pieces that make no token', '"eyJ" + "abc"'],
    ['a variable in between', `"${TOKEN.slice(0, 30)}" + x + "${TOKEN.slice(30)}"`],
    ['far apart', `"${TOKEN.slice(0, 30)}" +${' '.repeat(300)}"${TOKEN.slice(30)}"`],
  ] as const) {
    it(`finds nothing in ${what}`, () => {
      for (let offset = 0; offset <= text.length; offset += 3) assert.equal(findSplitJwtAt(text, offset), undefined);
    });
  }

  it('finds a token cut into any pieces, from any of its characters', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: TOKEN.length - 1 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cuts, fc.nat(TOKEN.length - 1), (at, which) => {
        const edges = [0, ...at.sort((a, b) => a - b), TOKEN.length];
        const pieces = edges.slice(1).map((end, index) => TOKEN.slice(edges[index], end));
        const text = `x = "${pieces.join('" +\n  "')}"\n`;
        const before = pieces.findIndex((_, index) => edges[index + 1]! > which);
        const offset =
          text.indexOf('eyJ'.slice(0, Math.min(3, pieces[0]!.length))) + which + before * '" +\n  "'.length;
        const found = findSplitJwtAt(text, offset);
        assert.equal(found?.token, TOKEN);
        assert.equal(found.pieces.length, pieces.length);
      }),
      { numRuns: 200 },
    );
  });

  it('answers every text and offset', () => {
    const piece = fc.oneof(
      fc.constantFrom('"', ' + ', '\n', '\\', 'eyJhbGciOiJSUzI1NiJ9', '.', "'"),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(100), (pieces, offset) => {
        const text = pieces.join('');
        const found = findSplitJwtAt(text, offset);
        if (found) assert.equal(found.pieces.map(({ start, end }) => text.slice(start, end)).join(''), found.token);
      }),
      { numRuns: 500 },
    );
  });
});
