import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, run } from './workbench.js';

interface Made {
  id: string;
  name: string;
}

describe('Commands with an argument object', () => {
  let client: Made;

  before(async () => {
    const { mock } = await activated();
    await mock.start();
    await run('oneapi.mock.reset', {});
    client = await run<Made>('oneapi.client.add', { name: 'edited', auth: 'SECRET', scopes: ['ZIA:API_Role01'] });
  });

  it('an argument that lacks a member is refused with its name', async () => {
    await assert.rejects(run('oneapi.client.add', { auth: 'SECRET' }), /"name" is not usable: it is missing/);
    await assert.rejects(run('oneapi.token.get', {}), /"clientId" is not usable: it is missing/);
  });

  it('an argument with a member that is not known is refused', async () => {
    await assert.rejects(run('oneapi.token.get', { clientId: client.id, audiance: 'x' }), /"audiance"/);
  });

  it('a client that is not known is said to be so, and how to mend it', async () => {
    await assert.rejects(
      run('oneapi.token.get', { clientId: 'iq0000000000a' }),
      /No credential of iq0000000000a.*Import/s,
    );
  });

  it('a scope that does not exist is refused with those that do', async () => {
    await assert.rejects(run('oneapi.client.add', { name: 'x', auth: 'SECRET', scopes: ['Nope'] }), /ZIA:API_Role01/);
  });

  it('a client is renamed, disabled, enabled and given other roles', async () => {
    await run('oneapi.client.edit', { clientId: client.id, name: 'renamed', description: 'new', lifetimeSeconds: 120 });
    await run('oneapi.client.disable', { clientId: client.id });
    await assert.rejects(run('oneapi.token.get', { clientId: client.id }), /invalid_client|unauthorized_client/);
    await run('oneapi.client.enable', { clientId: client.id });
    await run('oneapi.client.roles', { clientId: client.id, scopes: ['ZIA:API_Role_READONLY'] });
    const token = await run<{ expiresAt: number }>('oneapi.token.get', { clientId: client.id });
    assert.ok(token.expiresAt <= Date.now() / 1000 + 121);
  });

  it('a second secret takes over, and the first one can be removed', async () => {
    const { id } = await run<Made>('oneapi.client.add', { name: 'two secrets', auth: 'SECRET' });
    const secret = await run<{ id: string }>('oneapi.secret.add', { clientId: id });
    assert.equal(typeof secret.id, 'string');
    await run('oneapi.token.get', { clientId: id });
    await run('oneapi.secret.remove', { clientId: id, secretId: secret.id });
    await assert.rejects(run('oneapi.token.get', { clientId: id }), /No credential/);
  });

  it('the authentication method is changed with a new credential', async () => {
    const { id } = await run<Made>('oneapi.client.add', { name: 'changed', auth: 'SECRET' });
    for (const auth of ['JWKS', 'PUBKEYCERT', 'SECRET']) {
      await run('oneapi.client.edit', { clientId: id, auth });
      await run('oneapi.token.get', { clientId: id });
    }
  });

  it('a key pair is replaced by a new one, which works at once; a client with a secret has none', async () => {
    for (const auth of ['JWKS', 'PUBKEYCERT']) {
      const { id } = await run<Made>('oneapi.client.add', { name: `new key for ${auth}`, auth });
      const kidOf = async () => {
        const { keys } = await run<{ keys: { kid: string }[] }>('oneapi.jwks.generate', { clientId: id });
        return keys[0]?.kid;
      };
      const before = await kidOf();
      await run('oneapi.key.replace', { clientId: id });
      assert.notEqual(await kidOf(), before);
      await run('oneapi.token.get', { clientId: id });
    }
    await assert.rejects(run('oneapi.key.replace', { clientId: client.id }), /authenticates by a secret/);
  });

  it('a JWKS URL of one’s own is checked, and its name of the key is used from then on', async () => {
    const { id } = await run<Made>('oneapi.client.add', { name: 'own host', auth: 'JWKS' });
    const own = await run<{ keys: object[] }>('oneapi.jwks.generate', { clientId: id });
    const other = await run<{ keys: object[] }>('oneapi.jwks.generate', {});
    let served: unknown;
    const server = createServer((_, response) => response.end(JSON.stringify(served)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
      served = other;
      await assert.rejects(run('oneapi.client.edit', { clientId: id, jwksUrl }), /does not hold the public half/);
      await run('oneapi.token.get', { clientId: id });
      served = { keys: own.keys.map((key) => ({ ...key, kid: 'named here' })) };
      await run('oneapi.client.edit', { clientId: id, jwksUrl });
      await run('oneapi.client.edit', { clientId: id, jwksUrl });
      await run('oneapi.token.get', { clientId: id });
    } finally {
      server.close();
    }
  });

  it('a client assertion is minted for tools that can not sign', async () => {
    const { id } = await run<Made>('oneapi.client.add', { name: 'signer', auth: 'JWKS' });
    const assertion = await run<string>('oneapi.assertion.mint', { clientId: id });
    assert.equal(assertion.split('.').length, 3);
    await assert.rejects(run('oneapi.assertion.mint', { clientId: client.id }), /authenticates by a secret/);
  });

  it('a token is inserted at the cursor and copied', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'token=', language: 'plaintext' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 6, 0, 6);
    await run('oneapi.token.insert', { clientId: client.id });
    assert.match(document.getText(), /^token=eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    await run('oneapi.token.copy', { clientId: client.id });
    assert.equal(`token=${await vscode.env.clipboard.readText()}`, document.getText());
  });

  it('keys, a JWKS and a certificate are made, and private keys are readable for their owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oneapi-keys-'));
    try {
      const file = join(folder, 'key.pem');
      const keys = await run<{ kid: string; privateKey?: string }>('oneapi.keys.generate', {
        type: 'EC-P256',
        privateKeyFile: file,
      });
      assert.equal(keys.privateKey, undefined);
      if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
      const privateKey = await readFile(file, 'utf8');
      const jwks = await run<{ keys: { kid: string; d?: string }[] }>('oneapi.jwks.generate', { keys: [privateKey] });
      assert.deepEqual(
        jwks.keys.map(({ kid, d }) => ({ kid, d })),
        [{ kid: keys.kid, d: undefined }],
      );
      const made = await run<{ certificate: string }>('oneapi.certificate.generate', { commonName: 'ci', privateKey });
      assert.match(made.certificate, /^-----BEGIN CERTIFICATE-----/);
      await assert.rejects(run('oneapi.keys.generate', { privateKeyFile: file }), /exists already/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('connection settings name every ecosystem, and no secret', async () => {
    const entries = await run<{ id: string; text: string }[]>('oneapi.connection.show', { clientId: client.id });
    assert.ok(entries.length >= 6);
    assert.ok(entries.some(({ text }) => text.includes(client.id)));
  });

  it('a deleted client is gone with its credential', async () => {
    const { id } = await run<Made>('oneapi.client.add', { name: 'short-lived', auth: 'JWKS' });
    await run('oneapi.client.delete', { clientId: id });
    await assert.rejects(run('oneapi.token.get', { clientId: id }), /No credential/);
    await assert.rejects(run('oneapi.client.enable', { clientId: id }), /404/);
  });

  it('an environment of explicit URLs works with an imported client, and is forgotten with it', async () => {
    const { mock } = await activated();
    const endpoints = await mock.start();
    const secretClient = await run<Made>('oneapi.client.add', { name: 'elsewhere', auth: 'SECRET' });
    await run('oneapi.client.copyCredential', { clientId: secretClient.id });
    const secret = await vscode.env.clipboard.readText();
    const environment = await run<Made>('oneapi.environment.add', {
      name: 'stranger',
      tokenEndpoint: endpoints.tokenEndpoint,
      api: endpoints.api,
    });
    try {
      await assert.rejects(run('oneapi.token.get', { clientId: secretClient.id }), /stranger/);
      await run('oneapi.client.import', { clientId: secretClient.id, secret });
      const answer = await run<{ status: number }>('oneapi.api.call', {
        clientId: secretClient.id,
        method: 'GET',
        path: '/zia/api/v1/status',
      });
      assert.equal(answer.status, 403);
      await assert.rejects(run('oneapi.client.add', { name: 'x', auth: 'SECRET' }), /ZIAM role/);
    } finally {
      await run('oneapi.environment.switch', { id: 'mock' });
      await run('oneapi.environment.remove', { id: environment.id });
    }
  });

  it('a vanity domain that is a whole URL is refused with the right one', async () => {
    await assert.rejects(run('oneapi.environment.add', { vanity: 'https://acme.zslogin.net' }), /acme/);
  });
});
