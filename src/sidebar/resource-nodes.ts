import { roleName, servicesOf } from '../commands/scopes.js';
import type { EnvironmentSnapshot } from '../commands/services.js';
import { inlineCode, markdownText } from '../editor/escape.js';
import type { Localiser } from '../editor/localise.js';
import type { AdminApiClient, ResourceServer } from '../oauth/admin-client.js';
import type { TreeNode } from './tree-node.js';

type ServiceScopes = NonNullable<ResourceServer['serviceScopes']>[number];

/** The API Resources view: resource servers, their services, the roles of each, and who holds them. */
export function resourceNodes(snapshot: EnvironmentSnapshot, view: { l10n: Localiser }): TreeNode[] {
  const holders = holdersByScope(snapshot.clients);
  return snapshot.resourceServers.map((server) => ({
    id: `server/${server.id}`,
    label: server.displayName ?? server.name,
    ...(server.primaryAud === undefined ? {} : { description: server.primaryAud }),
    ...(server.description ? { tooltip: markdownText(server.description) } : {}),
    icon: { id: 'server' },
    context: 'resourceServer',
    state: 'expanded' as const,
    spoken: [
      server.displayName ?? server.name,
      view.l10n.t('resource server'),
      ...(server.primaryAud ? [server.primaryAud] : []),
    ].join(', '),
    children: servicesOf(server).map((service) => serviceNode(server.id, service, holders, view.l10n)),
  }));
}

function serviceNode(
  serverId: string,
  { service, scopes }: ServiceScopes,
  holders: ReadonlyMap<string, readonly AdminApiClient[]>,
  l10n: Localiser,
): TreeNode {
  const id = `server/${serverId}/${service.id}`;
  const clients = new Set((scopes ?? []).flatMap((scope) => holders.get(scope.id) ?? [])).size;
  const description = [
    // First, as the view is narrow and the name of the service the same every day.
    ...(clients === 0 ? [] : [clientCount(clients, l10n)]),
    ...(service.displayName === undefined ? [] : [service.displayName]),
  ];
  return {
    id,
    label: service.name,
    ...(description.length === 0 ? {} : { description: description.join(' · ') }),
    tooltip: [
      `**${markdownText(service.displayName ?? service.name)}**`,
      ...(service.cloudName ? [`${markdownText(l10n.t('Cloud'))}: ${markdownText(service.cloudName)}`] : []),
      ...(service.orgName ? [`${markdownText(l10n.t('Organisation'))}: ${markdownText(service.orgName)}`] : []),
    ].join('\n\n'),
    icon: { id: 'package' },
    context: 'service',
    state: 'collapsed',
    spoken: [service.name, l10n.t('service'), ...description].join(', '),
    children: (scopes ?? []).map((scope) => scopeNode(id, scope, holders.get(scope.id) ?? [], l10n)),
  };
}

function scopeNode(
  serviceId: string,
  scope: { id: string; name?: string | undefined },
  holders: readonly AdminApiClient[],
  l10n: Localiser,
): TreeNode {
  const id = `${serviceId}/${scope.id}`;
  const label = roleName(scope.name ?? scope.id);
  const description = clientCount(holders.length, l10n);
  return {
    id,
    label,
    description,
    spoken: [label, l10n.t('role'), description].join(', '),
    tooltip: [
      `**${markdownText(scope.name ?? scope.id)}**`,
      `${markdownText(l10n.t('Scope ID'))}: ${inlineCode(scope.id)}`,
    ].join('\n\n'),
    icon: { id: 'shield' },
    context: 'scope',
    target: { kind: 'scope', scopeId: scope.id },
    ...(holders.length === 0 ? {} : { state: 'collapsed' as const }),
    children: holders.map((client) => ({
      id: `${id}/${client.id}`,
      label: client.name,
      description: client.status ? client.id : `${l10n.t('inactive')} · ${client.id}`,
      icon: client.status ? { id: 'account' } : { id: 'circle-slash', color: 'disabledForeground' },
      context: 'holder',
      target: { kind: 'client', clientId: client.id },
      spoken: [client.name, client.status ? l10n.t('active') : l10n.t('inactive')].join(', '),
    })),
  };
}

function clientCount(count: number, l10n: Localiser): string {
  if (count === 0) return l10n.t('no API client');
  return count === 1 ? l10n.t('1 API client') : l10n.t('{0} API clients', count);
}

function holdersByScope(clients: readonly AdminApiClient[]): Map<string, AdminApiClient[]> {
  const holders = new Map<string, AdminApiClient[]>();
  for (const client of clients) {
    for (const { selectedScopes } of client.clientResources ?? []) {
      for (const { id } of selectedScopes) holders.set(id, [...(holders.get(id) ?? []), client]);
    }
  }
  return holders;
}
