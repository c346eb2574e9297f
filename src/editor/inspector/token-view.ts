import { formatTime } from '../../jwt/time.js';
import { showUnseen, showUnseenInLines } from '../escape.js';
import type { Localiser } from '../localise.js';
import { momentText } from '../time-text.js';
import type { InspectedClaim, Inspection } from './inspection.js';
import type { Row, Timeline, TokenContent, ViewAction } from './messages.js';
import { verdictView } from './verdict-view.js';

export interface TokenViewOptions {
  nowMs: number;
  l10n: Localiser;
  /** A fresh token of the same API client can be had. */
  canRenew: boolean;
}

/** What the page shows of an inspected token. The token itself is in `encoded` alone. */
export function tokenView(inspection: Inspection, token: string, options: TokenViewOptions): TokenContent {
  const { l10n } = options;
  const [header = '', payload = '', signature = ''] = token.split('.');
  const timeline = timelineOf(inspection);
  return {
    kind: 'token',
    title: titleOf(inspection, l10n),
    subtitle: subtitleOf(inspection, l10n),
    state: stateOf(inspection, options),
    signature: signatureOf(inspection, l10n),
    ...(timeline === undefined ? {} : { timeline }),
    problems: inspection.problems.map((problem) => showUnseen(l10n.text(problem))),
    verdicts: (inspection.assertion ?? []).map((verdict) => verdictView(verdict, l10n)),
    claims: inspection.claims.map((claim) => claimRow(claim, l10n)),
    parameters: inspection.parameters.map((claim) => claimRow(claim, l10n)),
    roles: inspection.roles.map(({ product, role, tenant, paths }) => ({
      product: showUnseen(product),
      role: showUnseen(role),
      ...(tenant === undefined ? {} : { tenant: showUnseen(tenant) }),
      paths,
    })),
    json: { header: json(inspection.header), payload: json(inspection.payload) },
    encoded: { header, payload, signature },
    actions: actionsOf(inspection, options),
  };
}

function json(value: unknown): string {
  return showUnseenInLines(JSON.stringify(value, undefined, 2));
}

function titleOf({ kind }: Inspection, l10n: Localiser): string {
  if (kind === 'access-token') return l10n.t('Access Token');
  return kind === 'client-assertion' ? l10n.t('Client Assertion') : l10n.t('JSON Web Token');
}

function subtitleOf({ clientName, clientId }: Inspection, l10n: Localiser): string {
  if (clientName !== undefined && clientId !== undefined) return showUnseen(`${clientName} · ${clientId}`);
  return clientId === undefined ? l10n.t('The token names no API client') : showUnseen(clientId);
}

function stateOf(inspection: Inspection, { nowMs, l10n }: TokenViewOptions): TokenContent['state'] {
  const { expiresAt, notBefore } = inspection;
  const at = (seconds: number | undefined) => (seconds === undefined ? '' : momentText(seconds, nowMs, l10n));
  switch (inspection.state) {
    case 'revoked':
      return { label: l10n.t('Revoked'), tone: 'bad', detail: l10n.t('The mock no longer accepts it.') };
    case 'active':
      return { label: l10n.t('Active'), tone: 'good', detail: l10n.t('Expires {0}', at(expiresAt)) };
    case 'expired':
      return { label: l10n.t('Expired'), tone: 'bad', detail: at(expiresAt) };
    case 'not-yet-valid':
      return { label: l10n.t('Not Yet Valid'), tone: 'warning', detail: l10n.t('Valid from {0}', at(notBefore)) };
    case 'no-expiry':
      return { label: l10n.t('No Expiry'), tone: 'warning', detail: l10n.t('The token has no "exp" claim.') };
    case 'malformed-time':
      return { label: l10n.t('Times Not Readable'), tone: 'warning', detail: l10n.text(inspection.problems.join(' ')) };
  }
}

function signatureOf({ signature }: Inspection, l10n: Localiser): TokenContent['signature'] {
  if (signature.status === 'verified') {
    const { environment, kid, alg } = signature;
    return {
      label: l10n.t('Signature Verified'),
      tone: 'good',
      detail:
        kid === undefined
          ? l10n.t('{0}, with a key of {1}', alg, environment)
          : l10n.t('{0}, with key {1} of {2}', alg, showUnseen(kid), environment),
    };
  }
  if (signature.status === 'invalid') {
    const detail = l10n.t('Checked against the keys of {0}: {1}', signature.environment, l10n.text(signature.reason));
    return { label: l10n.t('Signature Not Valid'), tone: 'bad', detail };
  }
  return { label: l10n.t('Decoded, Not Verified'), tone: 'warning', detail: l10n.text(signature.reason) };
}

function timelineOf({ issuedAt, notBefore, expiresAt, state }: Inspection): Timeline | undefined {
  if (expiresAt === undefined) return undefined;
  const start = Math.min(issuedAt ?? expiresAt, notBefore ?? expiresAt);
  return {
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(notBefore === undefined ? {} : { notBefore }),
    expiresAt,
    startText: start < expiresAt ? formatTime(start) : '',
    endText: formatTime(expiresAt),
    ended: state === 'revoked',
  };
}

function claimRow(claim: InspectedClaim, l10n: Localiser): Row {
  const mark = markOf(claim.status, l10n);
  return {
    name: showUnseen(claim.name),
    value: showUnseen(claim.value),
    label: l10n.text(claim.label),
    explanation: l10n.text(claim.explanation),
    ...(mark === undefined ? {} : { mark }),
  };
}

/** Whether a claim's meaning at ZIdentity is known or guessed; what an RFC says needs no mark. */
function markOf(status: InspectedClaim['status'], l10n: Localiser): Row['mark'] {
  if (status === 'confirmed') {
    return { text: l10n.t('confirmed'), explanation: l10n.t('ZIdentity is known to use it so.'), tone: 'good' };
  }
  if (status !== 'guessed') return undefined;
  return {
    text: l10n.t('guess'),
    explanation: l10n.t('Not public: the mock does it so, ZIdentity may not.'),
    tone: 'warning',
  };
}

function actionsOf(inspection: Inspection, { l10n, canRenew }: TokenViewOptions): ViewAction[] {
  const actions: ViewAction[] = [
    { id: 'copyToken', label: l10n.t('Copy Token'), icon: 'copy', primary: true },
    { id: 'compare', label: l10n.t('Compare With…'), icon: 'compare' },
  ];
  if (canRenew) actions.push({ id: 'renew', label: l10n.t('Get Fresh Token'), icon: 'refresh' });
  if (inspection.issuedByMock) actions.push({ id: 'exchanges', label: l10n.t('Show Exchange'), icon: 'search' });
  if (inspection.issuedByMock && inspection.state === 'active') {
    actions.push({ id: 'revoke', label: l10n.t('Revoke'), icon: 'trash' });
  }
  return actions;
}
