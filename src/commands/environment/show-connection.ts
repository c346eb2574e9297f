import * as v from 'valibot';
import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { type Connection, type ConnectionSetting, connectionSettings } from '../../oauth/connection-settings.js';
import { readArguments, text } from '../arguments.js';
import { clientName } from '../pick-client.js';
import type { Services } from '../services.js';
import { clientIdOf, type Target } from '../target.js';

const showArguments = v.strictObject({ clientId: v.optional(text) });

/**
 * OneAPI: Show Connection Settings: what SDKs and tools need to reach the environment, as a document. It names where a
 * secret is to be read from and never holds one. With arguments it resolves to the entries.
 */
export async function showConnection(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<readonly ConnectionSetting[]> {
  const clientId = args === undefined ? clientOf(services, targets) : readArguments(showArguments, args).clientId;
  const entries = connectionSettings(await connectionOf(services, clientId));
  if (args === undefined) {
    await services.ui.showText(
      vscode.l10n.t('Connection Settings {0}', services.environments.active.name).concat('.md'),
      documentText(services, clientId, entries),
    );
  }
  return entries;
}

/** That of the tree row, or the only one there is. */
function clientOf({ credentials, environments }: Services, targets: readonly Target[] | undefined): string | undefined {
  const known = credentials.known(environments.active.id);
  return clientIdOf(targets ?? []) ?? (known.length === 1 ? known[0]!.id : undefined);
}

/** How an API client, or one that is yet to be chosen, reaches the active environment. */
export async function connectionOf(services: Services, clientId: string | undefined): Promise<Connection> {
  const environment = await services.environments.ready();
  const { status } = services.mock;
  const endpoints =
    environment.kind === 'mock' && (status.state === 'running' || status.state === 'attached')
      ? status.endpoints
      : undefined;
  const auth = services.credentials.known(environment.id).find(({ id }) => id === clientId)?.auth;
  return {
    environment,
    endpoints,
    client: {
      id: clientId ?? 'YOUR_CLIENT_ID',
      credential: auth === undefined || auth === 'SECRET' ? { kind: 'secret' } : { kind: 'privateKey' },
    },
  };
}

function documentText(services: Services, clientId: string | undefined, entries: readonly ConnectionSetting[]): string {
  const { active } = services.environments;
  const heading =
    clientId === undefined
      ? vscode.l10n.t('Connection settings of {0}', active.name)
      : vscode.l10n.t('Connection settings of {0}: {1}', active.name, clientName(services, clientId));
  const parts = entries.map(({ title, language, text: content, notes }) =>
    [
      `## ${title}`,
      '',
      `\`\`\`${language}`,
      content.trimEnd(),
      '```',
      '',
      ...notes.map((note) => `- ${localiser.text(note)}`),
    ].join('\n'),
  );
  return `# ${heading}\n\n${parts.join('\n\n').trimEnd()}\n`;
}
