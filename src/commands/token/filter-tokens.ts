import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services, TokenViewFilter } from '../services.js';

const seconds = v.optional(v.pipe(v.number(), v.integer('it is no whole number of epoch seconds')));

const filterArguments = v.strictObject({
  status: v.optional(v.picklist(['ACTIVE', 'REVOKED', 'EXPIRED'])),
  clientId: v.optional(v.string()),
  issuedFrom: seconds,
  issuedTo: seconds,
  expiresFrom: seconds,
  expiresTo: seconds,
});

/** OneAPI: Filter Tokens, by status, API client, and when they were issued or expire. */
export async function filterTokens(services: Services, args?: unknown): Promise<void> {
  const filter = args === undefined ? await ask(services) : readArguments(filterArguments, args);
  const set = Object.entries(filter).filter(([, value]) => value !== undefined);
  await services.state.setTokenFilter(Object.fromEntries(set));
}

async function ask(services: Services): Promise<TokenViewFilter> {
  const { ui } = services;
  const title = vscode.l10n.t('Filter Tokens');
  const nowSeconds = Math.floor(services.now() / 1000 + services.state.snapshot.clockOffsetSeconds);
  const hour = 3600;
  const row = (icon: string, label: string, value: TokenViewFilter) => ({ icon, label, value });
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const chosen = await ui.pick<TokenViewFilter | 'client' | 'issued' | 'expires'>(
    [
      separator(vscode.l10n.t('Status')),
      row('pass-filled', vscode.l10n.t('Active'), { status: 'ACTIVE' }),
      row('circle-slash', vscode.l10n.t('Revoked'), { status: 'REVOKED' }),
      row('history', vscode.l10n.t('Expired'), { status: 'EXPIRED' }),
      separator(vscode.l10n.t('API client')),
      { icon: 'account', label: vscode.l10n.t('Of one API client…'), value: 'client' },
      separator(vscode.l10n.t('Issued')),
      row('watch', vscode.l10n.t('In the last hour'), { issuedFrom: nowSeconds - hour }),
      row('watch', vscode.l10n.t('In the last 24 hours'), { issuedFrom: nowSeconds - 24 * hour }),
      { icon: 'calendar', label: vscode.l10n.t('Issued between…'), value: 'issued' },
      separator(vscode.l10n.t('Expires')),
      row('watch', vscode.l10n.t('Within the next hour'), { expiresFrom: nowSeconds, expiresTo: nowSeconds + hour }),
      { icon: 'calendar', label: vscode.l10n.t('Expires between…'), value: 'expires' },
    ],
    { title, placeholder: vscode.l10n.t('Which tokens should the view show?') },
  );
  const before = services.state.snapshot.tokenFilter;
  if (chosen === 'client') return { ...before, clientId: await pickClient(services, undefined, { title }) };
  if (chosen === 'issued') {
    const [issuedFrom, issuedTo] = await askRange(services, title);
    return { ...before, issuedFrom, issuedTo };
  }
  if (chosen === 'expires') {
    const [expiresFrom, expiresTo] = await askRange(services, title);
    return { ...before, expiresFrom, expiresTo };
  }
  return { ...before, ...chosen };
}

/** Two times in epoch seconds. */
async function askRange({ ui, now }: Services, title: string): Promise<[from: number, to: number]> {
  const times: number[] = [];
  const ask = (prompt: string, value: string) => async () => {
    const typed = await ui.input({
      title,
      prompt,
      value,
      validate: (given) =>
        Number.isNaN(Date.parse(given)) ? vscode.l10n.t('A time such as 2026-11-23 10:00') : undefined,
    });
    times.push(Math.floor(Date.parse(typed) / 1000));
  };
  const day = 24 * 3_600_000;
  const local = (ms: number) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString();
  const text = (ms: number) => local(ms).slice(0, 16).replace('T', ' ');
  await ui.steps([
    ask(vscode.l10n.t('From, by the clock of this computer'), text(now() - day)),
    ask(vscode.l10n.t('Until, by the clock of this computer'), text(now() + day)),
  ]);
  return [times.at(-2)!, times.at(-1)!];
}
