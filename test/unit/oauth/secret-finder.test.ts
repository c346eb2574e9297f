import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { findSecrets } from '../../../src/oauth/secret-finder.js';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();

function found(text: string, bareWords = true): string[] {
  return findSecrets(text, { bareWords }).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe('findSecrets', () => {
  it('finds a private key as a whole, with what is around it left out', () => {
    assert.deepEqual(found(`before\n${pem}\nafter`), [`private-key ${pem}`]);
  });

  it('finds a private key on one line with escaped line breaks', () => {
    const line = pem.replaceAll('\n', '\\n');
    assert.deepEqual(found(`KEY="${line}"`), [`private-key ${line}`]);
  });

  it('finds every kind of private PEM block', () => {
    for (const label of ['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'OPENSSH PRIVATE KEY']) {
      const [one] = findSecrets(`-----BEGIN ${label}-----\n${'A'.repeat(64)}\n-----END ${label}-----`, {
        bareWords: false,
      });
      assert.equal(one?.name, label);
    }
  });

  it('marks the first line of a block whose end is missing', () => {
    const text = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n`;
    assert.deepEqual(found(text), ['private-key -----BEGIN PRIVATE KEY-----']);
  });

  it('finds a JWK with its private part, also escaped in a string', () => {
    const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }));
    const { d } = privateKey.export({ format: 'jwk' });
    assert.deepEqual(found(jwk), [`private-jwk ${d}`]);
    assert.deepEqual(found(JSON.stringify(jwk)), [`private-jwk ${d}`]);
  });

  const secret = 'Zk3vT9qLm2XcB7nW';
  const lines = [
    `ZSCALER_CLIENT_SECRET=${secret}`,
    `export ZSCALER_CLIENT_SECRET="${secret}"`,
    `    clientSecret: ${secret}`,
    `  client_secret = "${secret}"`,
    `config = {"clientSecret": '${secret}'}`,
    `zscaler.WithClientSecret("${secret}")`,
    `os.environ["ZSCALER_CLIENT_SECRET"] = "${secret}"`,
    `ZSCALER_CLIENTSECRET: '${secret}'`,
  ];
  for (const line of lines) {
    it(`finds the client secret in ${JSON.stringify(line)}`, () =>
      assert.deepEqual(found(line), [`client-secret ${secret}`]));
  }

  const harmless = [
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    JSON.stringify(publicKey.export({ format: 'jwk' })),
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
    'ZSCALER_CLIENT_SECRET=',
    `ZSCALER_CLIENT_SECRET=\${SECRET}`,
    'ZSCALER_CLIENT_SECRET=$OTHER_SECRET',
    'ZSCALER_CLIENT_SECRET=<your-client-secret>',
    'ZSCALER_CLIENT_SECRET="YOUR_CLIENT_SECRET"',
    'ZSCALER_CLIENT_SECRET=********',
    'client_secret = var.zscaler_client_secret',
    "clientSecret: \"{{ lookup('env', 'X') }}\"",
    'clientSecret: op://vault/zscaler/secret',
    'clientSecretExpiry: 1800000000',
    'a secret is a secret',
  ];
  for (const text of harmless) {
    it(`finds nothing in ${JSON.stringify(text.slice(0, 60))}`, () => assert.deepEqual(found(text), []));
  }

  it('takes a bare word in source for an expression', () => {
    assert.deepEqual(found('clientSecret: credentials.secretOfTheClient', false), []);
  });

  it('does not hand out the secret itself', () => {
    assert.ok(!JSON.stringify(findSecrets(lines.join('\n'), { bareWords: true })).includes(secret));
  });

  it('takes any text, with ranges inside of it in order', () => {
    const piece = fc.constantFrom(
      '-----BEGIN ',
      'PRIVATE KEY-----',
      '-----END ',
      'client_secret',
      '="',
      '"',
      '\n',
      '"d":"',
      'A'.repeat(50),
      '"kty":',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string())).map((parts) => parts.join('')),
        (text) => {
          let last = 0;
          for (const { start, end } of findSecrets(text, { bareWords: true })) {
            assert.ok(start >= last && end > start && end <= text.length);
            last = start;
          }
        },
      ),
    );
  });
});
