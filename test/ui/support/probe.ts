// Reaches into the extension host of a window, through the probe extension of the harness.
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** What a function that runs in the extension host is handed. */
export interface Host {
  vscode: typeof import('vscode');
  require: NodeJS.Require;
}

/** An error of the extension host, with its stack there. */
export class HostError extends Error {}

export class Probe {
  private constructor(
    private readonly socket: string,
    /** The process id of the extension host. */
    readonly pid: number,
  ) {}

  /** The probe of the window that was opened last: the one whose socket is not among `known`. */
  static async find(folder: string, known: ReadonlySet<number> = new Set()): Promise<Probe> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      const pid = pidsIn(folder).find((one) => !known.has(one));
      if (pid !== undefined) return new Probe(join(folder, `${pid}.socket`), pid);
      await wait(50);
    }
    throw new Error('The probe extension of the window did not start.');
  }

  /** Runs a function there. It is sent as text, so that it can use nothing but its parameters; both ways is JSON. */
  async run<Args, Result>(task: (host: Host, args: Args) => Result, args?: Args): Promise<Awaited<Result>> {
    const body = JSON.stringify({ source: task.toString(), args });
    const answer = JSON.parse(await post(this.socket, body)) as {
      value: Awaited<Result>;
      error?: { name: string; message: string; stack: string };
    };
    if (answer.error === undefined) return answer.value;
    const error = new HostError(answer.error.message);
    error.stack = answer.error.stack;
    throw error;
  }

  /** Runs a command of VS Code or of the extension. */
  command<Result = unknown>(id: string, ...args: unknown[]): Promise<Result> {
    return this.run(({ vscode }, call) => vscode.commands.executeCommand<Result>(call.id, ...call.args), { id, args });
  }
}

/** The extension hosts that have a probe. */
export function pidsIn(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => (name.endsWith('.socket') ? [Number.parseInt(name, 10)] : []));
}

function post(socketPath: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST', path: '/' }, (response) => resolve(text(response)));
    asked.on('error', reject);
    asked.end(body);
  });
}
