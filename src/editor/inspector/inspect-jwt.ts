import { type ClaimExplanation, explainClaim, explainHeaderParameter } from '../../jwt/claims.js';
import { decodeJwt } from '../../jwt/decode.js';
import { type TokenKind, tokenKind } from '../../jwt/kind.js';
import { serviceRoles } from '../../jwt/service-info.js';
import { tokenState } from '../../jwt/state.js';
import { describeTime, timeProblem } from '../../jwt/time.js';
import { products } from '../../oauth/products.js';
import type { TokenFacts } from '../token-facts.js';
import type { AssertionVerdict, InspectedClaim, InspectedRole, InspectedSignature, Inspection } from './inspection.js';

export interface InspectJwtOptions {
  /** Milliseconds, by the clock of the environment that the token belongs to. */
  nowMs: number;
  signature: InspectedSignature;
  facts?: TokenFacts;
  /** What ZIdentity would say, where the token is a client assertion. */
  assertion?: readonly AssertionVerdict[];
}

/**
 * All that is to be said of a token. Makes no request and verifies nothing: the outcome of that is handed in.
 *
 * @throws WorkbenchError `jwt-malformed` or `jwt-encrypted`
 */
export function inspectJwt(token: string, options: InspectJwtOptions): Inspection {
  const decoded = decodeJwt(token);
  const { payload, header } = decoded;
  const { nowMs, signature, facts = {}, assertion } = options;
  const time = tokenState(payload, nowMs);
  const kind = tokenKind(payload);
  const { issued } = facts;
  const clientId = issued?.clientId ?? clientIdOf(payload, kind);
  const clientName = issued?.clientName ?? facts.client?.name;
  return {
    kind,
    header,
    payload,
    verified: signature.status === 'verified',
    signature,
    state: issued?.status === 'REVOKED' ? 'revoked' : time.state,
    ...(time.issuedAt === undefined ? {} : { issuedAt: time.issuedAt }),
    ...(time.notBefore === undefined ? {} : { notBefore: time.notBefore }),
    ...(time.expiresAt === undefined ? {} : { expiresAt: time.expiresAt }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientName === undefined ? {} : { clientName }),
    ...(typeof payload.jti === 'string' ? { jti: payload.jti } : {}),
    issuedByMock: issued !== undefined,
    claims: Object.entries(payload).map(([name, value]) => inspectedClaim(name, value, explainClaim(name), nowMs)),
    parameters: Object.entries(header).map(([name, value]) =>
      inspectedClaim(name, value, explainHeaderParameter(name), nowMs),
    ),
    roles: rolesOf(payload),
    problems: [
      ...time.problems,
      ...(decoded.duplicates.length > 0
        ? [`Written twice, so that readers may disagree (the last is shown): ${decoded.duplicates.join(', ')}.`]
        : []),
    ],
    ...(assertion === undefined ? {} : { assertion }),
  };
}

function clientIdOf(payload: Readonly<Record<string, unknown>>, kind: TokenKind): string | undefined {
  if (kind === 'client-assertion') return payload.iss as string;
  for (const claim of [payload.client_id, payload.cid, payload.azp, payload.sub]) {
    if (typeof claim === 'string' && claim !== '') return claim;
  }
  return undefined;
}

function inspectedClaim(name: string, value: unknown, explained: ClaimExplanation, nowMs: number): InspectedClaim {
  const { label, explanation, status, time = false } = explained;
  return { name, value: valueText(value, time, nowMs), label, explanation, status };
}

function valueText(value: unknown, time: boolean, nowMs: number): string {
  if (time && typeof value === 'number' && timeProblem(value) === undefined) return describeTime(value, nowMs);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The roles of `service-info`, each with the paths of the gateway that it opens. */
export function rolesOf(payload: Readonly<Record<string, unknown>>): InspectedRole[] {
  return serviceRoles(payload).map(({ product, role, tenant }) => ({
    product,
    role,
    ...(tenant === '' ? {} : { tenant }),
    paths: products.find(({ name }) => name === product)?.prefixes ?? [],
  }));
}
