import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Handler, Router } from '../../../src/zidentity/http/router.js';

const named = (name: string): Handler => Object.defineProperty(() => ({ status: 200 }), 'name', { value: name });

function nameOf(router: Router, method: string, path: string): string | undefined {
  const match = router.match(method, path);
  return match?.found ? match.handler.name : undefined;
}

describe('Router', () => {
  const router = new Router([
    { method: 'GET', pattern: '/api-clients', handler: named('list') },
    { method: 'POST', pattern: '/api-clients', handler: named('create') },
    { method: 'GET', pattern: '/api-clients/:id', handler: named('get') },
    { method: 'GET', pattern: '/api-clients/search', handler: named('search') },
    { method: 'DELETE', pattern: '/api-clients/:id/secrets/:secretId', handler: named('delete-secret') },
    { method: '*', pattern: '/zia/*', handler: named('zia') },
  ]);

  it('finds a handler by method and path', () => {
    assert.equal(nameOf(router, 'GET', '/api-clients'), 'list');
    assert.equal(nameOf(router, 'POST', '/api-clients'), 'create');
  });

  it('prefers a literal segment to a named one', () => {
    assert.equal(nameOf(router, 'GET', '/api-clients/search'), 'search');
    assert.equal(nameOf(router, 'GET', '/api-clients/other'), 'get');
  });

  it('hands out the named segments', () => {
    const match = router.match('DELETE', '/api-clients/iq1/secrets/s 2');
    assert.deepEqual(match?.found && match.params, { id: 'iq1', secretId: 's 2' });
  });

  it('hands out the rest of a path, also an empty one', () => {
    const rest = (path: string) => {
      const match = router.match('PATCH', path);
      return match?.found ? match.params['*'] : undefined;
    };
    assert.equal(rest('/zia/api/v1/status'), 'api/v1/status');
    assert.equal(rest('/zia/'), '');
    assert.equal(rest('/zia'), undefined);
  });

  it('says which methods a known path takes, HEAD with GET', () => {
    assert.deepEqual(router.match('PUT', '/api-clients'), { found: false, allow: 'GET, HEAD, POST' });
  });

  it('knows nothing of other paths, nor of an empty segment in place of a name', () => {
    for (const path of ['/', '/api-clients/', '/api-clients//secrets/x', '/API-clients', '//api-clients', '/ziax/a']) {
      assert.equal(router.match('GET', path), undefined, path);
    }
  });

  it('takes names such as __proto__ and constructor for what they are', () => {
    const match = router.match('GET', '/api-clients/__proto__');
    assert.equal(match?.found && match.params.id, '__proto__');
    assert.equal(router.match('GET', '/constructor'), undefined);
  });

  it('refuses two handlers for one route, and a rest in the middle', () => {
    assert.throws(() => new Router().add('GET', '/a', named('one')).add('GET', '/a', named('two')), TypeError);
    assert.throws(() => new Router().add('GET', '/a/*/b', named('one')), TypeError);
    assert.throws(() => new Router().add('GET', 'a', named('one')), TypeError);
  });

  it('answers for any path without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void router.match('GET', `/${text}`)));
  });
});
