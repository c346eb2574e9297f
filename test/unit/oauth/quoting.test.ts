import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  commentText,
  dotenvValue,
  goString,
  hclString,
  jsonString,
  powershellString,
  shellWord,
} from '../../../src/oauth/quoting.js';

const nasty = [
  '',
  'plain-1',
  "it's",
  '"double"',
  `\`tick\` $(id) \${HOME} $HOME !history`,
  'back\\slash\\n',
  'a\nb\r\nc\t',
  `%{ if true } \${var.x} $\${y}`,
  '{{ jinja }}',
  '# comment // ; & | < > * ?',
  '-n',
  '=x',
  'ünï © 😀',
  '\u2028\u2029\u0007\u007f\u0085\ufeff',
];

describe('a shell word', () => {
  it('means exactly the text, whatever is in it', () => {
    const script = nasty.map((text) => `printf '%s\\0' ${shellWord(text)}`).join('\n');
    const said = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
    assert.deepEqual(said.split('\0').slice(0, -1), nasty);
  });

  it('is bare where nothing in it is special', () => {
    assert.equal(shellWord('https://acme.zslogin.net/oauth2/v1/token'), 'https://acme.zslogin.net/oauth2/v1/token');
    assert.equal(shellWord('-n'), "'-n'");
  });

  it('closes its quotes for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // Without the quoted parts and the escaped quotes nothing of the text remains.
        const word = shellWord(text);
        return /^[\w@%+=:,./-]+$/.test(word) || word.replaceAll("\\'", '').replaceAll(/'[^']*'/g, '') === '';
      }),
    );
  });
});

describe('a JSON, Python or Go string', () => {
  it('means exactly the text', () => {
    for (const text of nasty) {
      assert.equal(JSON.parse(jsonString(text)), text);
      assert.equal(JSON.parse(goString(text)), text);
    }
  });

  it('is one line of visible characters', () => {
    for (const text of nasty) assert.doesNotMatch(jsonString(text), /[\p{Cc}\u2028\u2029]/u);
  });

  it('has U+FFFD for half of a character', () => {
    assert.equal(jsonString('a\ud800b'), '"a\ufffdb"');
  });
});

describe('an HCL string', () => {
  it('begins no expression', () => {
    assert.equal(hclString(`\${var.x} %{ if } $x %y`), `"$\${var.x} %%{ if } $x %y"`);
  });

  it('has only the escapes that HCL knows', () => {
    assert.equal(hclString('a\b\f\n\r\t"\\'), '"a\\u0008\\u000c\\n\\r\\t\\"\\\\"');
    assert.equal(hclString('C:\\bin\\file'), '"C:\\\\bin\\\\file"');
  });
});

describe('a value of an .env file', () => {
  const table: [text: string, value: string][] = [
    ['iq41q3fpgg6st', 'iq41q3fpgg6st'],
    ['a b#c', "'a b#c'"],
    ['a$b"c\\', "'a$b\"c\\'"],
    ["it's", '"it\'s"'],
    ['a\r\nb', '"a\\nb"'],
    ['\'"\\', '"\'\\"\\\\"'],
    ['', "''"],
  ];
  for (const [text, value] of table) {
    it(`is ${value} for ${JSON.stringify(text)}`, () => assert.equal(dotenvValue(text), value));
  }
});

describe('a PowerShell string', () => {
  it('doubles every kind of single quote', () => {
    assert.equal(powershellString("a'b\u2019c"), "'a''b\u2019\u2019c'");
  });
});

describe('text of a comment', () => {
  it('never ends its line', () => {
    assert.equal(commentText('a\r\nb\u2028c'), 'a b c');
  });
});
