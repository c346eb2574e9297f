import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { readArguments, text } from '../arguments.js';
import { methodName, pickClient } from '../pick-client.js';
import { clientResourcesOf, scopeChoices, scopesNamed } from '../scopes.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { changeAuthentication } from './change-authentication.js';
import { changeClient, tellDone } from './change-client.js';
import { chooseRoles } from './choose-roles.js';
import { clientNameProblem, descriptionProblem, lifetimeProblem } from './client-fields.js';
import { jwksUrlProblem, pickMethod } from './pick-method.js';
import { addPublicKey, removePublicKey } from './public-keys.js';

const editArguments = v.strictObject({
  clientId: text,
  name: v.optional(v.pipe(text, v.maxLength(128, 'it has more than 128 characters'))),
  description: v.optional(v.pipe(v.string(), v.maxLength(256, 'it has more than 256 characters'))),
  enabled: v.optional(v.boolean()),
  lifetimeSeconds: v.optional(
    v.pipe(
      v.number(),
      v.integer('it is no whole number'),
      v.minValue(60, 'it is below 60'),
      v.maxValue(86_400, 'it is above 86400'),
    ),
  ),
  scopes: v.optional(v.array(text)),
  auth: v.optional(v.picklist(['SECRET', 'PUBKEYCERT', 'JWKS'])),
  jwksUrl: v.optional(text),
  keyType: v.optional(v.picklist(['RSA-2048', 'RSA-3072', 'RSA-4096', 'EC-P256'])),
});

/** OneAPI: Edit API Client, with the fields of the portal. */
export async function editClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  if (args !== undefined) return edit(services, readArguments(editArguments, args));
  const title = vscode.l10n.t('Edit API Client');
  const clientId = await pickClient(services, targets, { title });
  const client = await (await services.admin()).getClient(clientId);
  const run = await services.ui.pick(fields(services, client, title), {
    title: `${title}: ${client.name}`,
    placeholder: vscode.l10n.t('What should be changed?'),
  });
  await run();
}

async function edit(services: Services, given: v.InferOutput<typeof editArguments>): Promise<void> {
  const { clientId, name, description, enabled, lifetimeSeconds, scopes, auth, jwksUrl, keyType } = given;
  const choices = scopes === undefined ? [] : scopeChoices(await (await services.admin()).listResourceServers());
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(enabled === undefined ? {} : { status: enabled }),
    ...(lifetimeSeconds === undefined ? {} : { accessTokenLifeTime: lifetimeSeconds }),
    ...(scopes === undefined ? {} : { clientResources: clientResourcesOf(scopesNamed(scopes, choices)) }),
  };
  if (Object.keys(change).length > 0) await changeClient(services, clientId, change);
  if (auth !== undefined || jwksUrl !== undefined) {
    await changeAuthentication(services, clientId, { auth: auth ?? 'JWKS', jwksUrl, keyType });
  }
}

interface Field {
  label: string;
  description: string;
  value: () => Promise<void>;
}

function fields(services: Services, client: AdminApiClient, title: string): Field[] {
  const { ui } = services;
  const { id, clientAuthentication } = client;
  const field = (icon: string, label: string, description: string, value: () => Promise<void>): Field => ({
    label: `$(${icon}) ${label}`,
    description,
    value,
  });
  const change = async (changed: Parameters<typeof changeClient>[2]) => {
    await changeClient(services, id, changed);
    tellDone(vscode.l10n.t('"{0}" was changed', changed.name ?? client.name));
  };
  const lifetime = String(client.accessTokenLifeTime ?? 3600);
  const roles = (client.clientResources ?? []).flatMap(({ selectedScopes }) => selectedScopes).length;
  const keys = (clientAuthentication.publicKeys ?? []).length + (clientAuthentication.clientCertificates ?? []).length;
  return [
    field('tag', vscode.l10n.t('Name'), client.name, async () => {
      const name = await ui.input({
        title,
        prompt: vscode.l10n.t('Name'),
        value: client.name,
        validate: clientNameProblem,
      });
      await change({ name });
    }),
    field('note', vscode.l10n.t('Description'), client.description ?? '', async () => {
      const description = await ui.input({
        title,
        prompt: vscode.l10n.t('Description'),
        value: client.description ?? '',
        validate: descriptionProblem,
      });
      await change({ description });
    }),
    field(
      client.status ? 'pass' : 'circle-slash',
      vscode.l10n.t('Status'),
      client.status ? vscode.l10n.t('Active') : vscode.l10n.t('Inactive'),
      async () => {
        const status = await ui.pick(
          [
            { label: vscode.l10n.t('Active'), value: true, picked: client.status },
            {
              label: vscode.l10n.t('Inactive'),
              detail: vscode.l10n.t('It gets no more access tokens, and its active ones are revoked'),
              value: false,
              picked: !client.status,
            },
          ],
          { title },
        );
        await change({ status });
      },
    ),
    field('watch', vscode.l10n.t('Access Token Lifetime'), vscode.l10n.t('{0} seconds', lifetime), async () => {
      const seconds = await ui.input({
        title,
        prompt: vscode.l10n.t('Seconds that an access token lives'),
        value: lifetime,
        validate: lifetimeProblem,
      });
      await change({ accessTokenLifeTime: Number(seconds) });
    }),
    field('shield', vscode.l10n.t('Roles'), String(roles), () =>
      chooseRoles(services, undefined, [{ kind: 'client', clientId: id }]),
    ),
    field('key', vscode.l10n.t('Authentication'), methodName(clientAuthentication.authType), () =>
      editAuthentication(services, client, title),
    ),
    ...(clientAuthentication.authType === 'JWKS'
      ? [
          field('link', vscode.l10n.t('JWKS URL'), clientAuthentication.clientJWKsUrl ?? '', async () => {
            const jwksUrl = await ui.input({
              title,
              prompt: vscode.l10n.t(
                'JWKS URL. It is checked: reachable, JSON, usable keys, the key of this API client',
              ),
              value: clientAuthentication.clientJWKsUrl ?? '',
              validate: jwksUrlProblem,
            });
            await changeAuthentication(services, id, { auth: 'JWKS', jwksUrl });
            tellDone(vscode.l10n.t('The JWKS URL was changed'));
          }),
        ]
      : []),
    ...(clientAuthentication.authType === 'PUBKEYCERT'
      ? [
          field('add', vscode.l10n.t('Add Certificate or Public Key…'), '', () => addPublicKey(services, client)),
          ...(keys < 2
            ? []
            : [
                field('trash', vscode.l10n.t('Remove Certificate or Public Key…'), String(keys), () =>
                  removePublicKey(services, client),
                ),
              ]),
        ]
      : []),
  ];
}

async function editAuthentication(services: Services, client: AdminApiClient, title: string): Promise<void> {
  const auth = await pickMethod(services.ui, title);
  await services.ui.confirm(vscode.l10n.t('Give "{0}" a new credential?', client.name), {
    detail: vscode.l10n.t('Its present one stops working at once, also for programs that use it.'),
    button: vscode.l10n.t('Change'),
  });
  const jwksUrl =
    auth === 'JWKS' && services.environments.active.kind === 'tenant'
      ? await services.ui.input({
          title,
          prompt: vscode.l10n.t('URL where you host the JWKS, reachable for ZIdentity'),
          validate: jwksUrlProblem,
        })
      : undefined;
  await services.ui.progress(vscode.l10n.t('Changing the credential…'), (_, signal) =>
    changeAuthentication(services, client.id, { auth, jwksUrl }, signal),
  );
  tellDone(vscode.l10n.t('"{0}" authenticates by {1}', client.name, methodName(auth)));
}
