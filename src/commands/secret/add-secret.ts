import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { readArguments, text } from '../arguments.js';
import { dayAfter, validityProblem } from '../client/client-fields.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';

const addArguments = v.strictObject({
  clientId: text,
  expiresAt: v.optional(v.pipe(v.number(), v.integer('it is no whole number of epoch seconds'))),
});

const daySeconds = 86_400;
/** Of the 30 to 365 days that the portal allows. */
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
  const [newest] = [...secrets].sort((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0));
  if (secrets.length >= 2) {
    await services.ui.confirm(
      vscode.l10n.t('"{0}" has two secrets already. Replace the more recent one?', clientName(services, clientId)),
      {
        detail: [
          vscode.l10n.t('ZIdentity keeps two: a third one replaces the most recent, which stops working at once.'),
          ...(newest?.createdAt === undefined
            ? []
            : [vscode.l10n.t('That is the one made at {0}.', new Date(newest.createdAt * 1000).toLocaleString())]),
        ].join(' '),
        button: vscode.l10n.t('Replace'),
      },
    );
  }
  const nowMs = await environmentTime(services);
  const picked = await services.ui.pick<number | undefined>(
    [
      ...validDays.map((value) => ({
        label: vscode.l10n.t('{0} days', value),
        description: vscode.l10n.t('until {0}', dayAfter(value, nowMs)),
        value,
        picked: value === 365,
      })),
      { label: vscode.l10n.t('Another number of days…'), value: undefined },
    ],
    { title, placeholder: vscode.l10n.t('How long is the secret valid?') },
  );
  return Math.floor(nowMs / 1000) + (picked ?? (await askDays(services, title, nowMs))) * daySeconds;
}

async function askDays({ ui }: Services, title: string, nowMs: number): Promise<number> {
  const typed = await ui.input({
    title,
    prompt: vscode.l10n.t('Days that the secret is valid, from 30 to 365'),
    validate: validityProblem,
    explain: (days) => vscode.l10n.t('until {0}', dayAfter(Number(days), nowMs)),
  });
  return Number(typed);
}

/** Milliseconds by the clock of the server, which judges the expiry: the mock's may be shifted. */
async function environmentTime({ environments, mock, now }: Services): Promise<number> {
  if (environments.active.kind === 'tenant') return now();
  const { offsetSeconds } = await (await mock.control()).clock();
  return now() + offsetSeconds * 1000;
}
