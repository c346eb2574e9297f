import assert from 'node:assert/strict';
import { fillIn, knownCalls, placeholders } from '../../../src/commands/api/known-paths.js';
import { parsedBody, responseText } from '../../../src/commands/api/response-text.js';
import { english } from '../../../src/editor/localise.js';
import type { ApiAnswer } from '../../../src/oauth/gateway-client.js';
import { productOfPath } from '../../../src/oauth/products.js';

const answer: ApiAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '[{"id":1}]',
  truncated: false,
  ms: 12.4,
};
const request = { method: 'GET', url: 'http://127.0.0.1:8787/zia/api/v1/locations' };

describe('The answer of an API call', () => {
  it('is a value where it is JSON, else text', () => {
    assert.deepEqual(parsedBody(answer), [{ id: 1 }]);
    assert.equal(parsedBody({ body: '<html>', truncated: false }), '<html>');
    assert.equal(parsedBody({ body: '', truncated: false }), '');
    assert.equal(parsedBody({ body: '{"cut', truncated: true }), '{"cut');
  });

  it('is shown with status, time and headers as comments above the JSON', () => {
    const { text, json } = responseText(request, answer, english);
    assert.equal(json, true);
    const lines = text.split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      '// GET http://127.0.0.1:8787/zia/api/v1/locations',
      '// HTTP 200, 12 ms',
      '//',
      '// content-type: application/json',
    ]);
    assert.deepEqual(JSON.parse(lines.filter((line) => !line.startsWith('//')).join('\n')), [{ id: 1 }]);
  });

  it('says what a failure means and how to mend it', () => {
    const { text } = responseText(
      request,
      {
        ...answer,
        status: 403,
        explanation: {
          explanation: 'No role.',
          remedy: 'Give it one.',
          basis: 'documented',
          source: 'gateway',
        } as never,
      },
      english,
    );
    assert.match(text, /\/\/ No role\.\n\/\/ Give it one\./);
  });
});

describe('The known calls', () => {
  it('each belong to the product they stand under', () => {
    for (const { product, path } of knownCalls) assert.equal(productOfPath(path)?.name, product, path);
  });

  it('have their placeholders filled in, encoded', () => {
    const path = '/zpa/mgmtconfig/v1/admin/customers/{customerId}/segmentGroup';
    assert.deepEqual(placeholders(path), ['customerId']);
    assert.equal(fillIn(path, { customerId: '7/2' }), '/zpa/mgmtconfig/v1/admin/customers/7%2F2/segmentGroup');
    assert.equal(fillIn(path, {}), path);
  });

  it('have a body only where the method takes one', () => {
    for (const { method, body } of knownCalls) assert.ok(body === undefined || method === 'POST' || method === 'PUT');
  });
});
