import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import { clientResourcesOf, scopeChoices, scopesNamed } from '../scopes.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { changeAuthentication } from './change-authentication.js';
import { changeClient } from './change-client.js';
import { clientForm } from './client-form.js';
import { checkedJwksUrl, useJwksUrl } from './use-jwks-url.js';

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

/** OneAPI: Edit API Client, with the fields of the portal. On a row that is one field, that one. */
export async function editClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  if (args !== undefined) return edit(services, readArguments(editArguments, args));
  const title = vscode.l10n.t('Edit API Client');
  const clientId = await pickClient(services, targets, { title });
  const client = await (await services.admin()).getClient(clientId);
  const form = clientForm(services, client);
  const target = targets?.[0];
  const wanted = target?.kind === 'client' ? target.field : undefined;
  const field =
    form.find(({ id }) => id !== undefined && id === wanted) ??
    (await services.ui.pick(
      form.map((one) => ({ icon: one.icon, label: one.label, description: one.description, value: one })),
      { title: `${title}: ${client.name}`, placeholder: vscode.l10n.t('What should be changed?') },
    ));
  await field.change();
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
  if (jwksUrl !== undefined) {
    await useJwksUrl(services, clientId, jwksUrl, await checkedJwksUrl(services, clientId, jwksUrl));
  } else if (auth !== undefined) {
    await changeAuthentication(services, clientId, { auth, keyType });
  }
}
