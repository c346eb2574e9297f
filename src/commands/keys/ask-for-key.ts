import type { KeyObject } from 'node:crypto';
import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { WorkbenchError } from '../../errors.js';
import { needsPassphrase, readPrivateKey } from '../../keys/read.js';
import { recognise } from '../../keys/recognise.js';
import { CancelledError } from '../../oauth/errors.js';
import { sentences } from '../refusal-reason.js';
import type { Services } from '../services.js';
import type { Ui } from '../ui.js';
import { readKeyFile } from './key-file.js';

/** A private key from a file, with the name that a JWK gives it. */
export interface GivenKey {
  readonly key: KeyObject;
  readonly kid?: string;
}

/** Reads a private key file, with its passphrase where it has one. Asks again where it is the wrong file. */
export async function askForKey({ ui }: Pick<Services, 'ui'>, title: string): Promise<GivenKey> {
  for (;;) {
    const content = await readKeyFile(
      await ui.openDialog({
        title,
        filters: { [vscode.l10n.t('Keys')]: ['pem', 'key', 'p8', 'jwk', 'json'], '*': ['*'] },
      }),
    );
    try {
      const key = needsPassphrase(content) ? await decrypted(ui, content, title) : readPrivateKey(content);
      return { key, ...kidOf(content) };
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error instanceof CancelledError) throw error;
      // Another file may be the right one, and what was typed before is kept; whoever has none closes the dialog.
      ui.error(localiser.text(sentences(error.message, error.hint)));
    }
  }
}

async function decrypted(ui: Ui, content: Uint8Array, title: string): Promise<KeyObject> {
  let prompt = vscode.l10n.t('Passphrase of the private key');
  for (;;) {
    const passphrase = await ui.input({ title, prompt, password: true });
    try {
      return readPrivateKey(content, { passphrase });
    } catch (error) {
      const code = error instanceof WorkbenchError ? error.code : undefined;
      if (code !== 'passphrase-wrong' && code !== 'passphrase-missing') throw error;
      prompt = vscode.l10n.t('This is not the passphrase, or the key is damaged. Passphrase of the private key');
    }
  }
}

/** RFC 7517 §4.5: the `kid` of a JWK, under which its JWKS has it, too. */
export function kidOf(content: string | Uint8Array): { kid?: string } {
  const kid = recognise(content).json?.kid;
  return typeof kid === 'string' && kid !== '' && kid.length <= 256 ? { kid } : {};
}
