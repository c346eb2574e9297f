import assert from 'node:assert/strict';
import { keyTextAt } from '../../../src/editor/hover/key-text-at.js';
import { type Lines, windowAround } from '../../../src/editor/hover/lines.js';
import { tokenAt } from '../../../src/editor/hover/token-at.js';
import { accessClaims, token } from './tokens.js';

const jwt = token(accessClaims);

/** A document that counts how many lines were looked at. */
function document(text: string): Lines & { looked: number } {
  const lines = text.split('\n');
  return {
    looked: 0,
    lineCount: lines.length,
    lineAt(line) {
      this.looked++;
      return { text: lines[line]! };
    },
  };
}

describe('the token at a position', () => {
  for (const [what, line] of [
    ['JSON', `  "access_token": "${jwt}",`],
    ['.env', `TOKEN=${jwt}`],
    ['an .http header', `Authorization: Bearer ${jwt}`],
    ['YAML', `token: ${jwt}`],
    ['a shell line', `curl -H "Authorization: Bearer ${jwt}" https://api.zsapi.net/zia/api/v1/status`],
    ['a log line', `2026-11-23T10:00:00Z got token=${jwt} in 12 ms`],
    ['a URL', `https://example.com/cb#access_token=${jwt}&expires_in=3599`],
  ] as const) {
    it(`is found in ${what}`, () => {
      const start = line.indexOf(jwt);
      const found = tokenAt(document(`first\n${line}\nlast`), { line: 1, character: start + 30 });
      assert.equal(found?.token, jwt);
      assert.deepEqual(found?.start, { line: 1, character: start });
      assert.deepEqual(found?.end, { line: 1, character: start + jwt.length });
    });
  }

  it('is the one that is pointed at, of several on a line', () => {
    const other = token({ sub: 'other' });
    const line = `${jwt} ${other}`;
    assert.equal(tokenAt(document(line), { line: 0, character: 5 })?.token, jwt);
    assert.equal(tokenAt(document(line), { line: 0, character: jwt.length + 5 })?.token, other);
  });

  it('is put together from string literals on several lines', () => {
    const pieces = [jwt.slice(0, 40), jwt.slice(40, 90), jwt.slice(90)];
    const text = `const token =\n  '${pieces[0]}' +\n  '${pieces[1]}' +\n  '${pieces[2]}';`;
    const found = tokenAt(document(text), { line: 2, character: 10 });
    assert.equal(found?.token, jwt);
    assert.equal(found?.split, true);
    assert.deepEqual(found?.start, { line: 1, character: 3 });
  });

  it('is put together also where it is broken in the signature, so that the first piece is not taken for all', () => {
    for (const joint of ['" +\n  "', '" + "', '"\n    "', '\\\n']) {
      const text = `token = "${jwt.slice(0, -6)}${joint}${jwt.slice(-6)}"`;
      const found = tokenAt(document(text), { line: 0, character: 20 });
      assert.equal(found?.token, jwt, JSON.stringify(joint));
      assert.equal(found?.split, true);
    }
  });

  it('is whole where other text stands behind its quote', () => {
    for (const behind of ['", "x"]', '" /* + */', '"', '" + suffix']) {
      const found = tokenAt(document(`token = ["${jwt}${behind}`), { line: 0, character: 20 });
      assert.equal(found?.token, jwt, behind);
      assert.equal(found?.split, false);
    }
  });

  it('is not there in plain words', () => {
    const text = document('nothing to see here');
    assert.equal(tokenAt(text, { line: 0, character: 9 }), undefined);
  });

  it('is looked for in the line alone where nothing around looks like a piece of one', () => {
    const text = document('a b\n'.repeat(100_000));
    tokenAt(text, { line: 50_000, character: 2 });
    assert.ok(text.looked <= 1);
  });

  it('is looked for in a bounded stretch of a line, however long that is', () => {
    const window = windowAround(
      document(`${'x'.repeat(5_000_000)}${jwt}${'y'.repeat(100_000)}`),
      { line: 0, character: 5_000_010 },
      0,
      0,
    );
    assert.ok(window.text.length <= 128 * 1024);
    assert.deepEqual(window.place(window.offset), { line: 0, character: 5_000_010 });
  });
});

describe('the key material at a position', () => {
  const body = 'TUlJRXZRSUJBREFOQmdrcWhraUc5dzBCQVFFRkFBU0NCS2N3Z2dTakFnRUFBb0lC';
  const pem = `-----BEGIN PRIVATE KEY-----\n${body}\n${body}\n-----END PRIVATE KEY-----`;

  it('is a PEM block, pointed at on any of its lines', () => {
    for (const line of [1, 2, 3, 4]) {
      assert.equal(keyTextAt(document(`before\n${pem}\nafter`), { line, character: 6 })?.text, pem);
    }
  });

  it('is a PEM block on one line with \\n in it', () => {
    const escaped = pem.replaceAll('\n', '\\n');
    const found = keyTextAt(document(`KEY="${escaped}"`), { line: 0, character: 60 });
    assert.equal(found?.text, escaped);
  });

  it('is not there beside a PEM block', () => {
    assert.equal(keyTextAt(document(`${pem}\nafterwards\n`), { line: 4, character: 3 }), undefined);
  });

  it('is the JWKS around the JWK that is pointed at', () => {
    const jwks = JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', note: 'a } in text' }] }, undefined, 2);
    const found = keyTextAt(document(`{\n"a": 1,\n"jwks": ${jwks}\n}`), { line: 6, character: 10 });
    assert.equal(found?.text, jwks);
  });

  it('is a single JWK where there is no set', () => {
    const jwk = '{"kty":"EC","crv":"P-256","x":"a","y":"b"}';
    assert.equal(keyTextAt(document(`const key = ${jwk};`), { line: 0, character: 20 })?.text, jwk);
  });

  it('is not other JSON', () => {
    assert.equal(
      keyTextAt(document('{"kty": "about", "a": {"b": 1}}'), { line: 0, character: 25 })?.text,
      '{"kty": "about", "a": {"b": 1}}',
    );
    assert.equal(keyTextAt(document('{"a": {"b": 1}}'), { line: 0, character: 9 }), undefined);
  });
});
