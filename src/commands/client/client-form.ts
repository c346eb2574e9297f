import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { durationText } from '../../editor/time-text.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { methodName } from '../pick-client.js';
import type { Services } from '../services.js';
import type { ClientField, Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { addPublicKey } from './add-public-key.js';
import { changeClient } from './change-client.js';
import { chooseRoles } from './choose-roles.js';
import {
  clientNameProblem,
  descriptionProblem,
  lifetimeProblem,
  lifetimeText,
  roomForDescription,
  roomForName,
  titleOf,
} from './client-fields.js';
import { editAuthentication, editJwksUrl } from './edit-authentication.js';
import { removePublicKey } from './remove-public-key.js';
import { uploadedKeys } from './uploaded-key.js';

/** One field of the form: what it is called, what it says now, and how it is asked for and changed. */
export interface FormField {
  readonly id?: ClientField;
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly change: () => Promise<void>;
}

/** The portal's form of an API client; which fields there are depends on how it authenticates. */
export function clientForm(services: Services, client: AdminApiClient): FormField[] {
  const { authType } = client.clientAuthentication;
  return [
    ...generalFields(services, client),
    {
      id: 'authentication',
      icon: 'key',
      label: vscode.l10n.t('Authentication'),
      description: methodName(authType),
      change: () => editAuthentication(services, client),
    },
    ...(authType === 'JWKS' ? jwksFields(services, client) : []),
    ...(authType === 'PUBKEYCERT' ? keyFields(services, client) : []),
    ...(authType === 'SECRET' ? secretFields(services, client) : []),
  ];
}

function generalFields(services: Services, client: AdminApiClient): FormField[] {
  const { ui } = services;
  const title = titleOf(client);
  const change = async (changed: Parameters<typeof changeClient>[2]) => {
    await changeClient(services, client.id, changed);
    tellDone(vscode.l10n.t('"{0}" was changed', changed.name ?? client.name));
  };
  const seconds = client.accessTokenLifeTime ?? 3600;
  const roles = (client.clientResources ?? []).flatMap(({ selectedScopes }) => selectedScopes).length;
  return [
    {
      icon: 'tag',
      label: vscode.l10n.t('Name'),
      description: client.name,
      async change() {
        const prompt = vscode.l10n.t('Name, at most 128 characters');
        const value = client.name;
        const name = await ui.input({ title, prompt, value, validate: clientNameProblem, explain: roomForName });
        await change({ name: name.trim() });
      },
    },
    {
      icon: 'note',
      label: vscode.l10n.t('Description'),
      description: client.description ?? '',
      async change() {
        const description = await ui.input({
          title,
          prompt: vscode.l10n.t('Description, at most 256 characters'),
          value: client.description ?? '',
          validate: descriptionProblem,
          explain: roomForDescription,
        });
        await change({ description: description.trim() });
      },
    },
    {
      icon: client.status ? 'pass' : 'circle-slash',
      label: vscode.l10n.t('Status'),
      description: client.status ? vscode.l10n.t('Active') : vscode.l10n.t('Inactive'),
      change: async () => change({ status: await askStatus(services, client) }),
    },
    {
      id: 'lifetime',
      icon: 'watch',
      label: vscode.l10n.t('Access Token Lifetime'),
      description: durationText(seconds, localiser),
      async change() {
        const typed = await ui.input({
          title,
          prompt: vscode.l10n.t('Seconds that an access token lives, from 60 to 86400'),
          value: String(seconds),
          validate: lifetimeProblem,
          explain: lifetimeText,
        });
        await change({ accessTokenLifeTime: Number(typed) });
      },
    },
    {
      icon: 'shield',
      label: vscode.l10n.t('Roles'),
      description: String(roles),
      change: () => chooseRoles(services, undefined, [targetOf(client)]),
    },
  ];
}

function jwksFields(services: Services, client: AdminApiClient): FormField[] {
  return [
    {
      id: 'jwksUrl',
      icon: 'link',
      label: vscode.l10n.t('JWKS URL'),
      description: client.clientAuthentication.clientJWKsUrl ?? '',
      change: () => editJwksUrl(services, client),
    },
  ];
}

function keyFields(services: Services, client: AdminApiClient): FormField[] {
  const count = uploadedKeys(client.clientAuthentication).length;
  const add: FormField = {
    icon: 'add',
    label: vscode.l10n.t('Add Certificate or Public Key…'),
    description: '',
    change: () => addPublicKey(services, undefined, [targetOf(client)]),
  };
  const remove: FormField = {
    icon: 'trash',
    label: vscode.l10n.t('Remove Certificate or Public Key…'),
    description: vscode.l10n.t('one of {0}', count),
    change: () => removePublicKey(services, undefined, [targetOf(client)]),
  };
  return count < 2 ? [add] : [add, remove];
}

function secretFields(services: Services, client: AdminApiClient): FormField[] {
  return [
    {
      icon: 'add',
      label: vscode.l10n.t('Add Secret…'),
      description: vscode.l10n.t('at most two'),
      async change() {
        const { addSecret } = await import('../secret/add-secret.js');
        await addSecret(services, undefined, [targetOf(client)]);
      },
    },
    {
      icon: 'trash',
      label: vscode.l10n.t('Remove Secret…'),
      description: '',
      async change() {
        const { removeSecret } = await import('../secret/remove-secret.js');
        await removeSecret(services, undefined, [targetOf(client)]);
      },
    },
  ];
}

function askStatus({ ui }: Services, client: AdminApiClient): Promise<boolean> {
  return ui.pick(
    [
      { label: vscode.l10n.t('Active'), value: true, picked: client.status },
      {
        label: vscode.l10n.t('Inactive'),
        detail: vscode.l10n.t('It gets no more access tokens, and its active ones are revoked'),
        value: false,
        picked: !client.status,
      },
    ],
    { title: titleOf(client), placeholder: vscode.l10n.t('Status') },
  );
}

function targetOf({ id }: AdminApiClient): Target {
  return { kind: 'client', clientId: id };
}
