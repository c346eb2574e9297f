import * as vscode from 'vscode';
import { WorkbenchError } from '../errors.js';
import { CancelledError } from '../oauth/errors.js';
import { commandIds } from './ids.js';
import type { KnownClient, Services } from './services.js';
import { clientIdOf, type Target } from './target.js';

/**
 * The API client that a command is for: that of the tree row, the only one there is, or the one a person picks.
 * `credential` leaves those out whose credential is not at hand.
 */
export async function pickClient(
  services: Services,
  targets: readonly Target[] | undefined,
  options: { title: string; credential?: boolean; auth?: readonly KnownClient['auth'][] },
): Promise<string> {
  const fromTree = clientIdOf(targets ?? []);
  if (fromTree !== undefined) return fromTree;
  const environment = await services.environments.ready();
  const clients = (await pickable(services, environment.id, options.credential ?? false)).filter(
    ({ auth }) => options.auth?.includes(auth as KnownClient['auth']) ?? true,
  );
  if (clients.length === 0) return offerToAdd(services);
  if (clients.length === 1) return clients[0]!.id;
  return services.ui.pick(
    clients.map(({ id, name, auth }) => ({ label: name, description: id, detail: methodName(auth), value: id })),
    { title: options.title, placeholder: vscode.l10n.t('Which API client?') },
  );
}

interface Pickable {
  id: string;
  name: string;
  auth: string;
}

async function pickable(services: Services, environmentId: string, credential: boolean): Promise<Pickable[]> {
  const known = services.credentials.known(environmentId);
  const { active } = services.environments;
  if (active.kind === 'tenant' && !services.state.snapshot.listed) return [...known];
  const listed = await (await services.admin()).listClients();
  return listed
    .filter(({ id }) => !credential || known.some((one) => one.id === id))
    .map(({ id, name, clientAuthentication }) => ({ id, name, auth: clientAuthentication.authType }));
}

function offerToAdd({ ui }: Services): never {
  ui.info(vscode.l10n.t('There is no API client for this yet.'), {
    label: vscode.l10n.t('Add API Client'),
    run: () => vscode.commands.executeCommand(commandIds.clientAdd),
  });
  throw new CancelledError('Choosing an API client');
}

/** A method's name as the portal has it. */
export function methodName(authType: string): string {
  switch (authType) {
    case 'SECRET':
      return vscode.l10n.t('Client Secret');
    case 'JWKS':
      return vscode.l10n.t('JWKS URL');
    case 'PUBKEYCERT':
      return vscode.l10n.t('Certificate / Public Key');
    default:
      return authType;
  }
}

/** The name of an API client where it is known, else its id. */
export function clientName({ state, credentials, environments }: Services, clientId: string): string {
  return (
    state.snapshot.clients.find(({ id }) => id === clientId)?.name ??
    credentials.known(environments.active.id).find(({ id }) => id === clientId)?.name ??
    clientId
  );
}

/** @throws WorkbenchError `tenant-not-possible` where the active environment is a tenant, which lacks `what` */
export function onlyAtMock({ environments }: Services, what: string): void {
  const { active } = environments;
  if (active.kind === 'mock') return;
  throw new WorkbenchError(
    'tenant-not-possible',
    `${what} is not possible for the tenant ${active.name}: ZIdentity has no interface for it.`,
    {
      hint: 'Do it in the admin portal, or switch to the mock.',
    },
  );
}
