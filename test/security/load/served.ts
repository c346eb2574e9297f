import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { harness } from '../../harness/paths.js';
import type { Ready } from '../../server/cli/child.js';
import { cliPath } from '../../server/cli/cli-path.js';

export interface Memory {
  /** Bytes: all that the process has of the system, and what its objects and buffers hold. */
  rss: number;
  held: number;
}

/** Milliseconds by which the event loop was late. */
export interface Delay {
  p50: number;
  p99: number;
  max: number;
}

/** The packaged command line in a process of its own, with a probe beside it. */
export class Served {
  readonly ready: Ready;
  private readonly child: ChildProcess;
  private readonly output: { stderr: string };

  private constructor(child: ChildProcess, ready: Ready, output: { stderr: string }) {
    this.child = child;
    this.ready = ready;
    this.output = output;
  }

  static async start(args: readonly string[]): Promise<Served> {
    const probe = pathToFileURL(join(harness, 'memory-probe.js')).href;
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--import', probe, cliPath, 'serve', '--port', '0', '--json', ...args],
      { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { PATH: process.env.PATH } },
    );
    const output = { stderr: '' };
    child.stderr?.on('data', (chunk) => {
      output.stderr += String(chunk);
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    const [line] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => Promise.reject(new Error(`it did not start: ${output.stderr}`))),
    ])) as [string];
    return new Served(child, JSON.parse(line) as Ready, output);
  }

  memory(): Promise<Memory> {
    return this.ask('memory');
  }

  /** Since it was asked the last time. */
  delay(): Promise<Delay> {
    return this.ask('delay');
  }

  /** @returns exit code, what it said, and the milliseconds that it took to end */
  async end(): Promise<{ code: number | null; stderr: string; ms: number }> {
    const began = performance.now();
    const gone = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill('SIGTERM');
    const [code] = await gone;
    return { code, stderr: this.output.stderr, ms: performance.now() - began };
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private async ask<T>(question: string): Promise<T> {
    const answer = once(this.child, 'message');
    this.child.send(question);
    const [told] = await answer;
    return told as T;
  }
}
