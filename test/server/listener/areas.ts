import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { MockContext } from '../../../src/zidentity/context.js';
import { createClock } from '../../../src/zidentity/control/clock.js';
import type { Area } from '../../../src/zidentity/http/area.js';
import { createCors } from '../../../src/zidentity/http/cors.js';
import { createDispatcher } from '../../../src/zidentity/http/dispatch.js';
import type { Route } from '../../../src/zidentity/http/router.js';
import { createFront } from '../../../src/zidentity/listener/front.js';
import { createFrontPort, type FrontPort } from '../../../src/zidentity/listener/front-port.js';
import { createHostTable } from '../../../src/zidentity/listener/host-table.js';
import { authorityInMemory } from '../../../src/zidentity/tls/authority-store.js';
import { createServerCertificate } from '../../../src/zidentity/tls/server-certificate.js';

export interface ServedAreas {
  front: FrontPort;
  port: number;
  caFile: string;
  bugs: string[];
  streams: Set<ServerResponse>;
  ca(): Buffer;
  close(): Promise<void>;
}

/** The front door with areas of a test's own behind it. */
export async function serveAreas(areas: readonly Area[], origins: readonly string[] = []): Promise<ServedAreas> {
  const clock = createClock(Date.now);
  const table = createHostTable({ vanity: 'acme', cloud: 'PRODUCTION' }, []);
  const wanted = { names: table.certificateNames, domains: table.domains };
  const store = await authorityInMemory();
  const warn = () => undefined;
  const certificate = createServerCertificate(() => wanted, { store, now: Date.now, randomBytes, warn });
  await certificate.renew();
  const bugs: string[] = [];
  const streams = new Set<ServerResponse>();
  const front = createFrontPort({
    hosts: () => table,
    certificate,
    warn,
    onRequest: createDispatcher({
      areas,
      // What these areas' handlers use of it.
      context: { clock, now: clock.now } as unknown as MockContext,
      front: createFront(() => table),
      cors: createCors(origins),
      stopping: () => front.stopping,
      rawSocket: (socket) => front.sockets.below(socket),
      onStream: (response) => void streams.add(response),
      onBug: (report) => void bugs.push(report),
    }),
  });
  await front.listen(0, '127.0.0.1');
  return {
    front,
    port: front.port,
    caFile: store.caFile,
    bugs,
    streams,
    ca: () => readFileSync(store.caFile),
    async close() {
      await front.stop(0);
      await store.close();
    },
  };
}

export function area(routes: readonly Route[], more: Partial<Area> = {}): Area {
  return { name: 'test', surfaces: ['identity', 'admin', 'api'], prefixes: ['/'], routes, ...more };
}
