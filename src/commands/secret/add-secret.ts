import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { readArguments, text } from '../arguments.js';
import { tellDone } from '../client/change-client.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

const addArguments = v.strictObject({
  clientId: text,
  expiresAt: v.optional(v.pipe(v.number(), v.integer('it is no whole number of epoch seconds'))),
});

const daySeconds = 86_400;
/** The portal's own choice of validity is 30 to 365 days. */
const validDays = [30, 90, 180, 365] as const;

/**
 * OneAPI: Add Secret. The new secret takes the place of the stored one, so that tokens are asked for with it. Resolves
 * to its id; its value is in SecretStorage.
 */
export async function addSecret(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<{ id: string; expiresAt?: number }> {
  const given = args === undefined ? undefined : readArguments(addArguments, args);
  const title = vscode.l10n.t('Add Secret');
  const clientId = given?.clientId ?? (await pickClient(services, targets, { title, auth: ['SECRET'] }));
  const admin = await services.admin();
  const client = await admin.getClient(clientId);
  if (client.clientAuthentication.authType !== 'SECRET') {
    throw new WorkbenchError('client-has-no-secrets', `"${client.name}" does not authenticate by a secret.`, {
      hint: 'Edit the API client and change its authentication to Client Secret first.',
    });
  }
  const expiresAt = given === undefined ? await askValidity(services, clientId, title) : given.expiresAt;
  const secret = await admin.createSecret(clientId, expiresAt === undefined ? {} : { expiresAt });
  const environment = await services.environments.ready();
  await services.credentials.store(
    environment.id,
    { id: clientId, name: client.name, auth: 'SECRET' },
    {
      kind: 'secret',
      secret: secret.value,
      secretId: secret.id,
      ...(secret.expiresAt === undefined ? {} : { expiresAt: secret.expiresAt }),
    },
  );
  await services.state.loadSecrets(clientId);
  if (given === undefined) {
    services.ui.info(
      vscode.l10n.t(
        'A new secret of "{0}" was made. It is kept in the secret storage of this editor and used from now on.',
        client.name,
      ),
      {
        label: vscode.l10n.t('Copy Secret'),
        run: async () => {
          await services.ui.copy(secret.value, { secret: true });
          tellDone(vscode.l10n.t('The secret was copied'));
        },
      },
    );
  }
  return { id: secret.id, ...(secret.expiresAt === undefined ? {} : { expiresAt: secret.expiresAt }) };
}

/** Epoch seconds. */
async function askValidity(services: Services, clientId: string, title: string): Promise<number> {
  const secrets = await (await services.admin()).listSecrets(clientId);
  if (secrets.length >= 2) {
    await services.ui.confirm(
      vscode.l10n.t('"{0}" has two secrets already. Replace the more recent one?', clientName(services, clientId)),
      {
        detail: vscode.l10n.t(
          'ZIdentity keeps two: a third one replaces the most recent, which stops working at once.',
        ),
        button: vscode.l10n.t('Replace'),
      },
    );
  }
  const days = await services.ui.pick(
    validDays.map((value) => ({ label: vscode.l10n.t('{0} days', value), value, picked: value === 365 })),
    { title, placeholder: vscode.l10n.t('How long is the secret valid?') },
  );
  return Math.floor(services.now() / 1000) + days * daySeconds;
}
