import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';
import { getText, openSocket, openTunnel, portOf, readAll, readHead, secure, sendRaw } from './wire.js';

describe('The one port', () => {
  let mock: RunningMock;
  let port: number;
  let caFile: string;

  before(async () => {
    mock = await startMock({ port: 0 });
    port = portOf(mock.endpoints.http);
    caFile = mock.endpoints.caFile;
  });
  after(() => mock.stop());

  const overTls = async (host: string) => secure(await openSocket(port), host, caFile);
  const throughTunnel = async (host: string) => {
    const socket = await openSocket(port);
    assert.equal(await openTunnel(socket, `${host}:443`), 200);
    return secure(socket, host, caFile);
  };

  it('answers plain HTTP', async () => {
    const { status, body } = await sendRaw(port, getText('/_mock/v1/health', '127.0.0.1'));
    assert.deepEqual([status, body], [200, '{"status":"ok"}']);
  });

  it('answers TLS with a certificate for localhost and for 127.0.0.1', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const { status } = await sendRaw(await overTls(host), getText('/_mock/v1/health', host));
      assert.equal(status, 200, host);
    }
  });

  it('speaks TLS 1.3, and HTTP/1.1 where a client would like HTTP/2', async () => {
    const ALPNProtocols = ['h2', 'http/1.1'];
    const secured = connect({ port, servername: 'localhost', ca: readFileSync(caFile), ALPNProtocols });
    await once(secured, 'secureConnect');
    assert.deepEqual([secured.getProtocol(), secured.alpnProtocol], ['TLSv1.3', 'http/1.1']);
    secured.destroy();
  });

  it('is trusted by nobody who does not know its authority', async () => {
    const secured = connect({ port, host: '127.0.0.1', servername: 'localhost' });
    const [error] = (await once(secured, 'error')) as [NodeJS.ErrnoException];
    assert.match(error.code ?? '', /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/);
  });

  it('tells the protocol however slowly the first bytes come', async () => {
    const socket = await openSocket(port);
    socket.setNoDelay(true);
    const answer = readAll(socket);
    for (const byte of getText('/_mock/v1/health', 'localhost')) {
      await new Promise((resolve) => socket.write(byte, resolve));
    }
    assert.match(await answer, /^HTTP\/1.1 200 /);
  });

  it('leads CONNECT for the hosts of the tenant to itself, with a certificate for each', async () => {
    const hosts = ['acme.zslogin.net', 'acme.zsloginbeta.net', 'acme.zidentitygov.net', 'acme.zidentitygov.us'];
    const admin = ['acme-admin.zslogin.net', 'acme-admin.zidentitygov.us'];
    const apis = ['api.zsapi.net', 'api.beta.zsapi.net', 'api.zscalergov.net', 'api.zscalergov.us', 'localhost'];
    for (const host of [...hosts, ...admin, ...apis]) {
      const { status } = await sendRaw(await throughTunnel(host), getText('/_mock/v1/health', host));
      assert.equal(status, 200, host);
    }
  });

  it('leads CONNECT over TLS just as well', async () => {
    const proxy = await overTls('localhost');
    assert.equal(await openTunnel(proxy, 'api.zsapi.net:443'), 200);
    const inner = await secure(proxy, 'api.zsapi.net', caFile);
    assert.equal((await sendRaw(inner, getText('/_mock/v1/health', 'api.zsapi.net'))).status, 200);
  });

  it('takes a ClientHello that comes in one piece with CONNECT', async () => {
    const socket = await openSocket(port);
    let pending = 'CONNECT acme.zslogin.net:443 HTTP/1.1\r\nHost: acme.zslogin.net:443\r\n\r\n';
    const glued = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        const bytes = pending === '' ? chunk : Buffer.concat([Buffer.from(pending), chunk]);
        const first = pending !== '';
        pending = '';
        socket.write(bytes, () => done());
        if (first) void readHead(socket).then(() => socket.on('data', (data) => glued.push(data)));
      },
    });
    const secured = connect({ socket: glued, servername: 'acme.zslogin.net', ca: readFileSync(caFile) });
    await once(secured, 'secureConnect');
    secured.destroy();
    socket.destroy();
  });

  it('is no open proxy', async () => {
    for (const target of [
      'example.com:443',
      'acme.zslogin.net:80',
      '127.0.0.1:443',
      'localhost:22',
      'a.b.zslogin.net:443',
    ]) {
      const { status } = await sendRaw(port, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
      assert.equal(status, 403, target);
    }
    const { status } = await sendRaw(
      port,
      'GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n',
    );
    assert.equal(status, 403);
  });

  it('refuses a tunnel to another vanity domain as a name that does not exist', async () => {
    for (const target of ['foo.zslogin.net:443', 'foo-admin.zsloginbeta.net:443', 'foo.zidentitygov.us:443']) {
      const { status } = await sendRaw(port, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
      assert.equal(status, 502, target);
    }
  });

  it('takes no CONNECT that names no host and port', async () => {
    for (const target of ['acme.zslogin.net', 'http://acme.zslogin.net/', 'a:b', '[::1', 'x@acme.zslogin.net:443']) {
      const { status } = await sendRaw(port, `CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
      assert.equal(status, 400, target);
    }
  });

  it('opens no tunnel inside of a tunnel', async () => {
    const inner = await throughTunnel('api.zsapi.net');
    assert.equal(await openTunnel(inner, 'api.zsapi.net:443'), 403);
  });

  it('answers requests as a proxy does for the hosts that it serves', async () => {
    const text =
      'GET http://api.zsapi.net/zia/api/v1/status HTTP/1.1\r\nHost: api.zsapi.net\r\nConnection: close\r\n\r\n';
    assert.equal((await sendRaw(port, text)).status, 401);
  });

  it('refuses a name that it does not serve on every path', async () => {
    for (const host of [
      'evil.example',
      'evil.example:8787',
      'foo.zslogin.net',
      '0.0.0.0',
      'acme.zslogin.net.evil.example',
    ]) {
      for (const path of ['/_mock/v1/health', '/oauth2/v1/keys', '/nowhere']) {
        assert.equal((await sendRaw(port, getText(path, host))).status, 421, `${host} ${path}`);
      }
    }
    assert.equal((await sendRaw(port, 'GET /_mock/v1/health HTTP/1.0\r\n\r\n')).status, 421);
  });

  it('serves on each host what belongs there', async () => {
    const status = async (host: string, path: string) => (await sendRaw(port, getText(path, host))).status;
    assert.equal(await status('acme.zslogin.net', '/oauth2/v1/keys'), 200);
    assert.equal(await status('acme.zslogin.net', '/zia/api/v1/status'), 404);
    assert.equal(await status('api.zsapi.net', '/oauth2/v1/keys'), 404);
    assert.equal(await status('api.zsapi.net', '/zia/api/v1/status'), 401);
    assert.equal(await status('api.zsapi.net', '/ziam/admin/api/v1/api-clients'), 401);
    assert.equal(await status('acme-admin.zslogin.net', '/admin/api/v1/api-clients'), 401);
    assert.equal(await status('acme.zslogin.net', '/admin/api/v1/api-clients'), 404);
    for (const path of ['/oauth2/v1/keys', '/.well-known/openid-configuration']) {
      assert.equal(await status('localhost', path), 200);
    }
    assert.equal(await status('[::1]:8787', '/zia/api/v1/status'), 401);
  });

  it('tells a stranger nothing of what there is to administer', async () => {
    for (const path of [
      '/_mock/v1/nothing',
      '/_mock/v1/',
      '/ziam/admin/api/v1/nothing',
      '/admin/api/v1/nothing',
      '/zidentity/api/v1/x',
    ]) {
      assert.equal((await sendRaw(port, getText(path, 'localhost'))).status, 401, path);
      const known = getText(path, 'localhost', `Authorization: Bearer ${mock.adminToken}\r\n`);
      assert.equal((await sendRaw(port, known)).status, 404, path);
    }
    const wrongMethod = getText('/_mock/v1/clock', 'localhost').replace('GET', 'PATCH');
    assert.equal((await sendRaw(port, wrongMethod)).status, 401);
  });
});

describe('A mock with a name of its own', () => {
  it('answers under it, by HTTP and by TLS', async () => {
    const mock = await startMock({ port: 0, allowedHosts: ['mock.internal'] });
    try {
      const port = portOf(mock.endpoints.http);
      assert.equal((await sendRaw(port, getText('/_mock/v1/health', 'mock.internal:80'))).status, 200);
      const secured = await secure(await openSocket(port), 'mock.internal', mock.endpoints.caFile);
      assert.equal((await sendRaw(secured, getText('/_mock/v1/health', 'mock.internal'))).status, 200);
    } finally {
      await mock.stop();
    }
  });
});
