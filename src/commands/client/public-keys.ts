import { basename } from 'node:path';
import * as vscode from 'vscode';
import { inspectCertificate } from '../../keys/inspect.js';
import { readPublicKey } from '../../keys/read.js';
import { recognise } from '../../keys/recognise.js';
import { writePublicKey } from '../../keys/write.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { readKeyFile } from '../keys/key-file.js';
import type { Services } from '../services.js';
import { changeClient, tellDone } from './change-client.js';

/** Uploads a certificate or public key from a file, beside those that the API client has. */
export async function addPublicKey(services: Services, client: AdminApiClient): Promise<void> {
  const path = await services.ui.openDialog({
    title: vscode.l10n.t('Add Certificate or Public Key'),
    filters: { PEM: ['pem', 'crt', 'cer', 'pub', 'key'], '*': ['*'] },
  });
  const text = (await readKeyFile(path)).toString('utf8');
  // Refuses a private key and says what it is.
  const key = readPublicKey(text);
  const { publicKeys, clientCertificates, ...rest } = client.clientAuthentication;
  const isCertificate = recognise(text).kind === 'certificate';
  await changeClient(services, client.id, {
    clientAuthentication: {
      ...rest,
      publicKeys: isCertificate
        ? (publicKeys ?? [])
        : [...(publicKeys ?? []), { keyName: basename(path), keyValue: writePublicKey(key) }],
      clientCertificates: isCertificate
        ? [...(clientCertificates ?? []), { certContent: text }]
        : (clientCertificates ?? []),
    },
  });
  tellDone(vscode.l10n.t('{0} was added', basename(path)));
}

/** Removes one of the certificates and public keys. */
export async function removePublicKey(services: Services, client: AdminApiClient): Promise<void> {
  const { publicKeys, clientCertificates, ...rest } = client.clientAuthentication;
  const keys = publicKeys ?? [];
  const certificates = clientCertificates ?? [];
  const chosen = await services.ui.pick(
    [
      ...keys.map((key) => ({ label: `$(key) ${key.keyName ?? vscode.l10n.t('Public key')}`, value: key as object })),
      ...certificates.map((certificate) => ({
        label: `$(verified) ${certificateName(certificate.certContent)}`,
        value: certificate as object,
      })),
    ],
    { title: vscode.l10n.t('Remove Certificate or Public Key'), placeholder: vscode.l10n.t('Which one?') },
  );
  await changeClient(services, client.id, {
    clientAuthentication: {
      ...rest,
      publicKeys: keys.filter((key) => key !== chosen),
      clientCertificates: certificates.filter((certificate) => certificate !== chosen),
    },
  });
}

function certificateName(pem: string): string {
  try {
    return inspectCertificate(pem).subject;
  } catch {
    return vscode.l10n.t('Certificate');
  }
}
