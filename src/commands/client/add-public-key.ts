import { basename } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { readPublicKey } from '../../keys/read.js';
import { recognise } from '../../keys/recognise.js';
import { thumbprint } from '../../keys/thumbprint.js';
import { writePublicKey } from '../../keys/write.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { readArguments, text } from '../arguments.js';
import { readKeyFile } from '../keys/key-file.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { changeClient } from './change-client.js';
import { uploadedKeys } from './uploaded-key.js';

const addArguments = v.union([
  v.strictObject({ clientId: text, pem: text, name: v.optional(text) }),
  v.strictObject({ clientId: text, file: text }),
]);

interface Upload {
  name: string;
  content: string | Uint8Array;
}

/**
 * OneAPI: Add Certificate or Public Key. Uploads files, beside those that the API client has; where one of them cannot
 * be used, none is. A private key is refused and not sent.
 */
export async function addPublicKey(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const title = vscode.l10n.t('Add Certificate or Public Key');
  const given = args === undefined ? undefined : readArguments(addArguments, args);
  const clientId = given?.clientId ?? (await pickClient(services, targets, { title, auth: ['PUBKEYCERT'] }));
  const client = await (await services.admin()).getClient(clientId);
  if (client.clientAuthentication.authType !== 'PUBKEYCERT') {
    throw new WorkbenchError('client-has-no-keys', `"${client.name}" does not authenticate by uploaded keys.`, {
      hint: 'Edit the API client and change its authentication to Certificate / Public Key first.',
    });
  }
  const uploads = given === undefined ? await askForFiles(services, title) : [await uploadOf(given)];
  await upload(services, client, uploads);
  tellDone(vscode.l10n.t('{0} was added', uploads.map(({ name }) => name).join(', ')));
}

async function uploadOf(given: v.InferOutput<typeof addArguments>): Promise<Upload> {
  if ('pem' in given) return { name: given.name ?? 'key.pem', content: given.pem };
  return { name: basename(given.file), content: await readKeyFile(given.file) };
}

async function askForFiles({ ui }: Services, title: string): Promise<Upload[]> {
  const paths = await ui.openFiles({
    title,
    filters: { PEM: ['pem', 'crt', 'cer', 'pub', 'key'], '*': ['*'] },
  });
  return Promise.all(paths.map(async (path) => ({ name: basename(path), content: await readKeyFile(path) })));
}

async function upload(services: Services, client: AdminApiClient, uploads: readonly Upload[]): Promise<void> {
  const { publicKeys, clientCertificates, ...rest } = client.clientAuthentication;
  const keys = [...(publicKeys ?? [])];
  const certificates = [...(clientCertificates ?? [])];
  const present = new Set(uploadedKeys(client.clientAuthentication).map((one) => `${one.kind} ${one.thumbprint}`));
  for (const { name, content } of uploads) {
    // Refuses a private key and says what it is.
    const key = named(name, () => readPublicKey(content));
    const { kind, block } = recognise(content);
    const id = `${kind === 'certificate' ? 'certificate' : 'publicKey'} ${thumbprint(key)}`;
    if (present.has(id)) {
      throw new WorkbenchError('key-twice', `The key of ${name} is there already.`, {
        hint: 'Choose another file, or remove the one that is there first.',
      });
    }
    present.add(id);
    // Of a certificate the block alone: what stands around it in the file is nobody's business.
    if (kind === 'certificate') certificates.push({ certContent: block!.pem });
    else keys.push({ keyName: name, keyValue: writePublicKey(key) });
  }
  await changeClient(services, client.id, {
    clientAuthentication: { ...rest, publicKeys: keys, clientCertificates: certificates },
  });
}

/** Says of which of several files a fault is. */
function named<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    throw new WorkbenchError(error.code, `${name}: ${error.message}`, { hint: error.hint, cause: error });
  }
}
