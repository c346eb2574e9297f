import { isAbsolute, resolve } from 'node:path';
import { WorkbenchError } from '../errors.js';
import { lintCloud, lintVanity } from '../oauth/cloud-mistakes.js';
import { resolveHosts } from '../oauth/clouds.js';
import type { RunningMock } from '../zidentity/start.js';
import { readChoice, readOptions, readPort } from './arguments.js';
import { readConfigFile } from './config-file.js';
import { EXIT } from './exit-code.js';
import { serveText } from './serve-text.js';
import { plain, plainLines, styleFor, type Terminal } from './terminal.js';

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-remote': { type: 'boolean' },
  'allow-host': { type: 'string', multiple: true },
  'allow-origin': { type: 'string', multiple: true },
  'jwks-port': { type: 'string' },
  state: { type: 'string' },
  config: { type: 'string' },
  vanity: { type: 'string' },
  cloud: { type: 'string' },
  policy: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `oneapi-mock serve`: serves until a signal ends it. */
export async function serve(args: readonly string[], terminal: Terminal): Promise<number> {
  const given = readOptions('serve', args, options);
  const port = readPort('port', given.port);
  const jwksPort = readPort('jwks-port', given['jwks-port']);
  const policy = readChoice('policy', given.policy, ['zidentity', 'strict'] as const);
  checkTenantName(given.vanity, given.cloud);
  const file = given.config === undefined ? undefined : await readConfigFile(given.config, terminal);
  const stateDir = given.state === undefined ? undefined : absolute(given.state, terminal.cwd());
  const interrupted = terminal.interrupted();
  const { startMock } = await import('../zidentity/start.js');
  const mock = await startMock({
    port,
    host: given.host,
    allowRemote: given['allow-remote'],
    allowedHosts: given['allow-host'],
    allowedOrigins: given['allow-origin'],
    jwksPort,
    stateDir,
    vanity: given.vanity,
    cloud: given.cloud,
    policy,
    config: file?.config,
    configSources: file?.sources,
    log: (message) => terminal.printError(`oneapi-mock: ${plainLines(message)}`),
  }).catch((error: unknown) => {
    throw given.config === undefined ? error : namingFile(error, given.config);
  });
  if (given.json) terminal.print(JSON.stringify(readyLine(mock)));
  else terminal.print(serveText({ mock, stateDir }, styleFor(terminal)));
  await interrupted;
  await mock.stop();
  return EXIT.ok;
}

/** The keys and their order are what scripts rely on. */
function readyLine({ endpoints, adminToken }: RunningMock): object {
  const { http, https, proxy, issuer, tokenEndpoint, api, caFile, jwks } = endpoints;
  return { ready: true, pid: process.pid, http, https, proxy, issuer, tokenEndpoint, api, caFile, adminToken, jwks };
}

function checkTenantName(vanity: string | undefined, cloud: string | undefined): void {
  const problem = [
    ...(vanity === undefined ? [] : lintVanity(vanity)),
    ...(cloud === undefined ? [] : lintCloud(cloud)),
  ];
  // Whatever else may be odd about a name, only one that no host can be built of is refused.
  try {
    resolveHosts({ vanity: vanity ?? 'acme', cloud });
  } catch (error) {
    if (!(error instanceof WorkbenchError) || problem[0] === undefined) throw error;
    throw new WorkbenchError(error.code, problem[0].message, { hint: problem[0].hint });
  }
}

function namingFile(error: unknown, file: string): unknown {
  if (!(error instanceof WorkbenchError) || error.code !== 'config-invalid') return error;
  return new WorkbenchError(error.code, `${plain(file)}: ${error.message}`, { hint: error.hint, cause: error });
}

function absolute(path: string, cwd: string): string {
  return isAbsolute(path) ? path : resolve(cwd, path);
}
