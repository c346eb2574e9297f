import { describeTime } from '../../jwt/time.js';
import { evaluateAccessPolicy, type PolicyDecision } from '../authenticate/access-policy.js';
import type { MockContext } from '../context.js';
import type { GatewayReason } from '../exchanges/gateway-refusals.js';
import type { GrantedScope, TokenRecord } from '../state/token-store.js';
import type { AccessTokenResult } from '../token/access-token-for.js';
import { grantedScopes } from '../token/grants.js';
import type { RateBreach } from './rate-limits.js';

/** Why a call is refused, which the wire does not say. */
export interface GatewayRefusal {
  reason: GatewayReason;
  /** Whole sentences on what was found, beyond the reason's own; may be empty. */
  found: string;
}

/** Whose token a call brought, where this mock remembers it, and what was decided of it. */
export interface Ruling {
  record?: TokenRecord;
  refusal?: GatewayRefusal;
}

type Accepted = Extract<AccessTokenResult, { ok: true }>;
type Refused = Extract<AccessTokenResult, { ok: false }>;

export function refusedToken({ reason, record }: Refused, context: MockContext): Ruling {
  if (record === undefined) return {};
  if (reason === 'token-expired') {
    return { record, refusal: { reason, found: `It expired ${describeTime(record.expiresAt, context.now())}.` } };
  }
  // A client's end revokes its tokens: that is what has to be mended.
  const client = context.store.client(record.clientId);
  if (client === undefined) return { record, refusal: { reason: 'client-gone', found: '' } };
  return { record, refusal: { reason: client.enabled ? 'token-revoked' : 'client-disabled', found: '' } };
}

export function missingRole(token: Accepted, names: readonly string[], context: MockContext): GatewayRefusal {
  return { reason: lackOf(token, names, context, 'role-missing', () => true), found: rolesOf(token) };
}

export function onlyReads(token: Accepted, names: readonly string[], context: MockContext): GatewayRefusal {
  const writes = ({ access }: GrantedScope) => access === 'full';
  return { reason: lackOf(token, names, context, 'role-read-only', writes), found: rolesOf(token) };
}

export function blocked({ detail }: PolicyDecision): GatewayRefusal {
  return { reason: 'policy-blocked', found: detail };
}

export function tooMany({ rule, retryAfter }: RateBreach): GatewayRefusal {
  return {
    reason: 'rate-limited',
    found: `It allows ${rule.limit} of these calls in ${rule.window} s; the next can be sent in ${retryAfter} s.`,
  };
}

/** A token keeps the roles that it was issued with: a new one may have what this one lacks. */
function lackOf(
  { client }: Accepted,
  names: readonly string[],
  { store, now }: MockContext,
  reason: GatewayReason,
  suffices: (scope: GrantedScope) => boolean,
): GatewayReason {
  const within = (policy: PolicyDecision) =>
    grantedScopes(client, store.tenant, policy).some((scope) => names.includes(scope.service) && suffices(scope));
  if (within(evaluateAccessPolicy(client.accessPolicy, now()))) return 'token-outdated';
  return within(evaluateAccessPolicy(undefined, now())) ? 'policy-blocked' : reason;
}

function rolesOf({ scopes }: Accepted): string {
  const roles = scopes.map(({ service, role }) => `${service} ${role}`);
  return roles.length === 0 ? 'The token carries no role.' : `The token carries ${roles.join(', ')}.`;
}
