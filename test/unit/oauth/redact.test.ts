import assert from 'node:assert/strict';
import { OAuthError } from '../../../src/oauth/errors.js';
import { explainNetworkCode, explainOAuthError, explainTokenStatus } from '../../../src/oauth/explain.js';
import { networkError } from '../../../src/oauth/network-errors.js';
import { safeText } from '../../../src/oauth/redact.js';

describe('text of a server', () => {
  it('is shown without the credential in any form it had on the wire', () => {
    const secret = 'p&ss wörd+1/2';
    const said = `bad: ${secret} or ${encodeURIComponent(secret)} or ${new URLSearchParams({ v: secret }).toString().slice(2)}`;
    assert.equal(safeText(said, [secret]), 'bad: … or … or …');
  });

  it('is shown without anything that looks like a JWT', () => {
    assert.equal(safeText('got eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln here', []), 'got … here');
  });

  it('is one line without control and direction characters', () => {
    assert.equal(safeText('a\r\n\u001b[31mb\u202ec\u2028d', []), 'a [31mb c d');
  });

  it('is bounded', () => {
    assert.equal(safeText('x'.repeat(100_000), []).length, 400);
  });
});

describe('an OAuth error', () => {
  it('has a stable code made from the server’s error', () => {
    const error = new OAuthError({ error: 'invalid_client', errorDescription: 'No such client', status: 400 });
    assert.equal(error.code, 'oauth-invalid-client');
    assert.equal(
      error.message,
      'The authorization server refused the token request (HTTP 400, invalid_client): No such client',
    );
  });
});

describe('explanations', () => {
  it('exist for every error of RFC 6749 §5.2', () => {
    for (const error of [
      'invalid_request',
      'invalid_client',
      'invalid_grant',
      'unauthorized_client',
      'unsupported_grant_type',
      'invalid_scope',
    ]) {
      assert.notEqual(explainOAuthError(error)?.remedy ?? '', '');
    }
  });

  it('do not exist for an error nobody defined, nor for a name of Object’s', () => {
    assert.equal(explainOAuthError('out_of_cheese'), undefined);
    assert.equal(explainOAuthError('constructor'), undefined);
  });

  it('exist for every status', () => {
    for (const status of [0, 302, 400, 401, 403, 404, 418, 429, 500, 503]) {
      assert.notEqual(explainTokenStatus(status).remedy, '');
    }
  });

  it('exist for the network codes of Node and of Chromium', () => {
    for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'SELF_SIGNED_CERT_IN_CHAIN', 'net::ERR_CERT_AUTHORITY_INVALID']) {
      assert.notEqual(explainNetworkCode(code)?.remedy ?? '', '');
    }
    assert.equal(explainNetworkCode('EWHATEVER'), undefined);
  });
});

describe('an error of fetch', () => {
  const coded = (code: string) => Object.assign(new Error(code), { code });

  it('is explained by the socket’s error that it hides', () => {
    const error = networkError(new TypeError('fetch failed', { cause: coded('ENOTFOUND') }), 'acme.zslogin.net');
    assert.equal(error.code, 'network-name-unknown');
    assert.equal(error.phase, 'name');
    assert.match(error.message, /acme\.zslogin\.net/);
    assert.match(error.hint!, /vanity domain/);
  });

  it('is explained where several addresses were tried', () => {
    const cause = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]);
    assert.equal(networkError(new TypeError('fetch failed', { cause }), 'h').code, 'network-refused');
  });

  it('is explained where VS Code put Chromium’s fetch in place of Node’s', () => {
    const error = networkError(new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'h');
    assert.equal(error.code, 'network-certificate-untrusted');
    assert.match(error.hint!, /NODE_EXTRA_CA_CERTS/);
    assert.match(error.hint!, /REQUESTS_CA_BUNDLE/);
  });

  it('that nobody knows is called a failure, with its code', () => {
    const error = networkError(new TypeError('fetch failed', { cause: coded('EWHATEVER') }), 'h');
    assert.equal(error.code, 'network-failed');
    assert.match(error.message, /EWHATEVER/);
    assert.equal(error.retryable, false);
  });

  it('that is its own cause ends', () => {
    const error: Error & { cause?: unknown } = new Error('x');
    error.cause = error;
    assert.equal(networkError(error, 'h').code, 'network-failed');
  });
});
