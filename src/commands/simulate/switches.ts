import type { Localiser } from '../../editor/localise.js';

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
      name: 'refusedClientStatus',
      label: l10n.t('401 for a refused client'),
      detail: l10n.t('Instead of 400, and without a description, as in a recorded answer'),
      on: 401,
      off: 400,
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
