import { Readable } from 'node:stream';
import { runCommandLine } from '../../../src/cli/run.js';
import type { Terminal } from '../../../src/cli/terminal.js';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line in this process. */
export async function runHere(
  args: readonly string[],
  given: { env?: Record<string, string>; stdin?: string; isTTY?: boolean; cwd?: string } = {},
): Promise<Outcome> {
  const out: string[] = [];
  const errors: string[] = [];
  const stdin: Terminal['stdin'] = Readable.from(given.stdin === undefined ? [] : [Buffer.from(given.stdin)]);
  if (given.isTTY) stdin.isTTY = true;
  const code = await runCommandLine(args, {
    print: (line) => void out.push(line),
    printError: (line) => void errors.push(line),
    colours: false,
    env: given.env ?? {},
    stdin,
    cwd: () => given.cwd ?? process.cwd(),
    interrupted: () => new Promise(() => undefined),
  });
  return { code, stdout: out.join('\n'), stderr: errors.join('\n') };
}

/** Whether a terminal shows a text as it is: no escape sequences, no reordering, no character but line breaks that is not seen. */
export function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cf}]/u.test(text.replaceAll('\n', ''));
}
