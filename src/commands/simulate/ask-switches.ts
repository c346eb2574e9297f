import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import type { Ui } from '../ui.js';
import { switchesOf } from './switches.js';

/** Asks which switches are on; resolves to all of those that this version knows. */
export async function askSwitches(
  ui: Ui,
  title: string,
  now: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const switches = switchesOf(localiser).filter(({ name }) => Object.hasOwn(now, name));
  const on = await ui.pickMany<string>(
    switches.map(({ name, label, detail, on: value }) => ({
      label,
      detail,
      value: name,
      picked: now[name] === value,
    })),
    { title, placeholder: vscode.l10n.t('Which rules should hold?') },
  );
  return Object.fromEntries(switches.map((one) => [one.name, on.includes(one.name) ? one.on : one.off]));
}
