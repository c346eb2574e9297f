import assert from 'node:assert/strict';
import { describeError, redactedError, redactForLog } from '../../../src/commands/services/redact-log.js';
import { WorkbenchError } from '../../../src/errors.js';

const jwt = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(86)}`;
const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----';
const secret = 'Zm9vYmFyYmF6-Zm9vYmFyYmF6_Zm9vYmFyYmF6';

describe('A line of the log', () => {
  for (const [what, line, leak] of [
    ['a token', `answered ${jwt} to`, jwt],
    ['a part of a token', `answered ${jwt.slice(0, 40)}`, 'aaaa'],
    ['a bearer header', `authorization: Bearer ${secret}`, secret],
    ['a basic header', `Authorization: Basic ${secret}`, secret],
    ['a private key', `key ${pem} end`, 'MIIEvQ'],
    ['a private key that is cut off', pem.slice(0, 60), 'MIIEvQ'],
    ['a secret in a form', `grant_type=client_credentials&client_secret=${secret}&x=1`, secret],
    ['a secret in JSON', JSON.stringify({ clientSecret: secret }), secret],
    ['a secret with a quote in it', JSON.stringify({ client_secret: `a"${secret}` }), secret],
    ['a secret in an environment variable', `ZSCALER_CLIENT_SECRET=${secret}`, secret],
    ['an assertion that is no JWT', `client_assertion=${secret}`, secret],
    ['a passphrase', `passphrase: '${secret}'`, secret],
    ['the private member of a JWK', `{"kty":"RSA","d":"${secret}","n":"x"}`, secret],
    ['an admin token', `{"adminToken":"${secret}"}`, secret],
  ] as const) {
    it(`does not hold ${what}`, () => {
      assert.ok(!redactForLog(line).includes(leak), redactForLog(line));
    });
  }

  it('still says what happened', () => {
    assert.equal(
      redactForLog('GET /zia/api/v1/status answered HTTP 401 to iq41q3fpgg6st.'),
      'GET /zia/api/v1/status answered HTTP 401 to iq41q3fpgg6st.',
    );
  });

  it('is bounded', () => {
    assert.ok(redactForLog('x'.repeat(1_000_000)).length < 20_000);
  });
});

describe('An error that nobody has foreseen', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEhush\n-----END PRIVATE KEY-----';

  it('is told and thrown without what is secret in its message, stack and cause', () => {
    const safe = redactedError(new TypeError(`bad key ${key}`, { cause: new Error(key) }));
    assert.equal(safe.message, 'bad key [private key]');
    assert.equal(safe.name, 'TypeError');
    assert.doesNotMatch(`${safe.stack} ${safe.cause}`, /hush/);
    assert.equal(redactedError('client_secret=hush-hush').message, 'client_secret=[…]');
  });
});

describe('An error in the log', () => {
  it('has its code, hint and causes', () => {
    const text = describeError(
      new WorkbenchError('key-too-small', 'Too small.', { hint: 'Make another.', cause: new Error('inner') }),
    );
    assert.match(text, /\[key-too-small\]: Too small\.\n {2}Make another\.\n {2}caused by Error: inner/);
  });

  it('has its place where it is a bug', () => {
    assert.match(describeError(new TypeError('x is not a function')), /redact-log\.test/);
  });
});
