import { type ParseArgsConfig, parseArgs } from 'node:util';
import { usageError } from './exit-code.js';
import { plain } from './terminal.js';

export type Options = NonNullable<ParseArgsConfig['options']>;

type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: false }>>['values'];

/**
 * Reads a command's options. A value is never repeated in a message: it may be a secret.
 * @throws WorkbenchError `usage`
 */
export function readOptions<T extends Options>(command: string, args: readonly string[], options: T): Values<T> {
  const help = `See oneapi-mock ${command} --help.`;
  try {
    const { tokens } = parseArgs({ args: [...args], options, allowPositionals: false, strict: true, tokens: true });
    const seen = new Set<string>();
    for (const token of tokens) {
      if (token.kind !== 'option') continue;
      // A flag says the same twice; of two values one would be lost.
      const { type, multiple } = options[token.name] ?? {};
      if (seen.has(token.name) && type !== 'boolean' && !multiple) {
        throw usageError(`--${token.name} is given more than once.`, help);
      }
      seen.add(token.name);
    }
    return parseArgs({ args: [...args], options, allowPositionals: false, strict: true }).values as Values<T>;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const name = /^Unknown option '([^'=]{1,60})/.exec(message)?.[1] ?? '';
      throw usageError(`${command} has no option ${plain(name)}.`, help);
    }
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      const name = /^Option '(?:-\w, )?(--[\w-]+)/.exec(message)?.[1] ?? 'An option';
      const takesNone = message.includes('does not take an argument');
      if (takesNone) throw usageError(`${name} takes no value.`, help);
      throw usageError(`${name} needs a value.`, `Write ${name}=VALUE where the value begins with a hyphen. ${help}`);
    }
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
      throw usageError(`${command} takes options alone, and one of its arguments is none.`, help);
    }
    throw error;
  }
}

/** A port number; @throws WorkbenchError `usage` */
export function readPort(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw usageError(`--${option} is no port number.`, 'Give a number from 0 to 65535; 0 takes any free port.');
}

/** One of several words; @throws WorkbenchError `usage` */
export function readChoice<T extends string>(
  option: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw usageError(`--${option} is none of ${choices.join(', ')}.`, `Give --${option} ${choices[0]}.`);
}
