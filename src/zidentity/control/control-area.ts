import type { MockContext } from '../context.js';
import type { Area } from '../http/area.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { Handler } from '../http/router.js';
import { deleteFault, deleteFaults, getClock, listFaults, postFault, putClock } from './clock-and-faults.js';
import { getConfig, putConfig, resetMock } from './configuration.js';
import { streamEvents } from './event-stream.js';
import { getExchange, listExchanges } from './exchanges.js';
import { guarded, requireAdminToken } from './guard.js';
import { deleteJwks, listJwks, putJwks } from './jwks.js';
import { getSettings, putSettings } from './settings-endpoint.js';
import { getToken, listTokens, revokeToken } from './tokens.js';

const base = '/_mock/v1';

async function rotateKeys(_request: MockRequest, context: MockContext): Promise<Reply> {
  const { kid } = await context.keys.rotate();
  context.events.changed('config');
  return json(200, { kid });
}

function getInfo(_request: MockRequest, context: MockContext): Reply {
  return json(200, { ...context.info, policy: context.settings.values.policy });
}

const routes: [method: string, path: string, handler: Handler][] = [
  ['GET', '/info', getInfo],
  ['GET', '/tokens', listTokens],
  ['GET', '/tokens/:jti', getToken],
  ['POST', '/tokens/:jti/revoke', revokeToken],
  ['GET', '/exchanges', listExchanges],
  ['GET', '/exchanges/:id', getExchange],
  ['GET', '/clock', getClock],
  ['PUT', '/clock', putClock],
  ['GET', '/faults', listFaults],
  ['POST', '/faults', postFault],
  ['DELETE', '/faults', deleteFaults],
  ['DELETE', '/faults/:id', deleteFault],
  ['POST', '/keys/rotate', rotateKeys],
  ['GET', '/config', getConfig],
  ['PUT', '/config', putConfig],
  ['POST', '/reset', resetMock],
  ['GET', '/jwks', listJwks],
  ['PUT', '/jwks/:name', putJwks],
  ['DELETE', '/jwks/:name', deleteJwks],
  ['GET', '/settings', getSettings],
  ['PUT', '/settings', putSettings],
  ['GET', '/events', streamEvents],
];

/** What a test needs and the real service lacks. */
export function controlArea(): Area {
  return {
    name: 'control',
    surfaces: ['identity', 'admin', 'api'],
    prefixes: [`${base}/`],
    admit: requireAdminToken,
    routes: [
      { method: 'GET', pattern: `${base}/health`, handler: () => json(200, { status: 'ok' }) },
      ...routes.map(([method, path, handler]) => ({ method, pattern: base + path, handler: guarded(handler) })),
    ],
  };
}
