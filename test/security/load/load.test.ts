// Many connections at once against the packaged command line in a process of its own.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { freshFolder, removeFolders } from '../files/folder.js';
import { Connection, NotAnswered } from './connection.js';
import { Served } from './served.js';
import { clientIds, config, jwksSet } from './tenant.js';
import { type Caller, Latencies, traffic } from './traffic.js';

const connections = 64;
/** A minute in `npm run test:load`, where also times are judged; a moment in `npm test`. */
const seconds = Number(process.env.ONEAPI_LOAD_SECONDS ?? '0');
/** Rounds of each connection where no time is given, so that no clock decides what is tried. */
const fewRounds = 1;

/** What may be held more after as much again as was asked for: caches that fill up, and the tokens that are kept. */
const mostGrowth = 24 * 1024 * 1024;
/** Milliseconds; for the event loop, on a machine whose cores have no more to do than they can. */
const limits = { loopDelayMs: 50, stopMs: 2000 };

/** How much more is to be done on this machine than it can do at a time. */
const overload = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

const mebibytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

function line({ byKind, count }: Latencies, took: number): string[] {
  const lines = [`      ${count} answers in ${took.toFixed(1)} s: ${(count / took).toFixed(0)} a second`];
  for (const [kind, all] of byKind) {
    const sorted = all.toSorted((a, b) => a - b);
    const [half, most, nearly] = [0.5, 0.95, 0.99].map((part) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
    lines.push(
      `        ${kind.padEnd(12)}${String(sorted.length).padStart(7)}, half within ${half?.toFixed(1)} ms, 95 % ${most?.toFixed(1)} ms, 99 % ${nearly?.toFixed(1)} ms, all ${sorted.at(-1)?.toFixed(1)} ms`,
    );
  }
  return lines;
}

interface Phase {
  callers: Caller[];
  latencies: Latencies;
}

function callersOf({ ready }: Served): Phase {
  const latencies = new Latencies();
  const port = Number(new URL(ready.http).port);
  const callers = Array.from({ length: connections }, (_, number) => ({
    connection: new Connection(port),
    number,
    adminToken: ready.adminToken,
    latencies,
    issued: [],
    revoked: [],
  }));
  return { callers, latencies };
}

/** @param part of the seconds, or of the rounds */
async function load(served: Served, part: number, told: (lines: string[]) => void): Promise<Phase> {
  const { callers, latencies } = callersOf(served);
  const began = performance.now();
  await Promise.all(
    callers.map(async (caller) => {
      let rounds = 0;
      const goesOn = () => {
        rounds += 1;
        return seconds > 0 ? performance.now() - began < part * seconds * 1000 : rounds <= fewRounds;
      };
      await traffic(caller, goesOn);
      caller.connection.close();
    }),
  );
  told(line(latencies, (performance.now() - began) / 1000));
  return { callers, latencies };
}

async function start(folder: string): Promise<Served> {
  const file = join(await freshFolder(), 'tenant.json');
  await writeFile(file, JSON.stringify(config(connections)));
  const served = await Served.start(['--state', folder, '--config', file]);
  const port = Number(new URL(served.ready.http).port);
  const admin = new Connection(port);
  const token = served.ready.adminToken;
  const headers = { 'content-type': 'application/json' };
  const published = await admin.ask({
    method: 'PUT',
    path: '/_mock/v1/jwks/load',
    token,
    headers,
    body: JSON.stringify(jwksSet),
  });
  const { url } = JSON.parse(published.text) as { url: string };
  const path = `/ziam/admin/api/v1/api-clients/${clientIds.jwks}`;
  const client = JSON.parse((await admin.ask({ path, token })).text) as object;
  const body = JSON.stringify({ ...client, clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url } });
  assert.equal((await admin.ask({ method: 'PUT', path, token, headers, body })).status, 200);
  admin.close();
  return served;
}

describe(`The command line under ${connections} connections`, () => {
  let folder: string;
  let served: Served;
  const issued: string[] = [];
  const revoked: string[] = [];
  const remember = ({ callers }: Phase) => {
    for (const caller of callers) {
      issued.push(...caller.issued);
      revoked.push(...caller.revoked);
    }
  };
  const tell = (lines: string[]) => console.log(lines.join('\n'));

  before(async () => {
    folder = await freshFolder();
    served = await start(folder);
  });
  after(async () => {
    served.kill();
    await removeFolders();
  });

  it('answers each request as it must, keeps turning, and holds no more when they are gone', async function () {
    this.timeout((3 * seconds + 120) * 1000);
    remember(await load(served, 0.25, () => undefined));
    const before = await served.memory();
    await served.delay();
    remember(await load(served, 1, tell));
    const delay = await served.delay();
    const after = await served.memory();
    const grown = after.held - before.held;
    tell([
      `        event loop late by ${delay.p50.toFixed(1)} ms at half, ${delay.p99.toFixed(1)} ms at 99 %, ${delay.max.toFixed(1)} ms at most`,
      `        held ${mebibytes(before.held)} MiB before and ${mebibytes(after.held)} MiB after, RSS ${mebibytes(before.rss)} and ${mebibytes(after.rss)} MiB, ${issued.length} tokens kept`,
    ]);
    assert.ok(grown < mostGrowth, `${mebibytes(grown)} MiB more are held than before`);
    if (seconds === 0) return;
    const latest = limits.loopDelayMs * overload();
    assert.ok(delay.p99 < latest, `the event loop was late by ${delay.p99} ms, where ${latest} ms are allowed`);
  });

  it('stops cleanly in the midst of them, and has all that it acknowledged', async function () {
    this.timeout(120_000);
    const phase = callersOf(served);
    const ends = phase.callers.map((caller) => traffic(caller, () => true));
    const outcomes = Promise.allSettled(ends);
    while (phase.latencies.count < 10 * connections) await new Promise((resolve) => setImmediate(resolve));
    const { code, stderr, ms } = await served.end();
    for (const outcome of await outcomes) {
      const reason = outcome.status === 'rejected' ? (outcome.reason as Error) : undefined;
      assert.ok(reason instanceof NotAnswered, reason?.stack ?? 'it went on');
    }
    remember(phase);
    for (const { connection } of phase.callers) connection.close();
    tell([
      `      stopped in ${ms.toFixed(0)} ms under ${connections} connections, after ${phase.latencies.count} answers`,
    ]);
    assert.deepEqual([code, stderr], [0, '']);
    if (seconds > 0) assert.ok(ms < limits.stopMs, `it took ${ms} ms`);

    served = await Served.start(['--state', folder]);
    const admin = new Connection(Number(new URL(served.ready.http).port));
    const listed = await listTokens(admin, served.ready.adminToken);
    for (const jti of issued) assert.ok(listed.has(jti), `${jti} is lost`);
    for (const jti of revoked) assert.equal(listed.get(jti), 'REVOKED', jti);
    admin.close();
    assert.equal((await served.end()).code, 0);
  });
});

async function listTokens(admin: Connection, token: string): Promise<Map<string, string>> {
  const statuses = new Map<string, string>();
  for (;;) {
    const { text } = await admin.ask({ path: `/_mock/v1/tokens?limit=1000&offset=${statuses.size}`, token });
    const { records } = JSON.parse(text) as { records: { jti: string; status: string }[] };
    for (const { jti, status } of records) statuses.set(jti, status);
    if (records.length < 1000) return statuses;
  }
}
