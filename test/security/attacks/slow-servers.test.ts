// Web servers behind a JWKS URL that answer slowly or never: a token request waits for none of them for longer than a
// fetch may take, here half a second.
import assert from 'node:assert/strict';
import type { RequestListener, ServerResponse } from 'node:http';
import {
  API,
  JWT_BEARER,
  jwk,
  jwksClient,
  makeWorld,
  rsa,
  sdkClaims,
  serve,
  signJwt,
  type Told,
} from '../../server/zidentity-authenticate/world.js';

const set = JSON.stringify({ keys: [jwk(rsa.publicKey, { kid: 'one' })] });

/** A byte for each turn of the event loop, and never the last one. */
function drip(response: ServerResponse, bytes: () => string): void {
  const more = () => {
    if (response.destroyed) return;
    response.write(bytes());
    setImmediate(more);
  };
  more();
}

const servers: Record<string, RequestListener> = {
  'never answers': () => undefined,
  'sends headers and nothing more': (_request, response) => response.flushHeaders(),
  'ends its answer before the last byte, and stays': (_request, response) => {
    response.setHeader('content-length', set.length);
    response.write(set.slice(0, -1));
  },
  'sends spaces one by one': (_request, response) => drip(response, () => ' '),
  'never ends its headers': (request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    const more = () => {
      if (request.socket.writable) request.socket.write('x: y\r\n', () => setTimeout(more, 10));
    };
    more();
  },
};

/** Asks for a token of a client whose JWKS is at such a server, and waits until the server was left. */
async function askWith(listener: RequestListener): Promise<Told> {
  let tellLeft: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    tellLeft = resolve;
  });
  const { base, close } = await serve((request, response) => {
    request.socket.once('close', () => tellLeft()).on('error', () => undefined);
    listener(request, response);
  });
  const world = await makeWorld([jwksClient('iqjwks', `${base}/jwks`)]);
  try {
    const client_assertion = signJwt({ claims: sdkClaims('iqjwks') });
    const form = { client_id: 'iqjwks', client_assertion_type: JWT_BEARER, client_assertion, audience: API };
    const told = await world.ask({ form });
    await left;
    return told;
  } finally {
    await world.opened.close();
    close();
  }
}

describe('A web server behind a JWKS URL', () => {
  const outcomes = new Map<string, Told>();
  // At once, since each of them takes as long as a fetch may.
  before(async () => {
    const all = Object.entries(servers);
    await Promise.all(all.map(async ([what, listener]) => outcomes.set(what, await askWith(listener))));
  });

  for (const what of Object.keys(servers)) {
    it(`that ${what} is left, and the client is told`, () => {
      const { status, body, failed } = outcomes.get(what) as Told;
      assert.deepEqual([status, body.error], [400, 'invalid_client']);
      assert.match(failed?.reason ?? '', /^jwks-(timeout|unreachable|too-large)$/);
    });
  }
});
