import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { VERSION } from '../version.js';
import { areas } from './areas.js';
import type { Policy } from './control/settings.js';
import { createCors } from './http/cors.js';
import { createDispatcher } from './http/dispatch.js';
import { listenAddress } from './listener/address.js';
import { createFront } from './listener/front.js';
import { createFrontPort } from './listener/front-port.js';
import { createHostTable, type HostTable } from './listener/host-table.js';
import { issuerOf, TOKEN_PATH } from './metadata/issuer.js';
import { openContext } from './open-context.js';
import { applyConfig, readStartTenant } from './start-tenant.js';
import { openStateFiles } from './state/state-files.js';
import type { ConfigSources } from './tenant/config-sources.js';
import { authorityInFolder, authorityInMemory } from './tls/authority-store.js';
import { createServerCertificate, type WantedNames } from './tls/server-certificate.js';

export interface StartOptions {
  /** Default 8787; 0 takes a free one. */
  port?: number | undefined;
  /** Default 127.0.0.1. Any address that is not of this computer alone needs `allowRemote`. */
  host?: string | undefined;
  allowRemote?: boolean | undefined;
  /** Where the state is kept; without it everything is in memory. */
  stateDir?: string | undefined;
  /** Default `acme`, or what the config or the state folder says. */
  vanity?: string | undefined;
  /** Default `PRODUCTION`, or what the config or the state folder says. */
  cloud?: string | undefined;
  /** Default `zidentity`. */
  policy?: Policy | undefined;
  /** The tenant in the form of `--config`, as an object. */
  config?: unknown;
  /** What `{"env": …}` and `{"file": …}` in the config may read; by default nothing. */
  configSources?: ConfigSources | undefined;
  /** Further names of the mock, e.g. of its container. */
  allowedHosts?: readonly string[] | undefined;
  /** Origins of web pages that may read answers; by default none. */
  allowedOrigins?: readonly string[] | undefined;
  /** Port of the JWKS host; by default the one it had before, or any. */
  jwksPort?: number | undefined;
  /** Milliseconds since the epoch; default: the machine's clock. */
  now?: (() => number) | undefined;
  /** Told each warning, and each bug, as it comes up. Never a secret. */
  log?: ((message: string) => void) | undefined;
}

/** Where the mock is reached. URLs without a trailing slash. A type, so that it can go out as a record. */
export type Endpoints = {
  http: string;
  https: string;
  /** For `HTTPS_PROXY` and its kind. */
  proxy: string;
  /** The tenant's issuer, which is no address of the mock: `https://acme.zslogin.net`. */
  issuer: string;
  tokenEndpoint: string;
  api: string;
  /** Absolute path of the local authority's certificate, PEM. */
  caFile: string;
  /** Base of the JWKS host. */
  jwks: string;
};

export interface RunningMock {
  endpoints: Endpoints;
  /** What the tenant is called; a config may rename it while the mock runs. */
  readonly tenant: Readonly<{ vanity: string; cloud: string }>;
  adminToken: string;
  /** What came up so far, and goes on to come up. */
  warnings: readonly string[];
  /** Answers what is in flight, writes what waits, and frees port and folder: within two seconds. */
  stop(): Promise<void>;
}

/** Milliseconds for answers in flight when the mock stops. */
const stopGraceMs = 1_500;

/**
 * Starts the mock of ZIdentity and OneAPI.
 * @throws WorkbenchError `port-taken`, `port-forbidden`, `address-unavailable`, `remote-not-allowed`, `host-invalid`,
 *   `state-folder-taken`, `state-not-written`, `config-invalid`
 */
export async function startMock(options: StartOptions = {}): Promise<RunningMock> {
  const now = options.now ?? Date.now;
  const address = listenAddress(options.host, options.allowRemote ?? false);
  const allowedHosts = [...(options.allowedHosts ?? []), ...address.names];
  const declared = await readStartTenant({ ...options, now, randomBytes });
  // A name that cannot be served is said before anything is opened.
  createHostTable(declared.tenant, allowedHosts);

  const opened = await openContext({
    stateDir: options.stateDir,
    initialTenant: () => declared.tenant,
    policy: options.policy,
    jwksPort: options.jwksPort,
    now,
    onWarning: options.log,
  });
  const { context } = opened;
  let store: Awaited<ReturnType<typeof authorityInMemory>> | undefined;
  try {
    if (address.warning !== undefined) context.warn(address.warning);
    const files = options.stateDir === undefined ? undefined : await openStateFiles(options.stateDir);
    await applyConfig(declared, { context, files, hadTenant: opened.hadTenant });

    const hosts = hostsOf(context.store, allowedHosts);
    store = files === undefined ? await authorityInMemory() : authorityInFolder(files);
    const certificate = createServerCertificate(() => hosts().wanted, { store, now, randomBytes, warn: context.warn });
    await certificate.renew();

    const streams = new Set<ServerResponse>();
    const front = createFrontPort({
      hosts: () => hosts().table,
      certificate,
      warn: context.warn,
      onRequest: createDispatcher({
        areas: areas(),
        context,
        front: createFront(() => hosts().table),
        cors: createCors(options.allowedOrigins ?? []),
        stopping: () => front.stopping,
        rawSocket: (socket) => front.sockets.below(socket),
        onStream(response) {
          streams.add(response);
          response.once('close', () => streams.delete(response));
        },
        onBug: (report) => context.warn(`A bug of the mock, please report it. ${report}`),
      }),
    });
    // A tenant that is renamed may need another authority: programs should find its file before they connect.
    context.events.listen((kinds) => {
      if (kinds.includes('config') && certificate.current() === undefined) certificate.renew().catch(() => undefined);
    });
    await front.listen(options.port ?? 8787, address.host);
    await opened.setPort(front.port);

    const { caFile, close } = store;
    const http = `http://${address.shown}:${front.port}`;
    const endpoints: Endpoints = {
      http,
      https: `https://localhost:${front.port}`,
      proxy: http,
      get issuer() {
        return issuerOf(context.store.tenant);
      },
      tokenEndpoint: `${http}${TOKEN_PATH}`,
      api: http,
      caFile,
      jwks: context.publishedJwks.base ?? '',
    };
    context.info = { version: VERSION, pid: process.pid, endpoints };
    let stopped: Promise<void> | undefined;
    return {
      endpoints,
      get tenant() {
        return context.store.tenant;
      },
      adminToken: context.adminToken.value,
      warnings: opened.warnings,
      stop() {
        stopped ??= (async () => {
          for (const response of streams) response.end();
          await front.stop(stopGraceMs);
          await opened.close();
          await close();
        })();
        return stopped;
      },
    };
  } catch (error) {
    await store?.close();
    await opened.close();
    throw error;
  }
}

interface Hosts {
  table: HostTable;
  wanted: WantedNames;
}

/** The host table of the tenant as it is named now; a config may rename it while the mock runs. */
function hostsOf(
  store: { readonly tenant: Readonly<{ vanity: string; cloud: string }> },
  allowedHosts: readonly string[],
): () => Hosts {
  let name = '';
  let hosts: Hosts | undefined;
  return () => {
    const { vanity, cloud } = store.tenant;
    const asked = `${vanity} ${cloud}`;
    if (hosts === undefined || asked !== name) {
      const table = createHostTable({ vanity, cloud }, allowedHosts);
      hosts = { table, wanted: { names: table.certificateNames, domains: table.domains } };
      name = asked;
    }
    return hosts;
  };
}
