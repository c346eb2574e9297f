import { decodeJwt } from '../../jwt/decode.js';
import type { AdminApiClient, ResourceServer } from '../../oauth/admin-client.js';
import type { Environment } from '../../oauth/environment.js';
import { knownCalls } from '../api/known-paths.js';
import { roleName, scopeChoices } from '../scopes.js';
import type { Services } from '../services.js';
import type { Check } from './diagnosis.js';

type Outcome = Omit<Check, 'id'>;

/** Seconds that servers commonly allow between two clocks. */
const skewSeconds = 60;

/** How far the server's clock is from this computer's: an assertion is checked by the server's. */
export async function clockDifference({
  services,
  environment,
}: {
  services: Pick<Services, 'mock' | 'now' | 'fetch'>;
  environment: Environment;
}): Promise<Outcome> {
  const seconds = await serverSeconds(services, environment);
  if (seconds === undefined) return { outcome: 'not-run', detail: 'The server does not tell its time.' };
  const difference = Math.round(seconds - services.now() / 1000);
  if (Math.abs(difference) <= skewSeconds) {
    return { outcome: 'passed', detail: `The clocks differ by ${Math.abs(difference)} s.` };
  }
  return {
    outcome: 'failed',
    detail: `The server's clock is ${Math.abs(difference)} s ${difference > 0 ? 'ahead' : 'behind'}.`,
    hint:
      environment.kind === 'mock'
        ? "Set the mock's clock back: PUT /_mock/v1/clock with offsetSeconds 0."
        : 'Set the clock of this computer by a time server.',
  };
}

/** Epoch seconds by the server's clock. */
async function serverSeconds(
  { mock, fetch }: Pick<Services, 'mock' | 'fetch'>,
  environment: Environment,
): Promise<number | undefined> {
  if (environment.kind === 'mock') return (await (await mock.control()).clock()).now;
  const response = await fetch(environment.issuer, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(5000),
  }).catch(() => undefined);
  const ms = Date.parse(response?.headers.get('date') ?? '');
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

/** Calls something that one of the client's roles opens; any answer but a refusal shows that the gateway accepts it. */
export async function gatewayCheck({
  environment,
  accessToken,
  client,
  services,
  signal,
}: {
  environment: Environment;
  accessToken?: string | undefined;
  client?: AdminApiClient | undefined;
  services: Services;
  signal: AbortSignal | undefined;
}): Promise<Outcome> {
  if (accessToken === undefined) return { outcome: 'not-run', detail: 'There is no access token.' };
  const products = productsOf(client, accessToken, services.state.snapshot.resourceServers);
  const known = knownCalls.find(
    ({ product, method, path }) =>
      method === 'GET' && !path.includes('{') && (products === undefined || products.includes(product)),
  );
  if (known === undefined) return { outcome: 'not-run', detail: 'No call is known here that its roles open.' };
  const { callApi } = await import('../../oauth/gateway-client.js');
  const { method, path } = known;
  const answer = await callApi(
    { api: environment.api, accessToken, method, path },
    { signal, now: services.now, fetch: services.fetch },
  );
  const { explanation } = answer;
  const detail = `${method} ${path} answered HTTP ${answer.status}.`;
  if (explanation === undefined || answer.status === 404) return { outcome: 'passed', detail };
  return { outcome: 'failed', detail: `${detail} ${explanation.explanation}`, hint: explanation.remedy };
}

/** `ZIA: API_Role01` for each role, by what is registered or else by what the token says; undefined where neither tells. */
export function roleNames(
  client: AdminApiClient | undefined,
  accessToken: string | undefined,
  servers: readonly ResourceServer[],
): string[] | undefined {
  if (client !== undefined) {
    const choices = scopeChoices(servers);
    return (client.clientResources ?? []).flatMap(({ selectedScopes }) =>
      selectedScopes.map(({ id, name }) => {
        const choice = choices.find((one) => one.id === id);
        return choice === undefined ? (name ?? id) : `${choice.service}: ${roleName(choice.name)}`;
      }),
    );
  }
  return serviceInfo(accessToken)?.map(({ prd, rnm }) => `${prd}: ${rnm}`);
}

function productsOf(
  client: AdminApiClient | undefined,
  accessToken: string,
  servers: readonly ResourceServer[],
): string[] | undefined {
  return roleNames(client, accessToken, servers)?.map((name) => name.split(':', 1)[0]!);
}

/** The `service-info` claim of an access token: product and role name. */
function serviceInfo(accessToken: string | undefined): { prd: string; rnm: string }[] | undefined {
  if (accessToken === undefined) return undefined;
  try {
    const claim = decodeJwt(accessToken).payload['service-info'];
    if (!Array.isArray(claim)) return undefined;
    return claim.map(({ prd, rnm }: Record<string, unknown>) => ({ prd: String(prd), rnm: String(rnm) }));
  } catch {
    // A token that is no JWT tells nothing.
    return undefined;
  }
}
