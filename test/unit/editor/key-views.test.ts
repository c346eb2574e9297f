import assert from 'node:assert/strict';
import { keyHover } from '../../../src/editor/hover/key-hover.js';
import { keysView } from '../../../src/editor/inspector/keys-view.js';
import { english } from '../../../src/editor/localise.js';
import { makeCertificate } from '../../../src/keys/certificate.js';
import { describeKeyText } from '../../../src/keys/describe.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { makeJwks } from '../../../src/keys/jwks.js';
import type { KeyPair } from '../../../src/keys/key-types.js';
import { thumbprint } from '../../../src/keys/thumbprint.js';
import { writePrivateKey, writePublicKey } from '../../../src/keys/write.js';
import { nowMs } from './tokens.js';

const options = { nowMs, l10n: english };

describe('key material', () => {
  let keyPair: KeyPair;
  let certificate: string;
  before(async () => {
    keyPair = await generateKeyPair('EC-P256');
    certificate = await makeCertificate({ keyPair, subject: { commonName: 'ci [x](y)' }, days: 30, now: nowMs });
  });

  it('that is private is said to be in the hover, without any of it', () => {
    const pem = writePrivateKey(keyPair.privateKey);
    const hover = keyHover(describeKeyText(pem), 'h', options);
    assert.match(hover.heading, /This is a private key/);
    assert.match(hover.body.join(), /EC\\-P256/);
    for (const line of pem.split('\n').slice(1, -2)) assert.ok(!JSON.stringify(hover).includes(line));
  });

  it('that is public has its type and thumbprint in the hover', () => {
    const { body, heading } = keyHover(describeKeyText(writePublicKey(keyPair.publicKey)), 'h', options);
    assert.match(heading, /Public key/);
    assert.ok(body.join().includes(thumbprint(keyPair.publicKey)));
  });

  it('that is a certificate has its expiry, and its subject as literal text', () => {
    const { body, heading } = keyHover(describeKeyText(certificate), 'h', options);
    assert.match(heading, /Certificate.*expires 2026-12-23/);
    assert.ok(body.join().includes('`CN=ci [x](y)`'));
  });

  it('that is an expired certificate is said to be', () => {
    const later = { ...options, nowMs: nowMs + 31 * 86_400_000 };
    assert.match(keyHover(describeKeyText(certificate), 'h', later).heading, /Certificate, expired/);
  });

  it('with a date that no calendar has is shown all the same', () => {
    const described = describeKeyText(certificate);
    const broken = { ...described, certificate: { ...described.certificate!, notAfter: Number.NaN } };
    assert.match(keyHover(broken, 'h', options).body.join(), /not a readable date/);
    assert.equal(keysView(broken, options).items[0]?.timeline, undefined);
  });

  it('that is a JWKS has a card for each key in the inspector', () => {
    const jwks = { keys: [...makeJwks([keyPair.publicKey]).keys, { kty: 'oct', k: 'AAAA' }] };
    const view = keysView(describeKeyText(JSON.stringify(jwks)), options);
    assert.equal(view.title, 'JWKS');
    assert.deepEqual(
      view.items.map(({ tone }) => tone),
      ['bad', 'good', 'warning'],
    );
    assert.ok(!JSON.stringify(view).includes('AAAA'));
  });

  it('that is a certificate has a timeline in the inspector', () => {
    const view = keysView(describeKeyText(certificate), options);
    assert.equal(view.title, 'Certificate');
    assert.ok(view.items[0]?.timeline);
  });
});
