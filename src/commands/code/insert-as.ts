import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { readArguments } from '../arguments.js';
import { insertAtCursor, openEditor } from '../insert-text.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { askSnippet, snippetEntries } from './ask-snippet.js';
import { guessFormat } from './guess-format.js';
import { makeSnippet, type WantedSnippet } from './make-snippet.js';

const insertArguments = v.strictObject({ ...snippetEntries, format: v.optional(snippetEntries.format) });

/** OneAPI: Insert As: an API client as code at the cursor, in the format that fits the document. */
export async function insertAsCode(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<{ text: string; note?: string }> {
  const given = args === undefined ? undefined : readArguments(insertArguments, args);
  const likely = guessFormat(openEditor().document);
  const wanted =
    given === undefined
      ? await askSnippet(services, targets, { title: vscode.l10n.t('Insert As'), likely })
      : withFormat(given, likely);
  const { text, note } = await makeSnippet(services, wanted);
  await insertAtCursor(text);
  if (args === undefined && note !== undefined) services.ui.info(note);
  return { text, ...(note === undefined ? {} : { note }) };
}

function withFormat(
  given: v.InferOutput<typeof insertArguments>,
  likely: WantedSnippet['format'] | undefined,
): WantedSnippet {
  const format = given.format ?? likely;
  if (format !== undefined) return { ...given, format };
  throw new WorkbenchError('format-unknown', vscode.l10n.t('No format is known for this kind of document.'), {
    hint: vscode.l10n.t('Give a format: curl, python, go, terraform, typescript, dotenv or http.'),
  });
}
