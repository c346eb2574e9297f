import * as vscode from 'vscode';
import type { Localiser } from '../../editor/localise.js';
import type { Ui } from '../ui.js';

/** A switch of the mock with two positions. */
export interface Switch {
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly on: unknown;
  readonly off: unknown;
}

/** The switches of the mock, for what is not known of the real service. */
export function switchesOf(l10n: Localiser): Switch[] {
  return [
    {
      name: 'policy',
      label: l10n.t('Strict policy'),
      detail: l10n.t('jti and iat required, replay refused, lifetime bounded, aud must name the tenant (RFC 7523)'),
      on: 'strict',
      off: 'zidentity',
    },
    {
      name: 'audienceRequired',
      label: l10n.t('Audience required'),
      detail: l10n.t('A token request without audience is refused'),
      on: true,
      off: false,
    },
    {
      name: 'refuseInvalidCertificates',
      label: l10n.t('Expired certificates refused'),
      detail: l10n.t('An assertion counts only while the uploaded certificate is valid'),
      on: true,
      off: false,
    },
    {
      name: 'notEntitledStatus',
      label: l10n.t('401 where a role is missing'),
      detail: l10n.t('Instead of 403'),
      on: 401,
      off: 403,
    },
    {
      name: 'rateLimits',
      label: l10n.t('Rate limits'),
      detail: l10n.t('As the documentation of ZIA, ZPA and others states them'),
      on: true,
      off: false,
    },
  ];
}

/** Asks which switches are on; resolves to all of those that this version knows. */
export async function askSwitches(
  ui: Ui,
  title: string,
  now: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const switches = switchesOf(vscode.l10n).filter(({ name }) => Object.hasOwn(now, name));
  const on = await ui.pickMany<string>(
    switches.map(({ name, label, detail, on: value }) => ({
      label,
      detail,
      value: name,
      picked: now[name] === value,
    })),
    { title, placeholder: vscode.l10n.t('Which rules should hold?') },
  );
  return Object.fromEntries(switches.map((one) => [one.name, on.includes(one.name) ? one.on : one.off]));
}
