import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import type { Services } from '../services.js';

/** OneAPI: Switch Environment. The trees, tokens and calls are those of the new one. */
export async function switchEnvironment(services: Services, args?: unknown): Promise<void> {
  const { environments } = services;
  if (args !== undefined) return environments.switchTo(readArguments(v.strictObject({ id: text }), args).id);
  const add = Symbol('add');
  const chosen = await services.ui.pick<string | typeof add>(
    [
      ...environments.list().map(({ id, name, kind, environment }) => ({
        icon: kind === 'mock' ? 'server-environment' : 'globe',
        label: name,
        description: id === environments.active.id ? vscode.l10n.t('active') : '',
        detail: kind === 'mock' ? vscode.l10n.t('The local mock of ZIdentity') : (environment?.issuer ?? ''),
        picked: id === environments.active.id,
        value: id,
      })),
      { icon: 'add', label: vscode.l10n.t('Add Environment…'), value: add },
    ],
    { title: vscode.l10n.t('Switch Environment'), placeholder: vscode.l10n.t('Which environment?') },
  );
  if (typeof chosen === 'string') await environments.switchTo(chosen);
  else await vscode.commands.executeCommand(commandIds.environmentAdd);
}
