import { dirname, isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../../errors.js';
import { readStart } from '../../../read-start.js';
import { LIMITS } from '../../../zidentity/limits.js';
import { type SettingId, type Settings, settingIds } from '../../ids.js';
import type { Ui } from '../../ui.js';
import type { MockSettings } from './supervisor.js';

/** A setting's value, of the type that the manifest declares. */
export function setting<Id extends SettingId>(id: Id): Settings[Id] {
  return vscode.workspace.getConfiguration().get<Settings[Id]>(id)!;
}

/** @throws WorkbenchError `config-file-unreadable` where the file that `oneapi.mock.config` names is none */
export async function mockSettings(): Promise<MockSettings> {
  const vanity = setting(settingIds.mockVanity).trim();
  const cloud = setting(settingIds.mockCloud).trim();
  const configFile = setting(settingIds.mockConfig).trim();
  return {
    port: setting(settingIds.mockPort),
    policy: setting(settingIds.mockPolicy),
    ...(vanity === '' ? {} : { vanity }),
    ...(cloud === '' ? {} : { cloud }),
    ...(configFile === '' ? {} : await readConfig(configFile)),
  };
}

async function readConfig(file: string): Promise<Pick<MockSettings, 'config' | 'configSources'>> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!isAbsolute(file) && folder?.scheme !== 'file') {
    throw new WorkbenchError('config-file-unreadable', `There is no folder on disk that ${file} is relative to.`, {
      hint: 'Give the absolute path in the setting oneapi.mock.config.',
    });
  }
  const path = isAbsolute(file) ? file : join(folder!.fsPath, file);
  try {
    return {
      config: JSON.parse(await readText(path)),
      configSources: { env: process.env, configDir: dirname(path), readFile: readText },
    };
  } catch (error) {
    throw new WorkbenchError('config-file-unreadable', `The mock's config file ${path} cannot be read as JSON.`, {
      hint: 'Mend the file, or the setting oneapi.mock.config.',
      // A syntax error quotes the file, which may hold secrets.
      ...(error instanceof SyntaxError ? {} : { cause: error }),
    });
  }
}

/** A file that is longer than a config may be is no JSON any more, and no key. */
async function readText(path: string): Promise<string> {
  return (await readStart(path, LIMITS.configFileBytes)).toString('utf8');
}

/** Offers another port where the wanted one is taken. 0 takes a free one. */
export async function askForPort(ui: Ui, taken: number): Promise<number> {
  const answer = await ui.pick<number | 'setting'>(
    [
      { label: vscode.l10n.t('Use a free port this time'), value: 0 },
      { label: vscode.l10n.t('Use port {0} this time', taken + 1), value: taken + 1 },
      { label: vscode.l10n.t('Enter another port…'), value: 'setting' },
    ],
    {
      title: vscode.l10n.t('Port {0} Is Taken by Another Program', taken),
      placeholder: vscode.l10n.t('Where should the mock listen?'),
    },
  );
  if (answer !== 'setting') return answer;
  const port = await ui.input({
    title: vscode.l10n.t('Port of the Mock'),
    prompt: vscode.l10n.t('Kept in the setting oneapi.mock.port'),
    value: String(taken + 1),
    validate: (text) =>
      /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? undefined : vscode.l10n.t('A number from 0 to 65535'),
  });
  await vscode.workspace
    .getConfiguration()
    .update(settingIds.mockPort, Number(port), vscode.ConfigurationTarget.Global);
  return Number(port);
}

export function tellOtherPort(ui: Ui, taken: number, port: number): void {
  ui.warn(vscode.l10n.t('Port {0} is taken by another program; the mock runs on port {1}.', taken, port), {
    label: vscode.l10n.t('Change Port'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', settingIds.mockPort),
  });
}
