import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Jwks } from '../../keys/jwks.js';

/** The API client's own web server, which ZIdentity must reach: it hosts the JWKS and nothing else. */
export interface JwksServer {
  url: string;
  /** How often the JWKS was asked for since the last call. */
  takeFetches(): number;
  close(): Promise<void>;
}

export async function startJwksServer(jwks: Jwks): Promise<JwksServer> {
  let fetches = 0;
  const body = JSON.stringify(jwks);
  const server = createServer((request, response) => {
    const found = request.url === '/jwks.json';
    if (found) fetches += 1;
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/jwk-set+json' });
    response.end(found ? body : '{}');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    takeFetches() {
      const taken = fetches;
      fetches = 0;
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
