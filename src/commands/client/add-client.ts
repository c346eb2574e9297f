import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import { pickScopes } from '../pick-scopes.js';
import { clientResourcesOf, type ScopeChoice, scopeChoices, scopesNamed } from '../scopes.js';
import type { Services } from '../services.js';
import { rowOf } from '../target.js';
import { clientNameProblem, roomForName } from './client-fields.js';
import { credentialFor } from './credential-for.js';
import { type AuthenticationMethod, firstSecret, type PreparedCredential } from './make-credential.js';
import { jwksUrlProblem, pickMethod } from './pick-method.js';

const addArguments = v.strictObject({
  name: v.pipe(text, v.maxLength(128, 'it has more than 128 characters')),
  auth: v.picklist(['SECRET', 'PUBKEYCERT', 'JWKS']),
  lifetimeSeconds: v.optional(
    v.pipe(
      v.number(),
      v.integer('it is no whole number'),
      v.minValue(60, 'it is below 60'),
      v.maxValue(86_400, 'it is above 86400'),
    ),
  ),
  scopes: v.optional(v.array(text)),
  description: v.optional(v.pipe(v.string(), v.maxLength(256, 'it has more than 256 characters'))),
  keyType: v.optional(v.picklist(['RSA-2048', 'RSA-3072', 'RSA-4096', 'EC-P256'])),
  jwksUrl: v.optional(text),
});

type Wanted = v.InferOutput<typeof addArguments>;

const defaultLifetimeSeconds = 3600;

/**
 * OneAPI: Add API Client. Makes the credential, registers the API client through the admin API, and keeps the
 * credential in SecretStorage.
 */
export async function addClient(services: Services, args?: unknown): Promise<{ id: string; name: string }> {
  const given = args === undefined ? undefined : readArguments(addArguments, args);
  const made = await add(services, given ?? (await ask(services)), given === undefined);
  if (given === undefined) offerToken(services, made);
  return { id: made.id, name: made.name };
}

async function ask(services: Services): Promise<Wanted> {
  const { ui } = services;
  const title = vscode.l10n.t('Add API Client');
  let name = '';
  let auth: AuthenticationMethod = 'SECRET';
  let jwksUrl: string | undefined;
  let scopes: ScopeChoice[] = [];
  // While the name is typed, the mock starts.
  const choices = services.environments
    .ready()
    .then(() => services.admin())
    .then((admin) => admin.listResourceServers())
    .then(scopeChoices);
  choices.catch(() => undefined);
  await ui.steps([
    async () => {
      name = await ui.input({
        title,
        prompt: vscode.l10n.t('Name of the API client, e.g. the program that will use it'),
        value: name,
        validate: clientNameProblem,
        explain: roomForName,
      });
    },
    async () => {
      auth = await pickMethod(ui, title, auth);
      if (auth === 'JWKS' && services.environments.active.kind === 'tenant') {
        jwksUrl = await ui.input({
          title,
          prompt: vscode.l10n.t('URL where you will host the JWKS, reachable for ZIdentity'),
          placeholder: 'https://example.com/jwks.json',
          validate: jwksUrlProblem,
        });
      }
    },
    async () => {
      scopes = await pickScopes(ui, await choices, { title, selected: scopes.map(({ id }) => id) });
    },
  ]);
  return { name: name.trim(), auth, scopes: scopes.map(({ id }) => id), ...(jwksUrl === undefined ? {} : { jwksUrl }) };
}

interface Made {
  id: string;
  name: string;
  auth: AuthenticationMethod;
  jwks: PreparedCredential['jwks'];
}

async function add(services: Services, wanted: Wanted, interactive: boolean): Promise<Made> {
  const environment = await services.environments.ready();
  const admin = await services.admin();
  const scopes =
    wanted.scopes === undefined || wanted.scopes.length === 0
      ? []
      : scopesNamed(wanted.scopes, scopeChoices(await admin.listResourceServers()));
  const prepared = await withProgress(services, interactive && wanted.auth !== 'SECRET', (signal) =>
    credentialFor(services, environment, wanted, signal),
  );
  try {
    const client = await admin.createClient({
      name: wanted.name,
      description: wanted.description ?? '',
      status: true,
      accessTokenLifeTime: wanted.lifetimeSeconds ?? defaultLifetimeSeconds,
      clientAuthentication: prepared.clientAuthentication,
      clientResources: clientResourcesOf(scopes),
    });
    const credential = prepared.credential ?? (await firstSecret(admin, client.id));
    await services.credentials.store(
      environment.id,
      { id: client.id, name: client.name, auth: wanted.auth },
      credential,
    );
    services.log.info(`Added the API client ${client.id} (${wanted.auth}) to ${environment.name}.`);
    await services.state.refresh(['clients']);
    return { id: client.id, name: client.name, auth: wanted.auth, jwks: prepared.jwks };
  } catch (error) {
    await prepared.undo().catch(() => undefined);
    throw error;
  }
}

function withProgress<T>(services: Services, show: boolean, task: (signal?: AbortSignal) => Promise<T>): Promise<T> {
  return show ? services.ui.progress(vscode.l10n.t('Making the key…'), (_, signal) => task(signal)) : task();
}

function offerToken({ ui }: Services, made: Made): void {
  const row = rowOf({ kind: 'client', clientId: made.id });
  const { jwks } = made;
  ui.info(
    vscode.l10n.t(
      'The API client "{0}" was added. Its credential is kept in the secret storage of this editor.',
      made.name,
    ),
    {
      label: vscode.l10n.t('Get Access Token'),
      run: () => vscode.commands.executeCommand(commandIds.tokenGet, row),
    },
    {
      label: vscode.l10n.t('Copy Client ID'),
      run: () => vscode.commands.executeCommand(commandIds.clientCopyId, row),
    },
    ...(jwks === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('Show JWKS'),
            run: () => ui.openText(`${JSON.stringify(jwks, null, 2)}\n`, 'json'),
          },
        ]),
  );
}
