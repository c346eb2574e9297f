import * as vscode from 'vscode';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { commandIds } from '../ids.js';
import { methodName } from '../pick-client.js';
import type { Services } from '../services.js';
import { rowOf } from '../target.js';
import { tellDone } from '../tell-done.js';
import { changeAuthentication } from './change-authentication.js';
import { titleOf } from './client-fields.js';
import type { AuthenticationMethod } from './make-credential.js';
import { jwksUrlProblem, pickMethod } from './pick-method.js';
import { jwksUrlCheck, useJwksUrl } from './use-jwks-url.js';

/** Asks for another authentication method, or a new credential of the same one, and makes it. */
export async function editAuthentication(services: Services, client: AdminApiClient): Promise<void> {
  const { ui } = services;
  const title = titleOf(client);
  const present = client.clientAuthentication.authType;
  const auth = await pickMethod(ui, title, isMethod(present) ? present : undefined);
  const jwksUrl =
    auth === 'JWKS' && services.environments.active.kind === 'tenant'
      ? await ui.input({
          title,
          prompt: vscode.l10n.t('URL where you will host the JWKS, reachable for ZIdentity'),
          placeholder: 'https://example.com/jwks.json',
          value: client.clientAuthentication.clientJWKsUrl ?? '',
          validate: jwksUrlProblem,
        })
      : undefined;
  await ui.confirm(vscode.l10n.t('Give "{0}" a new credential?', client.name), {
    detail: vscode.l10n.t('Its present one stops working at once, also for programs that use it.'),
    button: vscode.l10n.t('Change'),
  });
  const jwks = await ui.progress(vscode.l10n.t('Changing the credential…'), (_, signal) =>
    changeAuthentication(services, client.id, { auth, jwksUrl }, signal),
  );
  if (jwks === undefined) {
    tellDone(vscode.l10n.t('"{0}" authenticates by {1}', client.name, methodName(auth)));
    return;
  }
  ui.info(vscode.l10n.t('"{0}" has a new key. Host its JWKS at the URL before it asks for a token.', client.name), {
    label: vscode.l10n.t('Show JWKS'),
    run: () => ui.openText(`${JSON.stringify(jwks, null, 2)}\n`, 'json'),
  });
}

/** Asks for a JWKS URL of the person's own. It is fetched once, when it is entered. */
export async function editJwksUrl(services: Services, client: AdminApiClient): Promise<void> {
  const check = await jwksUrlCheck(services, client.id);
  const jwksUrl = await services.ui.input({
    title: titleOf(client),
    prompt: vscode.l10n.t('JWKS URL. It is checked: reachable, JSON, usable keys, the key of this API client'),
    placeholder: 'https://example.com/jwks.json',
    value: client.clientAuthentication.clientJWKsUrl ?? '',
    validate: jwksUrlProblem,
    check: check.problem,
  });
  await useJwksUrl(services, client.id, jwksUrl, check.found);
  const known = await services.credentials.get(services.environments.active.id, client.id);
  if (known !== undefined) {
    tellDone(vscode.l10n.t('The JWKS URL was changed'));
    return;
  }
  services.ui.info(vscode.l10n.t('The JWKS URL was changed. Its private key is not known here.'), {
    label: vscode.l10n.t('Import API Client'),
    run: () => vscode.commands.executeCommand(commandIds.clientImport, rowOf({ kind: 'client', clientId: client.id })),
  });
}

function isMethod(authType: string): authType is AuthenticationMethod {
  return authType === 'SECRET' || authType === 'JWKS' || authType === 'PUBKEYCERT';
}
