import { WorkbenchError } from '../errors.js';
import { VERSION } from '../version.js';
import { EXIT, exitCodeOf, usageError } from './exit-code.js';
import { helpFor, isCommand } from './help.js';
import { plain, plainLines, type Terminal } from './terminal.js';

/** Runs a command line and says its exit code. Each command's code is loaded only when it is asked for. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    terminal.printError(messageOf(error));
    return exitCodeOf(error);
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined) {
    terminal.printError(helpFor(undefined));
    return EXIT.usage;
  }
  if (first === '--version' || first === '-v' || first === '-V') {
    terminal.print(VERSION);
    return EXIT.ok;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const topic = rest[0];
    if (topic !== undefined && !isCommand(topic)) throw unknownCommand(topic);
    terminal.print(helpFor(topic));
    return EXIT.ok;
  }
  if (!isCommand(first)) throw first.startsWith('-') ? unknownOption(first) : unknownCommand(first);
  // What stands behind an option that takes a value may itself be "--help" only by mistake.
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(helpFor(first));
    return EXIT.ok;
  }
  switch (first) {
    case 'serve':
      return (await import('./serve.js')).serve(rest, terminal);
    case 'demo':
      return (await import('./demo/demo.js')).demo(rest, terminal);
    case 'token':
      return (await import('./token.js')).token(rest, terminal);
  }
}

function unknownCommand(name: string): WorkbenchError {
  return usageError(
    `There is no command "${plain(name.slice(0, 60))}".`,
    'Commands are serve, demo and token. See oneapi-mock --help.',
  );
}

function unknownOption(text: string): WorkbenchError {
  const name = text.split('=', 1)[0] ?? '';
  return usageError(`There is no option ${plain(name.slice(0, 60))} before a command.`, 'See oneapi-mock --help.');
}

/** Nothing here holds a secret: messages of our own errors never do, and of others only the place is shown. */
function messageOf(error: unknown): string {
  if (error instanceof WorkbenchError) {
    const hint = error.hint === undefined ? '' : `\n  ${error.hint}`;
    return plainLines(`oneapi-mock: ${error.message}${hint}`);
  }
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const name = error instanceof Error ? error.name : 'an error';
  return ['oneapi-mock: a bug, please report it.', `  ${plain(name)}`, ...stack.slice(0, 8)].join('\n');
}
