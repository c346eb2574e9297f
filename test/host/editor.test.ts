import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, run } from './workbench.js';

interface Token {
  accessToken: string;
  jti: string;
}

interface Shown {
  steps: { name: string; reason?: string }[];
}

interface Inspection {
  header: { alg?: string };
  payload: { jti?: string };
  verified: boolean;
  state: string;
  roles: { product: string; paths: string[] }[];
}

async function open(content: string, language = 'plaintext'): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ content, language });
}

/** The Markdown of all hovers at an offset. */
async function hovers(document: vscode.TextDocument, offset: number): Promise<vscode.MarkdownString[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset),
  );
  return found.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
}

const textOf = (markdown: readonly vscode.MarkdownString[]) => markdown.map(({ value }) => value).join('\n');

/** The argument of a hover's link. */
function linkArgument(markdown: readonly vscode.MarkdownString[], command: string): Record<string, unknown> {
  const query = new RegExp(`command:${command.replaceAll('.', '\\.')}\\?([^ )]+)`).exec(textOf(markdown))?.[1];
  assert.ok(query, `no link to ${command}`);
  return JSON.parse(decodeURIComponent(query))[0];
}

/** Resolves with the diagnostics of a file once they are as wanted. */
function diagnostics(uri: vscode.Uri, wanted: (found: readonly vscode.Diagnostic[]) => boolean) {
  const ours = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'OneAPI');
  return new Promise<vscode.Diagnostic[]>((resolve) => {
    const settle = () => {
      if (!wanted(ours())) return;
      listener.dispose();
      resolve(ours());
    };
    const listener = vscode.languages.onDidChangeDiagnostics(settle);
    settle();
  });
}

async function quickFix(uri: vscode.Uri, range: vscode.Range, title: RegExp): Promise<vscode.CodeAction> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
  );
  const action = actions.find((one) => title.test(one.title));
  assert.ok(action, `${title} is not among ${actions.map((one) => one.title).join(', ')}`);
  return action;
}

describe('The editor', () => {
  let clientId: string;
  let token: Token;

  before(async () => {
    const { mock } = await activated();
    await mock.start();
    await run('oneapi.mock.reset', {});
    const client = await run<{ id: string }>('oneapi.client.add', {
      name: 'hovered',
      auth: 'SECRET',
      scopes: ['ZIA:API_Role01'],
    });
    clientId = client.id;
    token = await run<Token>('oneapi.token.get', { clientId });
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('a hover on a token trusts our own commands alone, and puts nothing of the token into a link', async () => {
    const document = await open(`{"access_token": "${token.accessToken}"}`, 'json');
    const markdown = await hovers(document, 40);
    assert.match(textOf(markdown), /Active/);
    for (const { isTrusted, supportHtml } of markdown) {
      assert.ok(!supportHtml);
      assert.notEqual(isTrusted, true);
      const commands = typeof isTrusted === 'object' ? isTrusted.enabledCommands : [];
      assert.ok(commands.every((command) => command.startsWith('oneapi.')));
    }
    for (const uri of textOf(markdown).matchAll(/command:[^ )]+/g)) {
      for (const part of token.accessToken.split('.')) assert.ok(!uri[0].includes(part));
    }
  });

  it('a hover comes in a file of any language, also far out in a line of megabytes', async () => {
    const document = await open(`${'x'.repeat(2_000_000)} ${token.accessToken}`);
    assert.match(textOf(await hovers(document, 2_000_020)), /Active/);
  });

  it('a hover on a forged token does not say that it is verified', async () => {
    const [, payload] = token.accessToken.split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const document = await open(`${header}.${payload}.`);
    assert.doesNotMatch(textOf(await hovers(document, 10)), /Signature verified/);
  });

  it('a hover on a private key says what it is, and shows nothing of it', async () => {
    const pem = (await import('node:crypto'))
      .generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const document = await open(pem);
    const text = textOf(await hovers(document, 40));
    assert.match(text, /This is a private key/);
    assert.ok(!text.includes(pem.split('\n')[1]!));
  });

  it('inspecting resolves to what is shown: decoded and verified', async () => {
    const inspection = await run<Inspection>('oneapi.token.inspect', { token: token.accessToken });
    assert.equal(inspection.header.alg, 'RS256');
    assert.equal(inspection.payload.jti, token.jti);
    assert.equal(inspection.verified, true);
    assert.equal(inspection.state, 'active');
    assert.deepEqual(inspection.roles[0]?.paths, ['/zia/api/v1']);
  });

  it('inspecting what is no token says why', async () => {
    await assert.rejects(run('oneapi.token.inspect', { token: 'eyJhbGciOiJSUzI1NiJ9.e30' }), /parts/);
  });

  it('a token is replaced with a fresh one of the same client, in place', async () => {
    const document = await open(`Authorization: Bearer ${token.accessToken}\n`);
    const { handle } = linkArgument(await hovers(document, 40), 'oneapi.token.replace');
    const fresh = await run<{ jti: string }>('oneapi.token.replace', { handle: String(handle) });
    assert.notEqual(fresh.jti, token.jti);
    const [, payload = ''] = document.getText().trim().split(' ')[2]!.split('.');
    assert.equal(JSON.parse(Buffer.from(payload, 'base64url').toString()).jti, fresh.jti);
  });

  it('a client assertion is told from an access token, judged, and replaced with one that is signed now', async () => {
    const signer = await run<{ id: string }>('oneapi.client.add', { name: 'signer', auth: 'JWKS' });
    const old = await run<string>('oneapi.assertion.mint', { clientId: signer.id, lifetimeSeconds: -600 });
    const document = await open(`ASSERTION=${old}\n`);
    const found = await hovers(document, 20);
    assert.match(textOf(found), /Client assertion/);
    assert.match(textOf(found), /Would be refused/);
    assert.match(textOf(found), /The assertion has expired/);
    assert.doesNotMatch(textOf(found), /Signature not valid/);
    const { handle } = linkArgument(found, 'oneapi.token.replace');
    await run('oneapi.token.replace', { handle: String(handle) });
    const fresh = document.getText().trim().split('=')[1]!;
    assert.equal(JSON.parse(Buffer.from(fresh.split('.')[1]!, 'base64url').toString()).iss, signer.id);
    assert.match(textOf(await hovers(document, 20)), /Would be accepted/);
  });

  it('the exchange view shows the newest exchange of a client', async () => {
    const shown = await run<{ clientId: string; outcome: string }>('oneapi.exchange.show', { clientId });
    assert.equal(shown.clientId, clientId);
    assert.equal(shown.outcome, 'issued');
  });

  it('the exchange view shows the exchange of one token, with what the gateway did with it', async () => {
    const issued = await run<{ accessToken: string; jti: string }>('oneapi.token.get', { clientId });
    const newer = await run<{ jti: string }>('oneapi.token.get', { clientId });
    const { mock } = await activated();
    const { api } = await mock.start();
    await fetch(`${api}/zpa/x`, { headers: { authorization: `Bearer ${issued.accessToken}` } });
    const shown = await run<Shown>('oneapi.exchange.show', { clientId, jti: issued.jti });
    assert.match(JSON.stringify(shown.steps), new RegExp(issued.jti));
    assert.equal(shown.steps.at(-1)?.reason, 'role-missing');
    // What the mock has no exchange of leads to the newest of the client.
    const other = await run<Shown>('oneapi.exchange.show', { clientId, jti: 'of another mock' });
    assert.match(JSON.stringify(other.steps), new RegExp(newer.jti));
  });

  describe('points out problems of a file', () => {
    let uri: vscode.Uri;
    const write = async (text: string) => {
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
      return vscode.window.showTextDocument(uri);
    };

    beforeEach(() => {
      const folder = vscode.workspace.workspaceFolders?.[0];
      assert.ok(folder, 'no folder is open');
      uri = vscode.Uri.joinPath(folder.uri, `.env.${process.hrtime.bigint()}`);
    });
    afterEach(async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(uri);
    });

    it('a URL as vanity domain, which a quick fix mends', async () => {
      await write('ZSCALER_VANITY_DOMAIN=https://acme.zslogin.net\n');
      const [found] = await diagnostics(uri, (all) => all.length > 0);
      const fix = await quickFix(uri, found!.range, /^Replace with acme$/);
      assert.ok(await vscode.workspace.applyEdit(fix.edit!));
      assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), 'ZSCALER_VANITY_DOMAIN=acme\n');
      await diagnostics(uri, (all) => all.length === 0);
    });

    it('a client secret, which a quick fix moves to secret storage', async () => {
      await write(`ZSCALER_CLIENT_ID=${clientId}\nZSCALER_CLIENT_SECRET=Zq8wErTy4567uIoPasDf\n`);
      const [found] = await diagnostics(uri, (all) => all.length > 0);
      const { command } = await quickFix(uri, found!.range, /Secret Storage/);
      assert.ok(!JSON.stringify(command?.arguments).includes('Zq8wErTy'));
      const moved = await run<{ clientId: string }>(command!.command, command!.arguments![0]);
      assert.equal(moved.clientId, clientId);
      const text = (await vscode.workspace.openTextDocument(uri)).getText();
      assert.equal(text, `ZSCALER_CLIENT_ID=${clientId}\nZSCALER_CLIENT_SECRET=\n`);
      await assert.rejects(run('oneapi.token.get', { clientId }), /invalid_client/, 'the moved secret is in use');
    });

    it('but not those whose check is turned off', async () => {
      const settings = vscode.workspace.getConfiguration('oneapi.diagnostics');
      await write('ZSCALER_VANITY_DOMAIN=https://acme.zslogin.net\n');
      await diagnostics(uri, (all) => all.length > 0);
      await settings.update('sdkMistakes', false, vscode.ConfigurationTarget.Global);
      await diagnostics(uri, (all) => all.length === 0);
      await settings.update('sdkMistakes', undefined, vscode.ConfigurationTarget.Global);
      await diagnostics(uri, (all) => all.length > 0);
    });
  });
});
