import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { readArguments, text } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { changeClient } from './change-client.js';
import { type UploadedKey, uploadedKeys, withoutKey } from './uploaded-key.js';

/** `thumbprint` as RFC 7638 has it: the `kid` that hovers show. */
const removeArguments = v.strictObject({ clientId: text, thumbprint: text });

/** OneAPI: Remove Certificate or Public Key. The last one stays: without any the API client could not authenticate. */
export async function removePublicKey(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const title = vscode.l10n.t('Remove Certificate or Public Key');
  const given = args === undefined ? undefined : readArguments(removeArguments, args);
  const clientId = given?.clientId ?? (await pickClient(services, targets, { title, auth: ['PUBKEYCERT'] }));
  const client = await (await services.admin()).getClient(clientId);
  const keys = uploadedKeys(client.clientAuthentication);
  if (keys.length === 1) {
    throw new WorkbenchError('key-last', `It is the only one of "${client.name}", which could not authenticate then.`, {
      hint: 'Add another certificate or public key first, or change the authentication.',
    });
  }
  const key =
    given === undefined
      ? await ask(services, client, keys, title, targets?.[0])
      : keys.find(({ thumbprint }) => thumbprint === given.thumbprint);
  if (key === undefined) {
    throw new WorkbenchError('key-unknown', `"${client.name}" has no such certificate or public key (any more).`, {
      hint: 'Refresh, and choose again.',
    });
  }
  await changeClient(services, clientId, { clientAuthentication: withoutKey(client.clientAuthentication, key.pem) });
  if (given === undefined) tellDone(vscode.l10n.t('{0} was removed', keyLabel(key)));
}

async function ask(
  services: Services,
  client: AdminApiClient,
  keys: readonly UploadedKey[],
  title: string,
  target: Target | undefined,
): Promise<UploadedKey | undefined> {
  const key =
    target?.kind === 'publicKey'
      ? keys.find(({ pem }) => pem === target.pem)
      : await services.ui.pick(
          keys.map((one) => ({
            icon: one.kind === 'certificate' ? 'verified' : 'key',
            label: keyLabel(one),
            description: keyDetails(one),
            value: one,
          })),
          { title: `${title}: ${client.name}`, placeholder: vscode.l10n.t('Which one?') },
        );
  if (key === undefined) return undefined;
  await services.ui.confirm(vscode.l10n.t('Remove {0} from "{1}"?', keyLabel(key), client.name), {
    detail: (await isOwn(services, client.id, key))
      ? vscode.l10n.t('The private key that is kept here belongs to it: no access token can be got with it any more.')
      : vscode.l10n.t('Programs that sign with its private key get no more access tokens.'),
    button: vscode.l10n.t('Remove'),
  });
  return key;
}

/** Whether the credential in secret storage is the private half of it. */
async function isOwn(services: Services, clientId: string, key: UploadedKey): Promise<boolean> {
  const credential = await services.credentials.get(services.environments.active.id, clientId);
  if (credential?.kind !== 'key') return false;
  const [{ readPrivateKey }, { thumbprint }] = await Promise.all([
    import('../../keys/read.js'),
    import('../../keys/thumbprint.js'),
  ]);
  return thumbprint(readPrivateKey(credential.privateKey)) === key.thumbprint;
}

function keyLabel({ kind, name }: UploadedKey): string {
  return name ?? (kind === 'certificate' ? vscode.l10n.t('Certificate') : vscode.l10n.t('Public key'));
}

function keyDetails({ keyType, notAfter }: UploadedKey): string {
  const expiry =
    notAfter === undefined ? [] : [vscode.l10n.t('expires {0}', new Date(notAfter * 1000).toLocaleDateString())];
  return [...(keyType === undefined ? [] : [keyType]), ...expiry].join(' · ');
}
