import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments } from '../arguments.js';
import type { Services } from '../services.js';

/** OneAPI: Search Tokens. Shows those whose client has the text in its name or id, or whose JTI begins with it. */
export async function searchTokens(services: Services, args?: unknown): Promise<void> {
  const search =
    args === undefined
      ? await services.ui.input({
          title: vscode.l10n.t('Search Tokens'),
          prompt: vscode.l10n.t('Part of the name or ID of the API client, or the beginning of a JTI'),
          value: services.state.snapshot.tokenSearch,
        })
      : readArguments(v.strictObject({ text: v.string() }), args).text;
  await services.state.setTokenSearch(search.trim());
}
