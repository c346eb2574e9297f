import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments } from '../arguments.js';
import type { Services } from '../services.js';

/** OneAPI: Search API Clients. Shows those whose name or id has the text in it. */
export async function searchClients(services: Services, args?: unknown): Promise<void> {
  const search =
    args === undefined
      ? await services.ui.input({
          title: vscode.l10n.t('Search API Clients'),
          prompt: vscode.l10n.t('Part of a name or client ID'),
          value: services.state.snapshot.clientSearch,
        })
      : readArguments(v.strictObject({ text: v.string() }), args).text;
  services.state.setClientSearch(search.trim());
}
