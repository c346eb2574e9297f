import * as v from 'valibot';
import * as vscode from 'vscode';
import { snippetFormats } from '../../oauth/snippets.js';
import { readArguments } from '../arguments.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { askSnippet, snippetEntries } from './ask-snippet.js';
import { makeSnippet } from './make-snippet.js';

const copyArguments = v.strictObject(snippetEntries);

/** OneAPI: Copy As: an API client as curl, SDK code, Terraform, .env and others. Resolves to what was copied. */
export async function copyAsCode(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<{ text: string; note?: string }> {
  const wanted =
    args === undefined
      ? await askSnippet(services, targets, { title: vscode.l10n.t('Copy As') })
      : readArguments(copyArguments, args);
  const { text, note, secret } = await makeSnippet(services, wanted);
  await services.ui.copy(text, { secret });
  if (args === undefined) {
    const { label } = snippetFormats.find(({ id }) => id === wanted.format)!;
    tellDone(vscode.l10n.t('Copied as {0}', label));
    if (note !== undefined) services.ui.info(note);
  }
  return { text, ...(note === undefined ? {} : { note }) };
}
