import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startMock } from '../../../src/zidentity/start.js';

export interface MockUnderTest {
  base: string;
  adminToken: string;
  stop(): Promise<void>;
}

export type Policy = 'zidentity' | 'strict';
export type MockStarter = (config: object, policy: Policy) => Promise<MockUnderTest>;

/** The mock as the extension embeds it. */
export const inProcess: MockStarter = async (config, policy) => {
  const mock = await startMock({ port: 0, policy });
  const base = mock.endpoints.http;
  const response = await fetch(`${base}/_mock/v1/config`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${mock.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(config),
  });
  if (!response.ok) throw new Error(`the config was refused: ${await response.text()}`);
  return { base, adminToken: mock.adminToken, stop: () => mock.stop() };
};

/** The mock as the packaged command line serves it. */
export const packagedCli: MockStarter = async (config, policy) => {
  const folder = mkdtempSync(join(tmpdir(), 'oneapi-conformance-'));
  const file = join(folder, 'tenant.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [resolve('dist/cli.js'), 'serve', '--port', '0', '--json', '--policy', policy, '--config', file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ready = await firstLine(child);
  const { http, adminToken } = JSON.parse(ready) as { http: string; adminToken: string };
  return {
    base: http,
    adminToken,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await new Promise((done) => child.once('exit', done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) return line;
  throw new Error('the command line ended before it was ready');
}
