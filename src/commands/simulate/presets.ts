import type { Localiser } from '../../editor/localise.js';
import type { FaultInput } from '../../oauth/mock-client.js';

export type FaultTarget = FaultInput['target'];

/** A fault that people meet, without where and how often. */
export interface FaultPreset {
  readonly label: string;
  readonly detail: string;
  readonly fault: Omit<FaultInput, 'target' | 'product' | 'times'>;
}

/** More requests than anybody makes: until it is ended. The most that the mock takes. */
export const untilEnded = 1_000_000;

/** The gateway's products with services behind them in the mock. */
export const faultyProducts = ['ZIA', 'ZPA', 'ZCC', 'ZDX', 'CLOUD_CONNECTOR', 'ZIAM'] as const;

/** The faults of a target. Bodies are those of ZIdentity's and the services' documentation, where it has any. */
export function faultPresets(target: FaultTarget, product: string | undefined, l10n: Localiser): FaultPreset[] {
  const answers =
    target === 'token' ? tokenAnswers(l10n) : target === 'gateway' ? gatewayAnswers(product, l10n) : jwksAnswers(l10n);
  return [...answers, ...transportFaults(l10n)];
}

function tokenAnswers(l10n: Localiser): FaultPreset[] {
  return [
    {
      label: l10n.t('429 Too Many Requests'),
      detail: l10n.t('Retry-After: {0} seconds', 2),
      fault: { status: 429, headers: { 'retry-after': '2' }, body: { error: 'temporarily_unavailable' } },
    },
    unavailable(l10n),
    {
      label: l10n.t('400 invalid_client'),
      detail: l10n.t('As if the credential were wrong'),
      fault: { status: 400, body: { error: 'invalid_client', error_description: 'Client authentication failed' } },
    },
    { label: l10n.t('500 Server Error'), detail: '', fault: { status: 500, body: { error: 'server_error' } } },
  ];
}

function gatewayAnswers(product: string | undefined, l10n: Localiser): FaultPreset[] {
  return [
    tooManyCalls(product, l10n),
    {
      label: l10n.t('401 Unauthorized'),
      detail: l10n.t('As if the token had expired'),
      fault: { status: 401, body: { detail: 'unauthorized', type: '', title: '', status: '' } },
    },
    ...(product === 'ZIA'
      ? [
          {
            label: l10n.t('403 Maintenance'),
            detail: l10n.t('ZIA is read-only'),
            fault: {
              status: 403,
              headers: { 'x-zscaler-mode': 'read-only' },
              body: { code: 'STATE_READONLY', message: 'The service is in read-only mode.' },
            },
          },
          {
            label: l10n.t('409 Edit Lock'),
            detail: l10n.t('Somebody else is changing the configuration'),
            fault: { status: 409, body: { code: 'EDIT_LOCK_NOT_AVAILABLE', message: 'Failed to acquire lock.' } },
          },
        ]
      : []),
    unavailable(l10n),
    { label: l10n.t('500 Server Error'), detail: '', fault: { status: 500, body: {} } },
    { label: l10n.t('504 Gateway Timeout'), detail: '', fault: { status: 504, body: {} } },
  ];
}

/** Each service says it in its own way; that of ZIA and of ZPA was seen. */
function tooManyCalls(product: string | undefined, l10n: Localiser): FaultPreset {
  const label = l10n.t('429 Too Many Requests');
  if (product === 'ZPA') {
    const id = 'invalid.toomanyrequests';
    return {
      label,
      detail: l10n.t('Retry-After: {0} seconds', 4),
      fault: {
        status: 429,
        headers: { 'retry-after': '4s' },
        body: { exception: id, id, reason: 'Exceeded the number of requests allowed.' },
      },
    };
  }
  return {
    label,
    detail: l10n.t('Retry-After: {0} seconds', 1),
    fault: {
      status: 429,
      headers: { 'retry-after': '1' },
      body: { message: 'Rate Limit (1/SECOND) exceeded', 'Retry-After': '1 seconds' },
    },
  };
}

function jwksAnswers(l10n: Localiser): FaultPreset[] {
  return [
    { label: l10n.t('404 Not Found'), detail: l10n.t('The JWKS is not there'), fault: { status: 404, body: '' } },
    { label: l10n.t('500 Server Error'), detail: '', fault: { status: 500, body: '' } },
    {
      label: l10n.t('No JSON'),
      detail: l10n.t('A web page in place of the JWKS'),
      fault: { status: 200, body: '<!DOCTYPE html><title>Sign in</title>' },
    },
    {
      label: l10n.t('An empty JWKS'),
      detail: l10n.t('Without any key'),
      fault: { status: 200, body: { keys: [] } },
    },
  ];
}

function unavailable(l10n: Localiser): FaultPreset {
  return {
    label: l10n.t('503 Service Unavailable'),
    detail: l10n.t('Retry-After: {0} seconds', 2),
    fault: { status: 503, headers: { 'retry-after': '2' }, body: {} },
  };
}

function transportFaults(l10n: Localiser): FaultPreset[] {
  return [
    { label: l10n.t('Slow answer'), detail: l10n.t('{0} seconds late', 5), fault: { delayMs: 5000 } },
    { label: l10n.t('Very slow answer'), detail: l10n.t('{0} seconds late', 60), fault: { delayMs: 60_000 } },
    {
      label: l10n.t('Connection reset'),
      detail: l10n.t('Closed before any answer'),
      fault: { break: 'reset' },
    },
    {
      label: l10n.t('Truncated answer'),
      detail: l10n.t('Breaks off in the middle'),
      fault: { break: 'truncate' },
    },
  ];
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** About ten years. */
const maxOffsetSeconds = 3650 * 86_400;

/** Seconds that a text such as `+90m`, `-10m`, `2h 30m` or `45` means; undefined where it means nothing. */
export function parseOffset(text: string): number | undefined {
  const match = /^([+\-−])?((?:\d{1,9}[smhd] ?){1,4}|\d{1,9})$/.exec(text.trim().toLowerCase());
  if (match === null) return undefined;
  const [, sign, amount = ''] = match;
  const seconds = /^\d+$/.test(amount)
    ? Number(amount)
    : [...amount.matchAll(/(\d+)([smhd])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);
  if (seconds > maxOffsetSeconds) return undefined;
  return sign === undefined || sign === '+' ? seconds : -seconds;
}
