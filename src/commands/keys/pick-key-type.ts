import * as vscode from 'vscode';
import { KEY_TYPES, type KeyType } from '../../keys/key-types.js';
import type { Ui } from '../ui.js';

/** Asks for the type of a key that is to be made. */
export function pickKeyType(ui: Ui, title: string): Promise<KeyType> {
  return ui.pick(
    KEY_TYPES.map(({ type, label, detail }) => ({ label, detail, value: type })),
    { title, placeholder: vscode.l10n.t('Which type of key?') },
  );
}
