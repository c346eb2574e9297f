import * as v from 'valibot';
import * as vscode from 'vscode';
import { generateKeyPair } from '../../keys/generate.js';
import type { KeyType } from '../../keys/key-types.js';
import { thumbprint } from '../../keys/thumbprint.js';
import { writePrivateKey, writePublicKey } from '../../keys/write.js';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import { pickKeyType } from './pick-key-type.js';
import { type MadeFile, offerFiles, saveAll } from './save-key-file.js';

const generateArguments = v.strictObject({
  type: v.optional(v.picklist(['RSA-2048', 'RSA-3072', 'RSA-4096', 'EC-P256']), 'RSA-2048'),
  passphrase: v.optional(text),
  /** Where to save; the private key with mode 0600. */
  privateKeyFile: v.optional(text),
  publicKeyFile: v.optional(text),
});

export interface GeneratedKeys {
  kid: string;
  publicKey: string;
  /** PKCS#8 PEM; left out where it was saved to a file. */
  privateKey?: string;
  saved: Record<string, string>;
}

/** OneAPI: Generate Key Pair. */
export async function generateKeys(services: Services, args?: unknown): Promise<GeneratedKeys> {
  const title = vscode.l10n.t('Generate Key Pair');
  const given = args === undefined ? undefined : readArguments(generateArguments, args);
  const type: KeyType = given?.type ?? (await pickKeyType(services.ui, title));
  const passphrase = given === undefined ? await askPassphrase(services, title) : given.passphrase;
  const make = () => generateKeyPair(type);
  const keyPair =
    given === undefined ? await services.ui.progress(vscode.l10n.t('Making the key…'), make) : await make();
  const privateFile: MadeFile = {
    fileName: 'private-key.pem',
    content: writePrivateKey(keyPair.privateKey, { passphrase }),
    secret: true,
    language: 'plaintext',
  };
  const publicFile: MadeFile = {
    fileName: 'public-key.pem',
    content: writePublicKey(keyPair.publicKey),
    secret: false,
    language: 'plaintext',
  };
  const made = { kid: thumbprint(keyPair.publicKey), publicKey: publicFile.content };
  if (given === undefined) {
    await offerFiles(services, title, [privateFile, publicFile]);
    return { ...made, saved: {} };
  }
  const saved = await saveAll(services, [privateFile, publicFile], (file) =>
    file.secret ? given.privateKeyFile : given.publicKeyFile,
  );
  return { ...made, saved, ...(given.privateKeyFile === undefined ? { privateKey: privateFile.content } : {}) };
}

async function askPassphrase({ ui }: Services, title: string): Promise<string | undefined> {
  const passphrase = await ui.input({
    title,
    prompt: vscode.l10n.t(
      'Passphrase that encrypts the private key. Leave it empty for none; the SDKs read keys without one',
    ),
    password: true,
  });
  return passphrase === '' ? undefined : passphrase;
}
