// A tenant in an attacker's hand, or a broken one: each of its ways to answer says back what it was sent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What was sent, and the credentials in it. */
interface Sent {
  body: string;
  credentials: string[];
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Ways to answer a token request, by the first segment of the path. */
const ways = {
  refuses: (response, { body }) => json(response, 400, { error: 'invalid_client', error_description: body }),
  spells: (response, { credentials }) =>
    json(response, 401, { error: 'unauthorized_client', error_description: credentials.join(' and ') }),
  names: (response, { credentials }) => json(response, 400, { error: credentials[0]?.slice(0, 80) }),
  'too-many': (response, { body }) => json(response, 429, { message: body }, { 'retry-after': '3600' }),
  unavailable: (response, { body }) => json(response, 503, { detail: body }, { 'retry-after': '3600' }),
  fails: (response, { body }) => void response.writeHead(500).end(body),
  'web-page': (response, { credentials }) =>
    void response
      .writeHead(502, { 'content-type': 'text/html' })
      .end(`<!DOCTYPE html><title>${credentials.join(' ')}</title>`),
  breaks: (response, { credentials }) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"access_token":"${credentials[0]}`),
  'wrong-type': (response, { credentials }) =>
    json(response, 200, { access_token: { credentials }, token_type: credentials[0], expires_in: credentials[0] }),
  redirects: (response, { credentials }) =>
    void response
      .writeHead(307, { location: `https://${encodeURIComponent(credentials[0] ?? '')}.example/?${credentials}` })
      .end(),
  resets: (response) => void response.socket?.destroy(),
  'cuts-short': (response, { body }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
    response.write(body, () => response.socket?.destroy());
  },
} satisfies Record<string, (response: ServerResponse, sent: Sent) => void>;

export const wayNames = Object.keys(ways) as (keyof typeof ways)[];

export interface HostileTenant {
  /** Where an environment that answers in this way, or honestly as `good`, has its endpoints. */
  endpoints(way: string): { tokenEndpoint: string; api: string };
  /** Client assertions that came in. */
  readonly assertions: Set<string>;
  /** The token that `good` issues. */
  readonly token: string;
  close(): Promise<void>;
}

export async function startHostileTenant(token: string): Promise<HostileTenant> {
  const assertions = new Set<string>();
  const server = createServer(async (request, response) => {
    const [, way = '', rest = ''] = /^\/([\w-]+)\/(.*)$/.exec(request.url ?? '') ?? [];
    const sent = await sentBy(request);
    for (const assertion of sent.assertions) assertions.add(assertion);
    if (way !== 'good') return ways[way as keyof typeof ways](response, sent);
    if (rest === 'token') return json(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 3599 });
    // The gateway and the admin API say back the token that they were called with.
    const bearer = request.headers.authorization ?? '';
    return json(response, 403, { title: bearer, detail: bearer, message: bearer, code: bearer });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoints: (way) => ({ tokenEndpoint: `${origin}/${way}/token`, api: `${origin}/${way}` }),
    assertions,
    token,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function sentBy(request: IncomingMessage): Promise<Sent & { assertions: string[] }> {
  const body = await text(request);
  const form = new URLSearchParams(body);
  const assertions = form.getAll('client_assertion');
  return { body, assertions, credentials: [...form.getAll('client_secret'), ...assertions] };
}
