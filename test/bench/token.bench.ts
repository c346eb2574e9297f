// Tokens a second of the mock, beside a bare server that only signs, in the same run.
import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { startMock } from '../../src/zidentity/start.js';

const inFlight = 16;
const sliceMs = 250;
const slices = 40;
const warmUp = 2_000;
const clientId = 'iq0000000000a';
const secret = 'a-secret-for-measuring-only-0123456789abcd';

/** The practical limit: node:http and one jose signature. */
async function startBare(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', async () => {
      const token = await new SignJWT({
        'service-info': [{ prd: 'ZIA', rnm: 'API_Role01', tnt: 'Acme' }],
        scp: ['Role:API_Role01'],
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'k' })
        .setIssuer('https://acme.zslogin.net')
        .setSubject(clientId)
        .setAudience('https://api.zscaler.com')
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
      const body = JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3599 });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function startMeasured(): Promise<string> {
  const mock = await startMock({
    port: 0,
    config: {
      clients: [
        {
          id: clientId,
          name: 'bench',
          roles: { ZIA: 'API_Role01' },
          authentication: { type: 'SECRET', secrets: [{ value: secret }] },
        },
      ],
    },
  });
  return mock.endpoints.tokenEndpoint;
}

/** A server in a process of its own, so that measuring takes nothing from it but the shared cores. */
function startChild(kind: 'bare' | 'mock'): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(fileURLToPath(import.meta.url), [], { env: { ...process.env, TOKEN_BENCH_SERVER: kind } });
  return new Promise((resolve, reject) => {
    child.once('message', (url) => resolve({ url: String(url), child }));
    child.once('exit', () => reject(new Error(`the ${kind} server ended`)));
  });
}

function ask(url: string, agent: Agent): Promise<void> {
  const body = `grant_type=client_credentials&client_id=${clientId}&client_secret=${secret}&audience=https%3A%2F%2Fapi.zscaler.com`;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length },
    });
    outgoing.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      response.resume().on('end', resolve);
    });
    outgoing.on('error', reject).end(body);
  });
}

/** @returns how many were asked for */
async function inParallel(url: string, agent: Agent, goesOn: (asked: number) => boolean): Promise<number> {
  let asked = 0;
  const work = async () => {
    while (goesOn(asked)) {
      asked += 1;
      await ask(url, agent);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return asked;
}

interface Measured {
  url: string;
  child: ChildProcess;
  agent: Agent;
  tokens: number;
  seconds: number;
}

async function measure(server: Measured): Promise<void> {
  const begin = performance.now();
  const end = begin + sliceMs;
  server.tokens += await inParallel(server.url, server.agent, () => performance.now() < end);
  server.seconds += (performance.now() - begin) / 1000;
}

/** Milliseconds of processor time that the server's process took so far. */
function processorTime({ child }: Measured): Promise<number> {
  child.send('cpu');
  return new Promise((resolve) => child.once('message', (time) => resolve(Number(time))));
}

async function prepare(kind: 'bare' | 'mock'): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const server = { ...(await startChild(kind)), agent, tokens: 0, seconds: 0 };
  await inParallel(server.url, agent, (asked) => asked < warmUp);
  return server;
}

export async function run(): Promise<{ name: string; lines: string[]; ok: boolean }> {
  const servers = [await prepare('bare'), await prepare('mock')] as const;
  const before = [await processorTime(servers[0]), await processorTime(servers[1])] as const;
  // By turns in short slices, since other work on the machine comes and goes.
  for (let slice = 0; slice < slices; slice += 1) for (const server of servers) await measure(server);
  const lines: string[] = [];
  const speeds: number[] = [];
  for (const [index, name] of (['bare server', 'mock'] as const).entries()) {
    const server = servers[index] as Measured;
    const spent = ((await processorTime(server)) - (before[index] as number)) / server.tokens;
    const speed = server.tokens / server.seconds;
    speeds.push(speed);
    lines.push(`${name}: ${speed.toFixed(0)} tokens/s, ${spent.toFixed(2)} ms of processor time each`);
    server.agent.destroy();
    server.child.removeAllListeners('exit');
    server.child.kill();
  }
  const ratio = (speeds[1] as number) / (speeds[0] as number);
  return {
    name: `token endpoint, ${inFlight} in flight: ratio ${ratio.toFixed(2)}, budget 0.90`,
    lines,
    ok: ratio >= 0.9,
  };
}

const served = process.env.TOKEN_BENCH_SERVER;
if (served !== undefined) {
  process.send?.(await (served === 'bare' ? startBare() : startMeasured()));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000);
  });
}
