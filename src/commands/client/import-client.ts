import * as v from 'valibot';
import * as vscode from 'vscode';
import { readPrivateKey } from '../../keys/read.js';
import { writePrivateKey } from '../../keys/write.js';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import { askForKey, type GivenKey, kidOf } from '../keys/ask-for-key.js';
import { readKeyFile } from '../keys/key-file.js';
import type { Credential, KnownClient, Services } from '../services.js';
import { clientIdOf, rowOf, type Target } from '../target.js';

const common = { clientId: text, name: v.optional(text) };
const keyCommon = {
  ...common,
  passphrase: v.optional(text),
  kid: v.optional(text),
  auth: v.optional(v.picklist(['PUBKEYCERT', 'JWKS']), 'PUBKEYCERT'),
};

const importArguments = v.union([
  v.strictObject({ ...common, secret: text }),
  v.strictObject({ ...keyCommon, privateKey: text }),
  v.strictObject({ ...keyCommon, privateKeyFile: text }),
]);

/**
 * OneAPI: Import API Client: one that exists in the active environment, with its id and its secret or private key (PEM,
 * JWK). Nothing is sent; the credential goes to SecretStorage.
 */
export async function importClient(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<{ id: string; name: string }> {
  const { client, credential } =
    args === undefined ? await ask(services, targets) : await given(readArguments(importArguments, args));
  await services.credentials.store(services.environments.active.id, client, credential);
  if (args === undefined) {
    const row = rowOf({ kind: 'client', clientId: client.id });
    services.ui.info(vscode.l10n.t('"{0}" was imported.', client.name), {
      label: vscode.l10n.t('Get Access Token'),
      run: () => vscode.commands.executeCommand(commandIds.tokenGet, row),
    });
  }
  return { id: client.id, name: client.name };
}

interface Imported {
  client: KnownClient;
  credential: Credential;
}

async function given(input: v.InferOutput<typeof importArguments>): Promise<Imported> {
  const name = input.name ?? input.clientId;
  if ('secret' in input) {
    return {
      client: { id: input.clientId, name, auth: 'SECRET' },
      credential: { kind: 'secret', secret: input.secret },
    };
  }
  const source = 'privateKey' in input ? input.privateKey : await readKeyFile(input.privateKeyFile);
  const key = readPrivateKey(source, { passphrase: input.passphrase });
  const kid = input.kid === undefined ? kidOf(source) : { kid: input.kid };
  return {
    client: { id: input.clientId, name, auth: input.auth },
    credential: keyCredential(input.auth, { key, ...kid }),
  };
}

/** Kept as PKCS#8, whatever form it came in. Only a JWKS knows a key by its kid. */
function keyCredential(auth: KnownClient['auth'], { key, kid }: GivenKey): Credential {
  return { kind: 'key', privateKey: writePrivateKey(key), ...(kid === undefined || auth !== 'JWKS' ? {} : { kid }) };
}

function askId({ ui }: Services, title: string, value: string): Promise<string> {
  return ui.input({
    title,
    prompt: vscode.l10n.t('Client ID, as the admin portal shows it'),
    placeholder: 'iq41q3fpgg6st',
    value,
    validate: (typed) => (/^[^\s]+$/.test(typed) ? undefined : vscode.l10n.t('An ID without blanks')),
  });
}

async function ask(services: Services, targets: readonly Target[] | undefined): Promise<Imported> {
  const { ui, environments } = services;
  const title = vscode.l10n.t('Import API Client of {0}', environments.active.name);
  let id = clientIdOf(targets ?? []) ?? '';
  let name = '';
  let auth: KnownClient['auth'] = 'SECRET';
  let credential: Credential | undefined;
  const ofRow = id !== '';
  await ui.steps([
    async () => {
      // Of a row it is known already.
      if (!ofRow) id = await askId(services, title, id);
      name = services.state.snapshot.clients.find((client) => client.id === id)?.name ?? id;
    },
    async () => {
      auth = await ui.pick<KnownClient['auth']>(
        [
          { icon: 'lock', label: vscode.l10n.t('Client Secret'), value: 'SECRET' },
          {
            icon: 'key',
            label: vscode.l10n.t('Private key of an uploaded certificate or public key'),
            value: 'PUBKEYCERT',
          },
          { icon: 'globe', label: vscode.l10n.t('Private key of a JWKS URL'), value: 'JWKS' },
        ],
        { title, placeholder: vscode.l10n.t('How does it authenticate?') },
      );
    },
    async () => {
      credential =
        auth === 'SECRET'
          ? {
              kind: 'secret',
              secret: await ui.input({
                title,
                prompt: vscode.l10n.t('Client secret. It goes to the secret storage of this editor'),
                password: true,
                validate: (typed) => (typed.trim() === '' ? vscode.l10n.t('The secret is needed') : undefined),
              }),
            }
          : keyCredential(auth, await askForKey(services, title));
    },
  ]);
  return { client: { id, name, auth }, credential: credential! };
}
