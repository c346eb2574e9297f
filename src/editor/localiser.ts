import * as vscode from 'vscode';
import type { Localiser } from './localise.js';
import { textTranslator } from './translate-text.js';

let translate: ((english: string) => string) | undefined;

/** The language of the editor. */
export const localiser: Localiser = {
  ...vscode.l10n,
  text(english) {
    translate ??= textTranslator(vscode.l10n);
    return translate(english);
  },
};
