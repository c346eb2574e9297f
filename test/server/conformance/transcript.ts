import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const FOLDER = resolve('test/server/conformance/transcripts');

/** Puts a fixed word in the place of everything that differs from run to run. */
export function settle(text: string, extra: ReadonlyArray<readonly [string, string]> = []): string {
  let settled = text;
  for (const [value, word] of extra) settled = settled.replaceAll(value, word);
  return settled
    .replace(/-----BEGIN [A-Z ]+-----.*?-----END [A-Z ]+-----(\\n)?/gs, '<pem>')
    .replace(/\bis[0-9a-v]{11}\b/g, '<secret id>')
    .replace(/eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '<jwt>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>')
    .replace(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?Z?/g, '<time>')
    .replace(/\b1[6-9]\d{8}\b/g, '<epoch>')
    .replace(/\b1[6-9]\d{11}\b/g, '<epoch ms>')
    .replace(/\b\d+ (second|minute|hour|day|year)s?\b/g, '<n> $1s')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replace(/\b[A-Za-z0-9_-]{43}\b/g, '<thumbprint>');
}

/**
 * Compares sections with the transcript kept beside the tests and returns those that differ.
 * With UPDATE_TRANSCRIPTS=1 in the environment the file is written anew instead.
 */
export function compareTranscript(name: string, sections: ReadonlyMap<string, string>): string[] {
  const file = resolve(FOLDER, `${name}.txt`);
  if (process.env.UPDATE_TRANSCRIPTS === '1') {
    mkdirSync(dirname(file), { recursive: true });
    const text = [...sections].map(([title, body]) => `=== ${title}\n${body.trimEnd()}\n`).join('\n');
    writeFileSync(file, text);
    return [];
  }
  if (!existsSync(file)) return [`${file} is missing; UPDATE_TRANSCRIPTS=1 writes it`];
  const kept = new Map(
    readFileSync(file, 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((section): [string, string] => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end + 1).trimEnd()];
      }),
  );
  const differences: string[] = [];
  for (const title of new Set([...kept.keys(), ...sections.keys()])) {
    const was = kept.get(title);
    const is = sections.get(title)?.trimEnd();
    if (was !== is) differences.push(`=== ${title}\n--- kept\n${was ?? '(nothing)'}\n--- now\n${is ?? '(nothing)'}`);
  }
  return differences;
}
