// Text with tokens in it, as documents, hovers and the clipboard bring it.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { WorkbenchError } from '../../../src/errors.js';
import { explainClaim } from '../../../src/jwt/claims.js';
import { cleanPastedToken, decodeJwt } from '../../../src/jwt/decode.js';
import { findJwtAt, findJwts } from '../../../src/jwt/find.js';
import { findSplitJwtAt } from '../../../src/jwt/find-split.js';
import { serviceRoles } from '../../../src/jwt/service-info.js';
import { tokenState } from '../../../src/jwt/state.js';
import { verifyJwt } from '../../../src/jwt/verify.js';
import { jwt, part } from '../attacks/jwt.js';
import { keys, NOW } from '../attacks/target.js';
import { fuzz, fuzzAsync } from './fuzz.js';
import { damaged, oddJson } from './mutations.js';

const claims = {
  iss: 'https://acme.zslogin.net',
  sub: 'iq0000000000a',
  aud: ['https://api.zscaler.com'],
  exp: NOW,
  iat: NOW - 60,
  jti: 'x',
  'service-info': [{ prd: 'ZIA', rnm: 'API_Role01', tnt: 'Acme' }],
};
const header = { alg: 'RS256', typ: 'JWT', kid: 'k' };
const signed = jwt({ header, claims, key: keys.rsa.privateKey });
const set = { keys: [{ ...createPublicKey(keys.rsa.privateKey).export({ format: 'jwk' }), kid: 'k' }] };

/** Tokens whose parts are odd JSON, so that damage does not end at the first reader. */
const oddTokens = fc
  .tuple(oddJson([header]), oddJson([claims]), fc.constantFrom('', 'AAAA', signed.split('.')[2] as string))
  .map(
    ([head, body, signature]) => `${part(JSON.stringify(head) ?? '')}.${part(JSON.stringify(body) ?? '')}.${signature}`,
  );

const texts = fc.oneof(
  damaged([signed, `Authorization: Bearer ${signed}`, `{"access_token":"${signed}"}`, `${signed}\n${signed}`]),
  oddTokens,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom('eyJ', '.', 'a', '-', '_', '=', ' ', '\n', '"', 'eyJhbGciOiJub25lIn0'), { maxLength: 3000 })
    .map((parts) => parts.join('')),
);

function mayThrowOurs(work: () => void): void {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof WorkbenchError, String(error));
    assert.ok(error.message.length < 500, error.message);
  }
}

describe('Whatever text', () => {
  it('tokens are found, decoded and explained in, nothing but an error of ours comes of it', function () {
    this.timeout(0);
    fuzz(
      fc.tuple(texts, fc.double({ min: 0, max: 1, noNaN: true })),
      { family: 'JWT text', few: 1500 },
      ([text, where]) => {
        const offset = Math.floor(where * text.length);
        findSplitJwtAt(text, offset);
        const at = findJwtAt(text, offset);
        if (at !== undefined) assert.equal(text.slice(at.start, at.end).includes(at.token), true);
        let end = 0;
        for (const found of findJwts(text)) {
          assert.ok(found.start >= end && found.end > found.start);
          end = found.end;
        }
        mayThrowOurs(() => {
          const { header: head, payload } = decodeJwt(cleanPastedToken(text));
          tokenState(payload, NOW * 1000);
          serviceRoles(payload);
          for (const name of [...Object.keys(head), ...Object.keys(payload)]) assert.ok(explainClaim(name).status);
        });
        assert.equal(({} as { polluted?: unknown }).polluted, undefined);
      },
    );
  });

  it('stands in place of a token, only the token that was signed is verified', async function () {
    this.timeout(0);
    const tokens = fc.oneof(damaged([signed]), oddTokens);
    await fuzzAsync(tokens, { family: 'JWT text', few: 300 }, async (token) => {
      const result = await verifyJwt(token, set, { nowMs: NOW * 1000 - 1000 }).catch((error: unknown) => {
        assert.ok(error instanceof WorkbenchError, String(error));
        return undefined;
      });
      if (result?.status !== 'verified') return;
      const [head, body] = token.split('.');
      assert.deepEqual([head, body], signed.split('.').slice(0, 2));
    });
  });
});
