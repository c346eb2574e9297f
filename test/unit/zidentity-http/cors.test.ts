import assert from 'node:assert/strict';
import { createCors } from '../../../src/zidentity/http/cors.js';

describe('CORS', () => {
  const preflight = { origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' };

  it('lets no page read anything by default', () => {
    const cors = createCors([]);
    assert.equal(cors.headersFor({ origin: 'http://localhost:3000' }), undefined);
    assert.equal(cors.preflight(preflight), undefined);
  });

  it('names the origin that was allowed, and no other', () => {
    const cors = createCors(['http://localhost:3000/']);
    assert.equal(
      cors.headersFor({ origin: 'http://localhost:3000' })?.['access-control-allow-origin'],
      'http://localhost:3000',
    );
    for (const origin of [
      'http://localhost:3001',
      'https://localhost:3000',
      'http://localhost:3000.evil.example',
      'null',
    ]) {
      assert.equal(cors.headersFor({ origin }), undefined, origin);
    }
    assert.equal(cors.headersFor({}), undefined);
  });

  it('answers a preflight with what it asks for', () => {
    const asked = { ...preflight, 'access-control-request-headers': 'authorization, content-type' };
    const headers = createCors(['http://localhost:3000']).preflight(asked);
    assert.equal(headers?.['access-control-allow-methods'], 'PUT');
    assert.equal(headers?.['access-control-allow-headers'], 'authorization, content-type');
  });

  it('allows every origin where that was asked for', () => {
    assert.equal(createCors(['*']).headersFor({ origin: 'https://any.example' })?.['access-control-allow-origin'], '*');
  });
});
