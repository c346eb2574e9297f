import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import {
  createSecretVerifier,
  hashChosenSecret,
  hashGeneratedSecret,
  isSecretHash,
} from '../../../src/zidentity/authenticate/secret-hash.js';

describe('A kept secret', () => {
  const verifier = createSecretVerifier(randomBytes);

  for (const [kind, make] of Object.entries({ generated: hashGeneratedSecret, chosen: hashChosenSecret })) {
    it(`that was ${kind} is recognised, again and again, and no other is`, async () => {
      const hash = await make('the secret');
      for (let round = 0; round < 3; round += 1) {
        assert.equal(await verifier.verify('the secret', hash), true);
        assert.equal(await verifier.verify('the secret ', hash), false);
        assert.equal(await verifier.verify('', hash), false);
      }
    });

    it(`that was ${kind} has a hash of its own each time, which does not tell it`, async () => {
      const [first, second] = [await make('the secret'), await make('the secret')];
      assert.notEqual(first, second);
      assert.ok(isSecretHash(first));
      assert.ok(!first.includes('the secret') && !first.includes(Buffer.from('the secret').toString('base64url')));
    });
  }

  it('is never recognised by a text that is no hash', async () => {
    for (const text of ['', 'x', 'md5$a$b', 'hmac-sha256$$', `plain$${'a'.repeat(22)}$${'a'.repeat(43)}`]) {
      assert.equal(isSecretHash(text), false);
      assert.equal(await verifier.verify('x', text), false);
    }
  });
});
