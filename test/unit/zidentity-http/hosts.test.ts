import assert from 'node:assert/strict';
import { WorkbenchError } from '../../../src/errors.js';
import { listenAddress } from '../../../src/zidentity/listener/address.js';
import { parseAuthority } from '../../../src/zidentity/listener/authority.js';
import { createHostTable } from '../../../src/zidentity/listener/host-table.js';

const acme = { vanity: 'acme', cloud: 'PRODUCTION' };
const withCode = (code: string) => (error: unknown) => error instanceof WorkbenchError && error.code === code;

describe('The host table', () => {
  const table = createHostTable(acme, []);

  it("serves the tenant's hosts of every known cloud, each as what it is", () => {
    for (const domain of ['zslogin.net', 'zsloginbeta.net', 'zidentitygov.net', 'zidentitygov.us']) {
      assert.deepEqual(table.surfacesOf(`acme.${domain}`), ['identity']);
      assert.deepEqual(table.surfacesOf(`acme-admin.${domain}`), ['identity', 'admin']);
    }
    for (const host of ['api.zsapi.net', 'api.beta.zsapi.net', 'api.zscalergov.net', 'api.zscalergov.us']) {
      assert.deepEqual(table.surfacesOf(host), ['api', 'admin']);
    }
  });

  it('serves everything on loopback', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.10', '[::1]']) {
      assert.deepEqual(table.surfacesOf(host), ['identity', 'admin', 'api'], host);
    }
  });

  it('serves no other name, however much it looks like one', () => {
    const foreign = [
      'evil.example',
      'foo.zslogin.net',
      'acme.zslogin.net.evil.example',
      'xacme.zslogin.net',
      'zslogin.net',
    ];
    const loopbackish = ['127.0.0.1.evil.example', 'localhost.evil.example', '0.0.0.0', '127.1', '2130706433', '[::]'];
    for (const host of [...foreign, ...loopbackish, '', 'constructor']) {
      assert.equal(table.surfacesOf(host), undefined, host);
    }
  });

  it('serves the hosts that SDKs would build for a cloud of another name, while that is the cloud', () => {
    assert.equal(table.surfacesOf('acme.zsloginalpha.net'), undefined);
    const alpha = createHostTable({ vanity: 'acme', cloud: 'Alpha' }, []);
    assert.deepEqual(alpha.surfacesOf('acme.zsloginalpha.net'), ['identity']);
    assert.deepEqual(alpha.surfacesOf('api.alpha.zsapi.net'), ['api', 'admin']);
    assert.ok(alpha.domains.dns.includes('zsloginalpha.net'));
  });

  it('leads CONNECT to port 443 of the names alone', () => {
    for (const host of ['acme.zslogin.net', 'acme-admin.zsloginbeta.net', 'api.zsapi.net', 'localhost']) {
      assert.equal(table.connect(host, 443), 'served', host);
      assert.equal(table.connect(host, 80), 'foreign', host);
      assert.equal(table.connect(host, 8443), 'foreign', host);
    }
    for (const host of ['example.com', '127.0.0.1', '[::1]', 'zslogin.net', 'a.b.zslogin.net', 'api.zscalergov.com']) {
      assert.equal(table.connect(host, 443), 'foreign', host);
    }
  });

  it('knows a wrong vanity domain from a foreign name', () => {
    for (const host of ['foo.zslogin.net', 'foo-admin.zsloginbeta.net', 'foo.zidentitygov.us', 'api2.zsapi.net']) {
      assert.equal(table.connect(host, 443), 'absent', host);
    }
    assert.equal(table.connect('foo.zslogin.net', 80), 'foreign');
  });

  it('adds the names that a person allows, as everything, and not for CONNECT', () => {
    const allowing = createHostTable(acme, ['Mock.Internal', '10.0.0.7', '::1', 'fd00::7']);
    for (const host of ['mock.internal', '10.0.0.7', '[fd00::7]']) {
      assert.deepEqual(allowing.surfacesOf(host), ['identity', 'admin', 'api'], host);
      assert.equal(allowing.connect(host, 443), 'foreign', host);
    }
    assert.ok(allowing.certificateNames.dns.includes('mock.internal'));
    assert.ok(allowing.certificateNames.ip.includes('fd00::7'));
  });

  it('refuses names that are none', () => {
    for (const name of ['http://mock', 'mock:80', 'a b', '', '-x', '*', 'a..b', 'a/b']) {
      assert.throws(() => createHostTable(acme, [name]), withCode('host-invalid'), name);
    }
    assert.throws(() => createHostTable({ vanity: 'a.b', cloud: 'beta' }, []), withCode('vanity-invalid'));
    assert.throws(() => createHostTable({ vanity: 'acme', cloud: 'a b' }, []), withCode('cloud-invalid'));
  });
});

describe('parseAuthority', () => {
  it('tells host and port, in lower case', () => {
    assert.deepEqual(parseAuthority('ACME.zslogin.net:443'), { host: 'acme.zslogin.net', port: 443 });
    assert.deepEqual(parseAuthority('[::1]:8787'), { host: '[::1]', port: 8787 });
    assert.deepEqual(parseAuthority('localhost'), { host: 'localhost', port: undefined });
  });

  it('takes nothing else', () => {
    for (const text of [
      '',
      'a:b',
      'a:99999',
      'u@h',
      'u:p@h:1',
      '::1',
      '[::1',
      'a b',
      'a/b',
      'a?b',
      'a#b',
      'a:1:2',
      'a\\b',
    ]) {
      assert.equal(parseAuthority(text), undefined, text);
    }
  });
});

describe('listenAddress', () => {
  it('takes addresses of this computer without further ado', () => {
    for (const host of [undefined, '127.0.0.1', 'localhost', '::1', '[::1]', '127.0.0.2']) {
      assert.equal(listenAddress(host, false).warning, undefined);
    }
    assert.equal(listenAddress('::1', false).shown, '[::1]');
  });

  it('wants to be told that others may reach the mock, and then warns', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'box.example']) {
      assert.throws(() => listenAddress(host, false), withCode('remote-not-allowed'), host);
      assert.match(listenAddress(host, true).warning ?? '', /reach/);
    }
  });

  it('allows requests under the very address, but under no name where it is every address', () => {
    assert.deepEqual(listenAddress('192.168.1.5', true).names, ['192.168.1.5']);
    assert.deepEqual(listenAddress('0.0.0.0', true).names, []);
    assert.equal(listenAddress('0.0.0.0', true).shown, '127.0.0.1');
  });
});
