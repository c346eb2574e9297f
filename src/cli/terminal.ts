import type { Readable } from 'node:stream';

/** Where a command reads and writes; handed in, so that commands can be tested without a process. */
export interface Terminal {
  /** One line on standard output, as it is. */
  print(line: string): void;
  /** One line on standard error, as it is. */
  printError(line: string): void;
  /** Whether standard output may be coloured. */
  colours: boolean;
  env: Readonly<Record<string, string | undefined>>;
  stdin: Readable & { isTTY?: boolean };
  cwd(): string;
  /** Resolves when the person or the system asks to end; a second time ends at once. */
  interrupted(): Promise<void>;
}

/** Seconds after a signal within which another one is the same wish, not a person's impatience. */
const patienceSeconds = 0.5;

export function processTerminal(target: NodeJS.Process): Terminal {
  for (const stream of [target.stdout, target.stderr]) {
    // A reader that has what it wanted, like head(1), closes its pipe: no reason to fail.
    stream.on('error', () => undefined);
  }
  const { NO_COLOR, TERM } = target.env;
  return {
    print: (line) => void target.stdout.write(`${line}\n`),
    printError: (line) => void target.stderr.write(`${line}\n`),
    colours: target.stdout.isTTY === true && !NO_COLOR && TERM !== 'dumb',
    env: target.env,
    stdin: target.stdin,
    cwd: () => target.cwd(),
    interrupted: () =>
      new Promise((resolve) => {
        let askedAt: number | undefined;
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
          if (signal === 'SIGBREAK' && target.platform !== 'win32') continue;
          target.on(signal, () => {
            askedAt ??= target.uptime();
            // npm, timeout(1) and others pass a signal on that the whole process group has got already.
            if (target.uptime() - askedAt >= patienceSeconds) target.exit(130);
            resolve();
          });
        }
      }),
  };
}

/** Text that somebody else chose, fit for a terminal: no escape sequences, no invisible or reordering characters. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}

/** Like `plain`, for text of several lines. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}

/** Marks text for a terminal that shows colours; leaves it alone for one that does not. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  cyan(text: string): string;
}

export function styleFor(terminal: Pick<Terminal, 'colours'>): Style {
  const with_ = (begin: number, end: number) => (text: string) =>
    terminal.colours ? `\u001b[${begin}m${text}\u001b[${end}m` : text;
  return { bold: with_(1, 22), dim: with_(2, 22), green: with_(32, 39), red: with_(31, 39), cyan: with_(36, 39) };
}
