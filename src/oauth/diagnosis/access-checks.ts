import { decodeJwt } from '../../jwt/decode.js';
import { OAuthError } from '../errors.js';
import { callApi } from '../gateway-client.js';
import { answerTimeoutMs } from './network-checks.js';
import type { Finding } from './report.js';
import type { Findings } from './subject.js';

/** A reading call of each product that any of its roles may make. */
const firstCalls: Readonly<Record<string, string>> = {
  ZIA: '/zia/api/v1/status',
  ZCC: '/zcc/papi/public/v1/getDevices',
  ZDX: '/zdx/v1/devices',
  CLOUD_CONNECTOR: '/ztw/api/v1/location',
  ZIAM: '/ziam/admin/api/v1/api-clients?limit=1',
};

/** Asks for a token as it is always done. */
export async function token(findings: Findings): Promise<Finding> {
  const { subject, io } = findings;
  const { l10n } = io;
  try {
    const { accessToken, exchangeId } = await subject.obtain(io.signal);
    findings.accessToken = accessToken;
    return { outcome: 'passed', detail: l10n.t('An access token was issued.'), exchangeId };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { message, hint, exchangeId } = error;
    return { outcome: 'failed', detail: message, remedy: hint, fix: 'showExchange', exchangeId };
  }
}

interface Role {
  product: string;
  name: string;
}

/** Whether the API client has roles, by its token, else by what is registered. */
export async function roles({ client, accessToken, io: { l10n } }: Findings): Promise<Finding> {
  const held = accessToken === undefined ? undefined : rolesInToken(accessToken);
  const registered = client?.clientResources?.flatMap(({ selectedScopes }) => selectedScopes);
  if (held !== undefined && held.length > 0) {
    return { outcome: 'passed', detail: `${held.map(({ product, name }) => `${product}: ${name}`).join(', ')}.` };
  }
  if (registered !== undefined && registered.length > 0) {
    return { outcome: 'passed', detail: `${registered.map(({ id, name }) => name ?? id).join(', ')}.` };
  }
  if (held === undefined && registered === undefined) {
    return { outcome: 'not-run', detail: l10n.t('Its roles are not known here.') };
  }
  return {
    outcome: 'failed',
    detail: l10n.t('It has no role, so every API call is refused.'),
    remedy: l10n.t('Choose its roles, then get a new access token: a token keeps the roles that it was issued with.'),
    fix: 'chooseRoles',
  };
}

/** Calls something that one of its roles opens; any answer but a refusal shows that the gateway accepts the token. */
export async function gateway({ subject, accessToken, io }: Findings): Promise<Finding> {
  const { l10n } = io;
  const products = rolesInToken(accessToken!)?.map(({ product }) => product) ?? Object.keys(firstCalls);
  const product = products.find((name) => Object.hasOwn(firstCalls, name));
  if (product === undefined) {
    return {
      outcome: 'not-run',
      detail:
        products.length === 0
          ? l10n.t('Without a role there is nothing to call.')
          : l10n.t('What is called at {0} needs more than a token, e.g. the customer ID.', products.join(', ')),
    };
  }
  const path = firstCalls[product]!;
  const answer = await callApi(
    { api: subject.environment.api, accessToken: accessToken!, method: 'GET', path },
    { fetch: io.fetch, now: io.now, signal: io.signal, timeoutMs: answerTimeoutMs },
  );
  const said = l10n.t('GET {0} answered HTTP {1}.', path, answer.status);
  // The service was reached: that it has nothing there is not about the token.
  if (answer.explanation === undefined || answer.status === 404) return { outcome: 'passed', detail: said };
  const mock = subject.environment.kind === 'mock';
  return {
    outcome: 'failed',
    detail: `${said} ${answer.explanation.explanation}`,
    remedy: answer.explanation.remedy,
    fix: answer.status === 403 ? 'chooseRoles' : mock ? 'endSimulation' : undefined,
  };
}

/** The claim `service-info` of an access token; undefined where the token has none or is no JWT. */
function rolesInToken(accessToken: string): Role[] | undefined {
  try {
    const claim = decodeJwt(accessToken).payload['service-info'];
    if (!Array.isArray(claim)) return undefined;
    return claim.flatMap((entry: unknown) => {
      const { prd, rnm } = (entry ?? {}) as Record<string, unknown>;
      return typeof prd === 'string' ? [{ product: prd, name: String(rnm ?? '') }] : [];
    });
  } catch {
    return undefined;
  }
}
