import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { cliPath } from './cli-path.js';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export type Child = ChildProcessByStdio<null, Readable, Readable>;

export function start(args: readonly string[], env: Record<string, string>): Child {
  return spawn(process.execPath, [cliPath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
}

/** Runs a command to its end. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return ended(start(args, env));
}

export async function ended(child: Child): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

export interface Ready {
  ready: true;
  pid: number;
  http: string;
  https: string;
  proxy: string;
  issuer: string;
  tokenEndpoint: string;
  api: string;
  caFile: string;
  adminToken: string;
  jwks: string;
}

export interface Serving {
  child: Child;
  /** The first line as it was printed. */
  line: string;
  ready: Ready;
  /** Asks it to end, and waits until it has. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** `serve --json` on a free port, ready. */
export async function serve(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Serving> {
  const child = start(['serve', '--port', '0', '--json', ...args], env);
  const outcome = ended(child);
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => first as string),
    outcome.then(({ code, stderr }) => Promise.reject(new Error(`ended with ${code}: ${stderr}`))),
  ]);
  return {
    child,
    line,
    ready: JSON.parse(line) as Ready,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return outcome;
    },
  };
}
