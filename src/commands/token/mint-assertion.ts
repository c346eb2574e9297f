import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { insertAtCursor } from '../insert-text.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { signAssertion } from './sign-assertion.js';

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
  const { clientId: _, ...wishes } = given ?? {};
  const assertion = await signAssertion(services, clientId, wishes);
  if (given === undefined) await offer(services, assertion, title);
  return assertion;
}

async function offer(services: Services, assertion: string, title: string): Promise<void> {
  const use = await services.ui.pick<'copy' | 'insert' | 'inspect'>(
    [
      { icon: 'copy', label: vscode.l10n.t('Copy'), value: 'copy' },
      { icon: 'insert', label: vscode.l10n.t('Insert at Cursor'), value: 'insert' },
      { icon: 'inspect', label: vscode.l10n.t('Inspect'), value: 'inspect' },
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
