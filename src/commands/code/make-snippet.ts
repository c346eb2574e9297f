import * as vscode from 'vscode';
import { type Connection, copyAs, type SnippetFormat } from '../../oauth/snippets.js';
import { storedCredential } from '../client/copy-credential.js';
import { connectionOf } from '../environment/show-connection.js';
import type { Services } from '../services.js';

export interface WantedSnippet {
  clientId: string;
  format: SnippetFormat['id'];
  /** Puts the client secret itself in; without, the snippet reads it from the environment. */
  includeSecret?: boolean | undefined;
  /** The path of the first call. */
  path?: string | undefined;
}

export interface Snippet {
  text: string;
  /** What a person should know before it works. */
  note?: string;
  /** Whether the text holds the client secret. */
  secret: boolean;
}

/**
 * An API client as code. A private key is never put in: the snippet names the file that holds it.
 *
 * @throws WorkbenchError `credential-missing` where the secret is wanted and not at hand
 */
export async function makeSnippet(services: Services, wanted: WantedSnippet): Promise<Snippet> {
  const connection = await connectionOf(services, wanted.clientId);
  const credential = await credentialOf(services, connection, wanted);
  const { text, note } = copyAs(wanted.format, {
    ...connection,
    client: { ...connection.client, credential },
    path: wanted.path,
  });
  const notes = note === undefined ? [] : [note];
  if (credential.kind === 'privateKey' && wanted.format !== 'http') {
    notes.push(vscode.l10n.t('The private key is read from key.pem: save it there, or change the name.'));
  }
  const secret = credential.kind === 'secret' && credential.value !== undefined;
  return { text, secret, ...(notes.length === 0 ? {} : { note: notes.join(' ') }) };
}

async function credentialOf(
  services: Services,
  connection: Connection,
  { clientId, includeSecret }: WantedSnippet,
): Promise<Connection['client']['credential']> {
  const known = await services.credentials.get(connection.environment.id, clientId);
  if (known?.kind === 'key') {
    const [{ readPrivateKey }, { algForKey }] = await Promise.all([
      import('../../keys/read.js'),
      import('../../keys/key-types.js'),
    ]);
    return { kind: 'privateKey', alg: algForKey(readPrivateKey(known.privateKey)) };
  }
  if (known === undefined && usesKey(services, clientId)) return { kind: 'privateKey' };
  if (includeSecret !== true) return { kind: 'secret' };
  const stored = await storedCredential(services, clientId);
  return { kind: 'secret', value: stored.kind === 'secret' ? stored.secret : undefined };
}

/** Whether an API client whose credential is not at hand authenticates by a key. */
function usesKey({ state }: Services, clientId: string): boolean {
  const client = state.snapshot.clients.find(({ id }) => id === clientId);
  return client !== undefined && client.clientAuthentication.authType !== 'SECRET';
}
