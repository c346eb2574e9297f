import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unescaped } from './find-literals.js';

/** A message that the source hands to `l10n.t`, and the first place where it does. */
export interface Message {
  readonly text: string;
  /** `src/sidebar/register.ts:17` */
  readonly place: string;
}

export interface FoundMessages {
  readonly messages: readonly Message[];
  /** Places where a message can not be read from the source, and so can not be translated. */
  readonly problems: readonly string[];
}

/** The TypeScript files below a folder, in the order of their names. */
export function sourcesBelow(folder: string): { file: string; source: string }[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort()
    .map((file) => ({ file, source: readFileSync(file, 'utf8') }));
}

/** Every message of the TypeScript files below a folder. */
export function findMessagesBelow(folder: string): FoundMessages {
  const found = sourcesBelow(folder).map(({ file, source }) => findMessages(source, file));
  return {
    messages: found.flatMap(({ messages }) => messages),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/**
 * The messages of one source text: the first argument of each `l10n.t(…)`, whatever `l10n` is a member of. It has to be
 * one string literal, since the bundles' keys are the literals themselves.
 */
export function findMessages(source: string, file: string): FoundMessages {
  const messages: Message[] = [];
  const problems: string[] = [];
  for (const match of source.matchAll(/\bl10n\.t\b(\s*\(\s*)?/g)) {
    const place = `${file}:${source.slice(0, match.index).split('\n').length}`;
    const text = match[1] === undefined ? undefined : soleLiteralAt(source, match.index + match[0].length);
    if (text === undefined) problems.push(`${place}: the message is not one string literal`);
    else messages.push({ text, place });
  }
  return { messages, problems };
}

/** A literal in single or double quotes that is a whole argument: what follows it ends the argument. */
function soleLiteralAt(source: string, start: number): string | undefined {
  const literal = /(['"])((?:\\.|(?!\1)[^\\\n])*)\1\s*[,)]/y;
  literal.lastIndex = start;
  const body = literal.exec(source)?.[2];
  return body === undefined ? undefined : unescaped(body);
}
