import { readFileSync, writeFileSync } from 'node:fs';
import { filled, type Localiser } from '../../../src/editor/localise.js';
import { textTranslator } from '../../../src/editor/translate-text.js';

/** The source's own texts; every key is its value. */
export const ENGLISH = 'l10n/bundle.l10n.json';
export const GERMAN = 'l10n/bundle.l10n.de.json';

export type Bundle = Readonly<Record<string, string>>;

export function readBundle(path: string): Bundle {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Writes the bundle of the source's own texts, sorted, so that a new text is one line of a diff. */
export function writeEnglish(texts: Iterable<string>): void {
  const bundle = Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
  writeFileSync(ENGLISH, `${JSON.stringify(bundle, null, 2)}\n`);
}

/** What a text leaves open, and what in it is not language: places, commands, code. Sorted, as order may differ. */
export function fixedParts(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|\(command:[\w.]+\)|`[^`]+`/g)].map(([part]) => part).sort();
}

/** As VS Code translates into the language of a bundle. */
export function translatorOf(bundle: Bundle): Localiser {
  const t = (message: string, ...args: (string | number | boolean)[]) => filled(bundle[message] ?? message, args);
  return { t, text: textTranslator({ t, bundle }) };
}
