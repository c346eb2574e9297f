import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds } from '../../../src/commands/ids.js';
import { removeTemporaryFolder, temporaryFolder } from '../../harness/processes.js';
import { browserStorage, type Place } from '../support/browser-storage.js';
import { useWorkbench } from '../support/use-workbench.js';
import type { WorkbenchOptions } from '../support/workbench.js';
import { startHostileTenant, wayNames } from './hostile-tenant.js';
import { Markers } from './markers.js';
import { documentsAndTabs, filesBelow, shownWords, takeCopied, watchingScript } from './places.js';
import { commandRuns, type Run } from './table.js';
import { addClients, getToken, ownCredentials, type World } from './world.js';

describe('Marked secrets, keys, assertions and tokens', () => {
  const folder = temporaryFolder('secrets');
  const temporary = join(folder, 'tmp');
  const asked = join(folder, 'asked');
  const home = join(folder, 'home');
  for (const one of [temporary, asked, home]) mkdirSync(one);
  const options: WorkbenchOptions = {
    probe: true,
    initScript: watchingScript,
    env: { TMPDIR: temporary, HOME: home },
    // VS Code keeps copies of what a person saves, as of all else.
    settings: { 'workbench.localHistory.enabled': false },
  };
  const workbench = useWorkbench(options);
  const markers = new Markers();
  const places: Place[] = [];
  const unexpected: string[] = [];
  let scratches = 0;
  let world: World;

  before(async () => {
    workbench().page.on('console', (message) => places.push({ name: 'the console', text: message.text() }));
    const own = ownCredentials(markers);
    const body = Buffer.from(JSON.stringify({ iss: 'good', jti: 'of-the-tenant', exp: 4e9 })).toString('base64url');
    const token = `eyJhbGciOiJSUzI1NiJ9.${body}.${Buffer.from('the signature of the tenant').toString('base64url')}`;
    markers.addToken('the token of the tenant', token);
    const tenant = await startHostileTenant(token);
    await workbench().probe.command('oneapi.mock.start', {});
    const clients = await addClients({ workbench: workbench(), markers });
    world = { workbench: workbench(), markers, tenant, clients, own, asked, token: { accessToken: '', jti: '' } };
  });

  after(async () => {
    await world?.tenant.close();
    removeTemporaryFolder(folder);
  });

  /** A file for what is inserted, where a person wants to have it. */
  async function openScratch(): Promise<void> {
    const file = join(asked, `inserted-${++scratches}.txt`);
    writeFileSync(file, '');
    await workbench().probe.run(async ({ vscode }, path) => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.file(path)));
    }, file);
  }

  async function runOne(id: string, run: Run): Promise<void> {
    const { probe, page } = workbench();
    if (run.inEditor) await openScratch();
    const args = run.args?.(world);
    const name = `${id} ${run.fault ?? ''}`;
    const wanted = run.gives === 'both' ? ['result', 'copy'] : [run.gives];
    let result: unknown;
    let error: Error | undefined;
    const running = probe.command(id, args).then(
      (value) => {
        result = value;
      },
      (thrown: Error) => {
        error = thrown;
      },
    );
    if (run.asks) {
      await workbench().quickInput.rows.first().waitFor();
      await workbench().quickInput.cancel();
    }
    await running;
    if (run.inEditor) await probe.run(({ vscode }) => vscode.workspace.saveAll());
    if (error !== undefined) places.push({ name: `the error of ${name}`, text: `${error.message}\n${error.stack}` });
    const said = error?.message ?? '';
    if (run.fault === undefined ? said !== '' : !run.fault.test(said)) unexpected.push(`${name} said: ${said}`);
    if (!wanted.includes('result'))
      places.push({ name: `the result of ${name}`, text: JSON.stringify(result ?? null) });
    const copied = await takeCopied(page);
    if (!wanted.includes('copy')) places.push({ name: `what ${name} copied`, text: copied.join('\n') });
    await run.after?.(world, result);
  }

  it('every command is in the table', () => {
    assert.deepEqual(Object.keys(commandRuns).sort(), Object.values(commandIds).sort());
  });

  it('go through every command', async () => {
    for (const [id, runs] of Object.entries(commandRuns)) {
      for (const run of runs) await runOne(id, run);
    }
    assert.deepEqual(unexpected, []);
  });

  it('go to a tenant that says back what it was sent, in each way', async () => {
    const { probe } = workbench();
    const { own, tenant, clients } = world;
    for (const way of ['good', ...wayNames]) {
      await probe.command('oneapi.environment.add', { id: way, name: way, ...tenant.endpoints(way) });
      await probe.command('oneapi.client.import', { clientId: `${way}-secret`, secret: own.secret });
      await probe.command('oneapi.client.import', { clientId: `${way}-key`, privateKey: own.privateKey });
      const clientIds = [`${way}-secret`, `${way}-key`];
      // With an argument the error is thrown, as by a click it is told.
      const runs = clientIds.flatMap((clientId) => [{ clientId }, { clientId, interactive: true }]);
      await Promise.all(
        runs.map(async (args) => {
          const failure = await probe.command('oneapi.token.get', args).then(
            () => '',
            (error: Error) => `${error.message}\n${error.stack}`,
          );
          assert.equal(failure === '', way === 'good' || 'interactive' in args, `${way}: ${failure}`);
          places.push({ name: `the error of a tenant that ${way}`, text: failure });
        }),
      );
      for (const clientId of way === 'good' ? clientIds : []) {
        const call = { clientId, method: 'GET', path: '/zia/api/v1/status' };
        await probe.command('oneapi.api.call', call);
        const listing = await probe.command('oneapi.environment.load', { clientId }).catch((error: Error) => error);
        places.push({ name: 'the error of listing', text: String(listing) });
      }
    }
    await probe.command('oneapi.environment.switch', { id: 'mock' });
    for (const assertion of tenant.assertions) markers.addToken('an assertion that was sent', assertion);
    assert.ok(tenant.assertions.size >= wayNames.length, 'assertions were sent');
    await getToken(world, clients.JWKS);
  });

  it('are shown for a private key that was made, and not kept', async () => {
    const { probe, quickInput } = workbench();
    const made = probe.command('oneapi.keys.generate');
    await quickInput.waitForPrompt('Which type of key?');
    await quickInput.accept();
    await quickInput.waitForPrompt('Passphrase that encrypts');
    await quickInput.accept();
    await quickInput.waitForPrompt('What to do with it?');
    await quickInput.pick('Open in Editor');
    await made;
    const [shown, ...others] = await probe.run(({ vscode }) =>
      vscode.workspace.textDocuments
        .map((document) => ({ text: document.getText(), scheme: document.uri.scheme }))
        .filter(({ text }) => text.startsWith('-----BEGIN PRIVATE KEY')),
    );
    assert.equal(others.length, 0);
    markers.addPrivateKey('a shown key', shown!.text);
    // What is untitled and not saved is backed up to disk by VS Code.
    assert.equal(shown!.scheme, 'oneapi');
    await workbench().screenshot('generated private key');
  });

  it('stand in files that are hovered over, diagnosed and configured wrongly', async () => {
    const { probe, folder: opened } = workbench();
    const { own, token } = world;
    const files = {
      'marked.env': `ZSCALER_CLIENT_ID=moved\nZSCALER_CLIENT_SECRET='${own.passphrase}'\n`,
      'marked.txt': `${token.accessToken}\n`,
      'marked.json': `{"clients":[{"authentication":{"type":"SECRET","secrets":[{"value":${own.passphrase}}]}}]}`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(opened, name), text);
    const shown = await probe.run(
      async ({ vscode }, paths) => {
        const texts: unknown[] = [];
        for (const path of paths) {
          const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
          const line = path.endsWith('.env') ? 1 : 0;
          const at = new vscode.Position(line, 26);
          await vscode.window.showTextDocument(document);
          texts.push(await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at));
          if (path.endsWith('.env')) {
            while (vscode.languages.getDiagnostics(document.uri).length === 0) await new Promise(setImmediate);
          }
          const range = new vscode.Range(at, at);
          texts.push(await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range));
        }
        return JSON.stringify(texts);
      },
      Object.keys(files).map((name) => join(opened, name)),
    );
    places.push({ name: 'hovers and quick fixes', text: shown });
    await probe.command('oneapi.mock.stop', {});
    const failure = await probe.run(
      async ({ vscode }, path) => {
        const settings = vscode.workspace.getConfiguration('oneapi.mock');
        await settings.update('config', path, vscode.ConfigurationTarget.Global);
        const error = await Promise.resolve(vscode.commands.executeCommand('oneapi.mock.start', {})).then(
          () => 'it started',
          ({ message, stack }: Error) => `${message}\n${stack}`,
        );
        await settings.update('config', undefined, vscode.ConfigurationTarget.Global);
        return error;
      },
      join(opened, 'marked.json'),
    );
    assert.match(failure, /cannot be read as JSON/);
    places.push({ name: 'the error of a broken config file', text: failure });
  });

  it('are nowhere in clear but in SecretStorage, in memory and where a person asked for them', async () => {
    const { page, server, folder: opened } = workbench();
    places.push(...(await documentsAndTabs(workbench())), ...(await shownWords(page)));
    const blank = await workbench().blankPage();
    // What is kept in the browser is written at the latest when the window goes.
    await page.goto('about:blank');
    places.push(...(await browserStorage(blank)));
    const state = join(server.dataFolder, 'data/User/globalStorage/oneapi-workbench.oneapi-workbench/mock');
    const owned = ['admin-token', 'signing-keys.json', 'ca-key.pem'].map((name) => join(state, name));
    markers.addSecret('the admin token', readFileSync(owned[0]!, 'utf8').trim());
    for (const file of owned) assert.equal(statSync(file).mode & 0o077, 0, `${file} is readable for its owner alone`);
    places.push(...filesBelow(server.dataFolder, owned), ...filesBelow(temporary), ...filesBelow(home));
    places.push(...filesBelow(opened, ['marked.env', 'marked.txt', 'marked.json']));
    const found = places.flatMap(({ name, text }) => markers.in(text).map((what) => `${what} is in ${name}`));
    assert.deepEqual([...new Set(found)], []);
    const searched = places.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(markers.count > 200 && searched > 1e6, `${markers.count} needles in ${searched} characters`);
    const names = places.map(({ name }) => name);
    for (const part of ['OneAPI.log', 'mock/tokens.log', 'vscode-web-state-db-global', 'the window', 'the console']) {
      assert.ok(
        names.some((name) => name.includes(part)),
        `${part} was searched, with ${names.join('\n')}`,
      );
    }
  });
});
