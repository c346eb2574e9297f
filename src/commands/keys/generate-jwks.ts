import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { generateKeyPair } from '../../keys/generate.js';
import { type Jwks, makeJwks } from '../../keys/jwks.js';
import { SECRET_KINDS } from '../../keys/kinds.js';
import { readPrivateKey, readPublicKey } from '../../keys/read.js';
import { recognise } from '../../keys/recognise.js';
import { thumbprint } from '../../keys/thumbprint.js';
import { writePrivateKey } from '../../keys/write.js';
import { readArguments, text } from '../arguments.js';
import { storedCredential } from '../client/copy-credential.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { readKeyFile } from './key-file.js';
import { pickKeyType } from './pick-key-type.js';
import { type MadeFile, offerFiles, saveAll } from './save-key-file.js';

const jwksArguments = v.strictObject({
  /** PEM or JWK texts of keys or certificates; only their public halves go in. */
  keys: v.optional(v.array(text)),
  /** The key of this API client. */
  clientId: v.optional(text),
  file: v.optional(text),
});

/** OneAPI: Generate JWKS, of given keys, an API client's key, or a new one. Resolves to the JWKS. */
export async function generateJwks(services: Services, args?: unknown, targets?: readonly Target[]): Promise<Jwks> {
  if (args === undefined) return ask(services, targets);
  const given = readArguments(jwksArguments, args);
  const keys = (given.keys ?? []).map(publicKeyOf);
  if (given.clientId !== undefined) keys.push(await clientKey(services, given.clientId));
  if (keys.length === 0) keys.push((await generateKeyPair('RSA-2048')).publicKey);
  const jwks = makeJwks(keys);
  await saveAll(services, [jwksFile(jwks)], () => given.file);
  return jwks;
}

async function ask(services: Services, targets: readonly Target[] | undefined): Promise<Jwks> {
  const title = vscode.l10n.t('Generate JWKS');
  const source = await services.ui.pick<'new' | 'file' | 'client'>(
    [
      { icon: 'key', label: vscode.l10n.t('Of a new key'), value: 'new' },
      { icon: 'file', label: vscode.l10n.t('Of a key or certificate file…'), value: 'file' },
      { icon: 'account', label: vscode.l10n.t("Of an API client's key…"), value: 'client' },
    ],
    { title, placeholder: vscode.l10n.t('Which key should be published?') },
  );
  if (source === 'new') {
    const type = await pickKeyType(services.ui, title);
    const pair = await services.ui.progress(vscode.l10n.t('Making the key…'), () => generateKeyPair(type));
    const jwks = makeJwks([pair.publicKey]);
    const privateKey: MadeFile = {
      fileName: `private-key-${thumbprint(pair.publicKey).slice(0, 8)}.pem`,
      content: writePrivateKey(pair.privateKey),
      secret: true,
      language: 'plaintext',
    };
    await offerFiles(services, title, [privateKey, jwksFile(jwks)]);
    return jwks;
  }
  const key =
    source === 'file'
      ? publicKeyOf(await readKeyFile(await services.ui.openDialog({ title })))
      : await clientKey(
          services,
          await pickClient(services, targets, { title, credential: true, auth: ['JWKS', 'PUBKEYCERT'] }),
        );
  const jwks = makeJwks([key]);
  await offerFiles(services, title, [jwksFile(jwks)]);
  return jwks;
}

function jwksFile(jwks: Jwks): MadeFile {
  return { fileName: 'jwks.json', content: `${JSON.stringify(jwks, null, 2)}\n`, secret: false, language: 'json' };
}

/** The public half: a person who has the private key alone should get their JWKS too. */
function publicKeyOf(input: string | Uint8Array): KeyObject {
  return SECRET_KINDS.has(recognise(input).kind) ? readPrivateKey(input) : readPublicKey(input);
}

async function clientKey(services: Services, clientId: string): Promise<KeyObject> {
  const credential = await storedCredential(services, clientId);
  return readPrivateKey(credential.kind === 'key' ? credential.privateKey : '');
}
