import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HttpError } from '../../../src/zidentity/http/http-error.js';
import { parseTarget } from '../../../src/zidentity/http/target.js';

const refused = (status: number) => (error: unknown) => error instanceof HttpError && error.status === status;

describe('parseTarget', () => {
  it('tells path and query', () => {
    assert.deepEqual(parseTarget('/a/b?x=1&y=%2F'), { path: '/a/b', query: '?x=1&y=%2F', absolute: undefined });
  });

  it('decodes each segment and leaves duplicate slashes alone', () => {
    assert.equal(parseTarget('/a%20b//c%C3%A9/').path, '/a b//cé/');
  });

  it('takes the absolute form that clients send to a proxy', () => {
    assert.deepEqual(parseTarget('HTTP://api.zsapi.net:80/zia?x'), {
      path: '/zia',
      query: '?x',
      absolute: { scheme: 'http', authority: 'api.zsapi.net:80' },
    });
    assert.equal(parseTarget('https://api.zsapi.net').path, '/');
    assert.equal(parseTarget('https://api.zsapi.net?x=1').query, '?x=1');
  });

  it('refuses segments that lead elsewhere once they are decoded', () => {
    for (const path of [
      '/a/../b',
      '/a/./b',
      '/..',
      '/%2e%2e/x',
      '/.%2E',
      '/a%2fb',
      '/a%5Cb',
      '/a\\b',
      '/a%00',
      '/a%0d%0ab',
    ]) {
      assert.throws(() => parseTarget(path), refused(400), path);
    }
  });

  it('refuses what is not percent-encoded UTF-8', () => {
    for (const path of ['/%', '/%zz', '/%ff', '/%c3', '/a%'])
      assert.throws(() => parseTarget(path), refused(400), path);
  });

  it('leaves names that only look like going up', () => {
    for (const path of ['/...', '/a..b', '/..a', '/.well-known/x']) assert.equal(parseTarget(path).path, path);
  });

  it('refuses a target that is neither a path nor a URL of the web', () => {
    for (const target of ['*', 'a/b', 'ftp://x/', 'javascript:1', '']) {
      assert.throws(() => parseTarget(target), refused(400), target);
    }
  });

  it('never lets a separator, dot segment or control character through', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '.', '%', '2', 'e', 'f', '5', 'c', '0', 'a', '\\') }),
        (text) => {
          let path: string;
          try {
            path = parseTarget(`/${text}`).path;
          } catch (error) {
            assert.ok(error instanceof HttpError);
            return;
          }
          assert.ok(!path.includes('\\') && !path.includes('\0'));
          assert.ok(!path.split('/').some((segment) => segment === '.' || segment === '..'));
          assert.equal(path.split('/').length, `/${text}`.split('/').length);
        },
      ),
    );
  });
});
