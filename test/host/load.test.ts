import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import * as vscode from 'vscode';
import { harness } from '../harness/paths.js';
import { activated, run } from './workbench.js';

/** How long the load lasts; longer where somebody wants to know more. */
const seconds = Number(process.env.ONEAPI_LOAD_SECONDS ?? 3);
const connections = 64;

interface Outcome {
  answers: Record<string, number>;
  errors: Record<string, number>;
  perSecond: number;
}

/** Milliseconds. */
interface Latency {
  /** Of a hover, asked for by way of the window. */
  hovers: number;
  median: number;
  p95: number;
  longest: number;
  /** By how much the extension host's event loop was late. */
  late: { median: number; p99: number; longest: number };
}

/** Asks for one hover after another, until it has ended. */
async function hoverUntil(ended: () => boolean): Promise<Latency> {
  const document = await vscode.workspace.openTextDocument({
    content: `token: ${await readFile(join(harness, 'demo-workspace', 'expired-token.txt'), 'utf8')}`,
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const times: number[] = [];
  while (!ended() || times.length < 20) {
    const started = performance.now();
    await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(1, 40));
    times.push(performance.now() - started);
  }
  delay.disable();
  times.sort((one, other) => one - other);
  const at = (part: number) => Math.round(times[Math.floor((times.length - 1) * part)]! * 10) / 10;
  const late = (nanoseconds: number) => Math.round(nanoseconds / 1e6);
  return {
    hovers: times.length,
    median: at(0.5),
    p95: at(0.95),
    longest: at(1),
    late: { median: late(delay.percentile(50)), p99: late(delay.percentile(99)), longest: late(delay.max) },
  };
}

describe('The mock in the extension host, under the load of 64 programs', function () {
  this.timeout((seconds + 50) * 1000);

  it('answers each of them as it should, and hovers go on', async () => {
    const { mock } = await activated();
    const { http } = await mock.start();
    await run('oneapi.mock.reset', {});
    const clients: { id: string; secret?: string; assertion?: string }[] = [];
    for (const auth of ['SECRET', 'JWKS', 'PUBKEYCERT']) {
      const args = { name: `load ${auth}`, auth, scopes: ['ZIA:API_Role01'] };
      const { id } = await run<{ id: string }>('oneapi.client.add', args);
      if (auth === 'SECRET') {
        await run('oneapi.client.copyCredential', { clientId: id });
        clients.push({ id, secret: await vscode.env.clipboard.readText() });
      } else {
        clients.push({ id, assertion: await run<string>('oneapi.assertion.mint', { clientId: id }) });
      }
    }
    const idle = await hoverUntil(() => true);

    const child = spawn(process.execPath, [join(harness, 'traffic.js')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // VS Code on a desktop is Electron.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    child.stdin.end(JSON.stringify({ origin: http, adminToken: await adminToken(), clients, connections, seconds }));
    // It says so when its first answer is there.
    await once(child.stdout, 'readable');
    const [loaded, printed] = await Promise.all([hoverUntil(() => ended), text(child.stdout)]);
    const outcome = JSON.parse(printed.slice(printed.indexOf('{'))) as Outcome;

    const ratio = Math.round((loaded.median / idle.median) * 10) / 10;
    console.log(`load: ${JSON.stringify({ seconds, ...outcome, idle, loaded, hoverMedianRatio: ratio })}`);
    assert.deepEqual(outcome.errors, {});
    const kinds = Object.keys(outcome.answers).sort();
    assert.deepEqual(kinds, ['admin 200', 'control 200', 'gateway 200', 'refused 401', 'revoke 204', 'token 200']);
    // Nothing of it is left: the next request is answered as the first was.
    await run('oneapi.token.get', { clientId: clients[0]!.id });
  });
});

/** As a program on this computer gets at it. */
async function adminToken(): Promise<string> {
  const { caFile } = await (await activated()).mock.start();
  return (await readFile(join(caFile, '..', 'admin-token'), 'utf8')).trim();
}
