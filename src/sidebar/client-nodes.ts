import { roleName, type ScopeChoice, scopeChoices } from '../commands/scopes.js';
import type { EnvironmentSnapshot } from '../commands/services.js';
import { inlineCode, markdownText } from '../editor/escape.js';
import type { Localiser } from '../editor/localise.js';
import { distanceText, durationText, momentText } from '../editor/time-text.js';
import type { AdminApiClient, AdminClientSecret } from '../oauth/admin-client.js';
import { keyNodes } from './key-nodes.js';
import type { TreeNode } from './tree-node.js';

export interface View {
  readonly nowMs: number;
  /** The API client of this environment whose variables the terminals have. */
  readonly inTerminals?: string | undefined;
  readonly l10n: Localiser;
}

/** The API Clients view: one row a client, below it what the portal shows of it. */
export function clientNodes(snapshot: EnvironmentSnapshot, view: View): TreeNode[] {
  const scopes = new Map(scopeChoices(snapshot.resourceServers).map((choice) => [choice.id, choice]));
  const wanted = snapshot.clientSearch.trim().toLowerCase();
  return snapshot.clients
    .filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes(wanted))
    .map((client) => clientNode(client, { snapshot, scopes, ...view }));
}

interface ClientView extends View {
  readonly snapshot: EnvironmentSnapshot;
  readonly scopes: ReadonlyMap<string, ScopeChoice>;
}

function clientNode(client: AdminApiClient, view: ClientView): TreeNode {
  const { l10n, snapshot } = view;
  const active = client.status;
  const credential = snapshot.known.some(({ id }) => id === client.id);
  const method = methodText(client.clientAuthentication.authType, l10n);
  const beforeState = [...(view.inTerminals === client.id ? [l10n.t('in terminals')] : []), method];
  const afterState = credential ? [] : [l10n.t('no credential here')];
  const description = [...beforeState, ...(active ? [] : [l10n.t('inactive')]), ...afterState];
  const spoken = [...beforeState, active ? l10n.t('active') : l10n.t('inactive'), ...afterState];
  return {
    id: `client/${client.id}`,
    label: client.name,
    description: description.join(' · '),
    tooltip: clientTooltip(client, credential, view),
    icon: active
      ? { id: credential ? 'account' : 'person-add', color: 'charts.green' }
      : { id: 'circle-slash', color: 'disabledForeground' },
    context: [
      'client',
      active ? 'active' : 'inactive',
      credential ? 'credential' : 'bare',
      client.clientAuthentication.authType,
      snapshot.listed ? 'listed' : 'local',
      ...(view.inTerminals === client.id ? ['terminals'] : []),
    ].join(';'),
    state: 'collapsed',
    target: { kind: 'client', clientId: client.id },
    spoken: [client.name, ...spoken].join(', '),
    children: [
      {
        id: `client/${client.id}/id`,
        label: l10n.t('Client ID'),
        description: client.id,
        icon: { id: 'tag' },
        context: 'clientId',
        target: { kind: 'client', clientId: client.id },
      },
      authenticationNode(client, view),
      ...(snapshot.listed ? [rolesNode(client, view), lifetimeNode(client, view)] : []),
    ],
  };
}

function authenticationNode(client: AdminApiClient, view: ClientView): TreeNode {
  const { l10n } = view;
  const { authType, clientJWKsUrl } = client.clientAuthentication;
  const id = `client/${client.id}/authentication`;
  const node = {
    id,
    label: l10n.t('Authentication'),
    description: methodText(authType, l10n),
    icon: { id: authType === 'SECRET' ? 'lock' : authType === 'JWKS' ? 'globe' : 'verified' },
    context: `authentication;${authType};${view.snapshot.listed ? 'listed' : 'local'}`,
    target: { kind: 'client', clientId: client.id, field: 'authentication' } as const,
  };
  if (!view.snapshot.listed) return node;
  if (authType === 'SECRET') {
    const secrets = view.snapshot.secrets.get(client.id);
    return {
      ...node,
      state: 'collapsed',
      children: (secrets ?? []).map((secret, index) => secretNode(client.id, secret, index, view)),
      ...(secrets === undefined ? { loadsSecretsOf: client.id } : {}),
    };
  }
  if (authType === 'JWKS') {
    const url = clientJWKsUrl ?? '';
    const row: TreeNode = {
      id: `${id}/url`,
      label: url,
      tooltip: inlineCode(url),
      icon: { id: 'link-external' },
      context: 'jwksUrl',
      target: { kind: 'client', clientId: client.id, field: 'jwksUrl' },
      spoken: `${l10n.t('JWKS URL')}, ${url}`,
    };
    return { ...node, state: 'collapsed', children: [row] };
  }
  return { ...node, state: 'collapsed', children: keyNodes(client, view) };
}

function secretNode(clientId: string, secret: AdminClientSecret, index: number, view: ClientView): TreeNode {
  const { l10n, snapshot } = view;
  const nowMs = view.nowMs + snapshot.clockOffsetSeconds * 1000;
  const expired = secret.expiresAt !== undefined && secret.expiresAt * 1000 <= nowMs;
  const distance = secret.expiresAt === undefined ? '' : distanceText(secret.expiresAt, nowMs, l10n);
  return {
    id: `client/${clientId}/secret/${secret.id}`,
    label: l10n.t('Secret {0}', index + 1),
    ...(distance === ''
      ? {}
      : { description: expired ? l10n.t('expired {0}', distance) : l10n.t('expires {0}', distance) }),
    ...(secret.expiresAt === undefined ? {} : { tooltip: markdownText(momentText(secret.expiresAt, nowMs, l10n)) }),
    icon: expired ? { id: 'warning', color: 'list.warningForeground' } : { id: 'lock' },
    context: 'secret',
    target: { kind: 'secret', clientId, secretId: secret.id },
  };
}

function rolesNode(client: AdminApiClient, { l10n, scopes }: ClientView): TreeNode {
  const selected = (client.clientResources ?? []).flatMap(({ selectedScopes }) => selectedScopes);
  const id = `client/${client.id}/roles`;
  return {
    id,
    label: l10n.t('Roles'),
    description: selected.length === 0 ? l10n.t('none: every API call is refused') : String(selected.length),
    icon: { id: 'shield' },
    context: 'roles',
    target: { kind: 'client', clientId: client.id },
    ...(selected.length === 0 ? {} : { state: 'collapsed' as const }),
    children: selected.map((scope) => {
      const known = scopes.get(scope.id);
      return {
        id: `${id}/${scope.id}`,
        label: known?.service ?? scope.id,
        description: roleName(known?.name ?? scope.name ?? ''),
        icon: { id: 'symbol-namespace' },
        context: 'role',
        target: { kind: 'scope', scopeId: scope.id },
      };
    }),
  };
}

function lifetimeNode(client: AdminApiClient, { l10n }: ClientView): TreeNode {
  const seconds = client.accessTokenLifeTime;
  return {
    id: `client/${client.id}/lifetime`,
    label: l10n.t('Token Lifetime'),
    description: seconds === undefined ? l10n.t('not said') : durationText(seconds, l10n),
    icon: { id: 'watch' },
    context: 'lifetime',
    target: { kind: 'client', clientId: client.id, field: 'lifetime' },
  };
}

function clientTooltip(client: AdminApiClient, credential: boolean, { l10n, snapshot }: ClientView): string {
  const lines = [
    `**${markdownText(client.name)}**`,
    ...(client.description ? [markdownText(client.description)] : []),
    `${markdownText(l10n.t('Client ID'))}: ${inlineCode(client.id)}`,
    markdownText(client.status ? l10n.t('Active') : l10n.t('Inactive: it gets no token')),
    markdownText(
      credential
        ? l10n.t('Its credential is in the secret storage of this editor.')
        : l10n.t('Its credential is not known here: import it, or add a secret.'),
    ),
    ...(snapshot.listed ? [] : [markdownText(l10n.t('Known here; the environment was not asked about it.'))]),
  ];
  return lines.join('\n\n');
}

function methodText(authType: string, l10n: Localiser): string {
  if (authType === 'SECRET') return l10n.t('Client Secret');
  if (authType === 'JWKS') return l10n.t('JWKS URL');
  return authType === 'PUBKEYCERT' ? l10n.t('Certificate / Public Key') : authType;
}
