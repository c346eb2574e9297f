import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { KEY_TYPES, type KeyType } from '../../keys/key-types.js';
import type { Ui } from '../ui.js';

/** Asks for the type of a key that is to be made. */
export function pickKeyType(ui: Ui, title: string): Promise<KeyType> {
  return ui.pick(
    KEY_TYPES.map(({ type, label, detail }) => ({ label, detail: localiser.text(detail), value: type })),
    { title, placeholder: vscode.l10n.t('Which type of key?') },
  );
}
