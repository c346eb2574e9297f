import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { readArguments, text } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Credential, KnownClient, Services } from '../services.js';

const moveArguments = v.strictObject({
  handle: text,
  kind: v.picklist(['client-secret', 'private-key']),
  clientId: v.optional(text),
});

/**
 * OneAPI: Move to Secret Storage: keeps the credential that stands in a file for its API client, and leaves in the file
 * a reference to the environment variable that the SDKs read. Called by the quick fix.
 */
export async function moveSecret(services: Services, args?: unknown): Promise<{ clientId: string }> {
  const { handle, kind, clientId: given } = readArguments(moveArguments, args);
  const [{ heldRange }, { clientIdBeside, secretReference }] = await Promise.all([
    import('../../editor/held-range.js'),
    import('../../editor/diagnostics/secret-reference.js'),
  ]);
  const { document, range, text: value } = await heldRange(services, handle);
  const credential = await credentialOf(kind, value);
  const beside = given ?? clientIdBeside(document.getText(), document.offsetAt(range.start));
  const clientId =
    beside ?? (await pickClient(services, undefined, { title: vscode.l10n.t('Move to Secret Storage') }));
  const environment = services.environments.active;
  await services.credentials.store(environment.id, clientOf(services, clientId, kind), credential);
  const reference = secretReference(kind, document.uri.path);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, reference.replacesQuotes ? withQuotes(document, range) : range, reference.text);
  await vscode.workspace.applyEdit(edit);
  services.ui.info(
    vscode.l10n.t(
      'The credential of {0} is kept in secret storage, for the environment {1}. It is still in the history of this file: replace it if the file was ever shared.',
      clientName(services, clientId),
      environment.name,
    ),
  );
  return { clientId };
}

async function credentialOf(kind: 'client-secret' | 'private-key', value: string): Promise<Credential> {
  if (kind === 'client-secret') return { kind: 'secret', secret: value };
  const [{ readPrivateKey }, { writePrivateKey }, { unescapePem }] = await Promise.all([
    import('../../keys/read.js'),
    import('../../keys/write.js'),
    import('../../keys/recognise.js'),
  ]);
  // Read before anything is taken out of the file: what can't be read here would be lost.
  return { kind: 'key', privateKey: writePrivateKey(readPrivateKey(unescapePem(value))) };
}

function clientOf({ state }: Services, id: string, kind: 'client-secret' | 'private-key'): KnownClient {
  const listed = state.snapshot.clients.find((client) => client.id === id);
  const type = listed?.clientAuthentication.authType;
  if (listed !== undefined && (type === 'SECRET') !== (kind === 'client-secret')) {
    throw new WorkbenchError('credential-wrong-kind', `The API client ${id} authenticates in another way.`, {
      hint: 'Edit the API client and change its authentication first, or choose another API client.',
    });
  }
  const auth = kind === 'client-secret' ? 'SECRET' : type === 'JWKS' ? 'JWKS' : 'PUBKEYCERT';
  return { id, name: listed?.name ?? id, auth };
}

/** The value with the quotes around it: an expression takes the place of the whole literal. */
function withQuotes(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const text = document.getText();
  let start = document.offsetAt(range.start);
  let end = document.offsetAt(range.end);
  for (
    let count = 0;
    count < 3 && /["'`]/.test(text.charAt(start - 1)) && text.charAt(start - 1) === text.charAt(end);
    count++
  ) {
    start--;
    end++;
  }
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
