import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { assertionAudience } from '../../oauth/client-credential.js';
import { readArguments, text } from '../arguments.js';
import { tellDone } from '../client/change-client.js';
import { storedCredential } from '../client/copy-credential.js';
import { insertAtCursor } from '../insert-text.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

const mintArguments = v.strictObject({
  clientId: text,
  audience: v.optional(v.union([text, v.array(text)])),
  lifetimeSeconds: v.optional(v.pipe(v.number(), v.integer('it is no whole number'))),
  kid: v.optional(text),
  jti: v.optional(text),
});

/** OneAPI: Mint Client Assertion, for tools that cannot sign. With arguments it resolves to the assertion. */
export async function mintAssertion(services: Services, args?: unknown, targets?: readonly Target[]): Promise<string> {
  const title = vscode.l10n.t('Mint Client Assertion');
  const given = args === undefined ? undefined : readArguments(mintArguments, args);
  const clientId =
    given?.clientId ?? (await pickClient(services, targets, { title, credential: true, auth: ['JWKS', 'PUBKEYCERT'] }));
  const credential = await storedCredential(services, clientId);
  if (credential.kind !== 'key') {
    throw new WorkbenchError('client-has-no-key', `"${clientName(services, clientId)}" authenticates by a secret.`, {
      hint: 'Only API clients with a JWKS URL, certificate or public key sign assertions.',
    });
  }
  const { mintClientAssertion } = await import('../../oauth/assertion.js');
  const assertion = await mintClientAssertion({
    clientId,
    privateKey: credential.privateKey,
    kid: given?.kid ?? credential.kid,
    audience: given?.audience ?? assertionAudience(await services.environments.ready()),
    lifetimeSeconds: given?.lifetimeSeconds,
    jti: given?.jti,
    nowMs: services.now(),
  });
  if (given === undefined) await offer(services, assertion, title);
  return assertion;
}

async function offer(services: Services, assertion: string, title: string): Promise<void> {
  const use = await services.ui.pick<'copy' | 'insert' | 'inspect'>(
    [
      { label: `$(copy) ${vscode.l10n.t('Copy')}`, value: 'copy' },
      { label: `$(insert) ${vscode.l10n.t('Insert at Cursor')}`, value: 'insert' },
      { label: `$(inspect) ${vscode.l10n.t('Inspect')}`, value: 'inspect' },
    ],
    { title, placeholder: vscode.l10n.t('A client assertion was signed. It can be used for ten minutes, once') },
  );
  if (use === 'insert') return insertAtCursor(assertion);
  if (use === 'inspect') {
    const { showInspector } = await import('../../editor/inspector/show-inspector.js');
    await showInspector(services, { token: assertion });
    return;
  }
  await services.ui.copy(assertion, { secret: true });
  tellDone(vscode.l10n.t('The client assertion was copied'));
}
