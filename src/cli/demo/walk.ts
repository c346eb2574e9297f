import { decodeJwt } from '../../jwt/decode.js';
import { type ApiAnswer, callApi } from '../../oauth/gateway-client.js';
import { requestToken } from '../../oauth/token-request.js';
import type { Call, Method } from './method.js';
import { must, type Setting } from './setting.js';
import { type Step, takeSteps } from './steps.js';

/** Walks one way to authenticate from the key or secret to the revoked token. */
export async function walk(method: Method, setting: Setting): Promise<void> {
  let clientId = '';
  let accessToken = '';
  setting.report.heading(method.title, method.workflow);
  try {
    await takeSteps(
      [
        ...method.prepare(setting),
        register(method, setting, (id) => {
          clientId = id;
        }),
        ...method.credential(setting, () => clientId),
        getToken(
          method,
          setting,
          () => clientId,
          (token) => {
            accessToken = token;
          },
        ),
        call('The client calls a resource that its role covers', method.covered, 200, setting, () => accessToken),
        call('It calls one that its role does not cover', method.uncovered, 403, setting, () => accessToken),
        {
          title: 'An administrator revokes the token',
          async run() {
            await setting.control.revoke(jtiOf(accessToken));
            return [];
          },
        },
        call('The client calls the first resource again', method.covered, 401, setting, () => accessToken),
      ],
      setting,
    );
  } finally {
    await method.close?.();
  }
}

function register(method: Method, { admin }: Setting, done: (id: string) => void): Step {
  return {
    title: `The API client is registered with the role ${method.role} of ${method.service}, ${method.registration}`,
    async run() {
      const [server] = await admin.listResourceServers();
      must(server !== undefined, 'There is no resource server.');
      const { scopes } = server.serviceScopes?.find(({ service }) => service.name === method.service) ?? {};
      const scope = scopes?.find(({ name }) => name?.endsWith(method.role));
      must(scope !== undefined, `There is no role ${method.role} of ${method.service}.`);
      const client = await admin.createClient({
        name: method.clientName,
        accessTokenLifeTime: 3600,
        clientAuthentication: method.authentication(),
        clientResources: [{ id: server.id, selectedScopes: [{ id: scope.id }] }],
      });
      done(client.id);
      return [`Client ID ${client.id}`];
    },
  };
}

function getToken(method: Method, setting: Setting, clientId: () => string, done: (token: string) => void): Step {
  return {
    title: 'The client asks for an access token',
    async run() {
      const { trace, record, mock } = setting;
      const { accessToken, exchangeId } = await requestToken(
        { tokenEndpoint: mock.endpoints.tokenEndpoint, clientId: clientId(), auth: method.auth() },
        { fetch: trace.fetch },
      );
      trace.hide(accessToken);
      done(accessToken);
      const { records } = await record.exchanges({ clientId: clientId(), limit: 1 });
      const exchange = records[0];
      must(exchange?.id === exchangeId && exchange?.outcome === 'issued', 'The mock has no record of this exchange.');
      const checks = exchange.steps.map(({ name, outcome }) => (outcome === 'passed' ? name : `${name} (${outcome})`));
      const products = decodeJwt(accessToken).payload['service-info'];
      return [
        ...(method.notesOnToken?.() ?? []),
        `ZIdentity checked: ${checks.join(', ')}`,
        `The token is for ${JSON.stringify(products)}`,
      ];
    },
  };
}

function call(
  title: string,
  { method, path, body }: Call,
  status: number,
  setting: Setting,
  token: () => string,
): Step {
  return {
    title: `${title}: ${status}`,
    async run() {
      const answer: ApiAnswer = await callApi(
        { api: setting.mock.endpoints.api, accessToken: token(), method, path, body },
        { fetch: setting.trace.fetch },
      );
      must(answer.status === status, `The answer was ${answer.status}; it had to be ${status}.`);
      return status < 400 ? [] : [await whyRefused(token(), setting)];
    },
  };
}

/** The answer on the wire does not say; the exchange of the token does. */
async function whyRefused(accessToken: string, { record }: Setting): Promise<string> {
  const { records } = await record.exchanges({ jti: jtiOf(accessToken), limit: 1 });
  const refusal = records[0]?.steps.findLast(({ name, outcome }) => name === 'gateway' && outcome === 'failed');
  must(refusal !== undefined, 'The mock has no record of this refusal.');
  return `The gateway noted: ${refusal.detail}`;
}

function jtiOf(accessToken: string): string {
  const { jti } = decodeJwt(accessToken).payload;
  must(typeof jti === 'string', 'The access token has no jti.');
  return jti;
}
