import * as v from 'valibot';
import * as vscode from 'vscode';
import { type SnippetFormat, snippetFormats } from '../../oauth/snippets.js';
import { text } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import type { WantedSnippet } from './make-snippet.js';

const formats = snippetFormats.map(({ id }) => id) as [SnippetFormat['id'], ...SnippetFormat['id'][]];

export const snippetEntries = {
  clientId: text,
  format: v.picklist(formats),
  includeSecret: v.optional(v.boolean()),
  path: v.optional(text),
};

/** Asks for the API client, the format (`likely` first), and whether the secret itself goes in. */
export async function askSnippet(
  services: Services,
  targets: readonly Target[] | undefined,
  { title, likely }: { title: string; likely?: SnippetFormat['id'] | undefined },
): Promise<WantedSnippet> {
  const clientId = await pickClient(services, targets, { title });
  const { ui, environments, credentials } = services;
  const secretAtHand = (await credentials.get(environments.active.id, clientId))?.kind === 'secret';
  let format: SnippetFormat['id'] = likely ?? 'curl';
  let includeSecret = false;
  await ui.steps([
    async () => {
      format = await ui.pick<SnippetFormat['id']>(formatRows(format), {
        title,
        placeholder: vscode.l10n.t('As what?'),
      });
    },
    ...(secretAtHand
      ? [
          async () => {
            includeSecret = await ui.pick<boolean>(secretRows(format), {
              title,
              placeholder: vscode.l10n.t('How does it get the client secret?'),
            });
          },
        ]
      : []),
  ]);
  return { clientId, format, includeSecret };
}

const details: Readonly<Record<SnippetFormat['id'], string>> = {
  curl: 'https://curl.se',
  python: 'zscaler-sdk-python',
  go: 'zscaler-sdk-go v3',
  terraform: 'zscaler/zia, zscaler/zpa, zscaler/ztc',
  typescript: 'Node.js, Deno, Bun',
  dotenv: 'ZSCALER_CLIENT_ID, ZSCALER_VANITY_DOMAIN, …',
  http: 'REST Client, JetBrains HTTP Client',
};

function formatRows(likely: SnippetFormat['id']) {
  return snippetFormats.map(({ id, label }) => ({
    label,
    description: details[id],
    value: id,
    picked: id === likely,
  }));
}

function secretRows(format: SnippetFormat['id']) {
  const reads =
    format === 'terraform'
      ? vscode.l10n.t('From a variable')
      : format === 'dotenv'
        ? vscode.l10n.t('Leave its place empty')
        : vscode.l10n.t('From the environment variable ZSCALER_CLIENT_SECRET');
  return [
    { icon: 'shield', label: reads, detail: vscode.l10n.t('Nothing secret is in the text'), value: false },
    {
      icon: 'warning',
      label: vscode.l10n.t('Put the secret itself in'),
      detail: vscode.l10n.t('Whoever has the text can sign in as this API client'),
      value: true,
    },
  ];
}
