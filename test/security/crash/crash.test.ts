// The packaged command line, killed at random instants while writers change all that it keeps.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { ended, type Ready, type Serving, serve, start } from '../../server/cli/child.js';
import { freshFolder, removeFolders } from '../files/folder.js';
import { anyChange, replaceConfig, reset, rotate, type Scene } from './changes.js';
import { Gate } from './gate.js';
import { Ledger } from './ledger.js';
import { observe } from './observe.js';
import { Peer, Unanswered } from './peer.js';
import { chosenSeed, type Seeded, seeded } from './seeded.js';
import { tryOut, verifyAgainst } from './verify.js';

/** A few in `npm test`, many in `npm run test:crash`. */
const rounds = Number(process.env.ONEAPI_CRASH_ROUNDS ?? '3');
/** Answers of one round; the many rounds also go on for longer than the second that issued tokens may take. */
const mostAnswers = rounds > 10 ? 600 : 150;
const lanes = ['lane A', 'lane B', 'lane C', 'lane D', 'lane E', 'lane F'];

interface World {
  folder: string;
  ledger: Ledger;
  random: Seeded;
  next: () => number;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Kills the process, and waits until it is gone. What it said on the way is only about ports. */
async function kill({ child, end }: Pick<Serving, 'child' | 'end'>): Promise<void> {
  const { code, stderr } = await end('SIGKILL');
  assert.equal(code, null, `it ended by itself, with ${code}`);
  assert.equal(child.signalCode, 'SIGKILL');
  assertQuiet(stderr);
}

/** Another program may have taken the port of the JWKS host meanwhile; nothing else is to be told. */
function assertQuiet(stderr: string): void {
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.includes('of the JWKS host was taken'));
  assert.deepEqual(lines, []);
}

async function sceneOf({ ledger, random, next }: World, ready: Ready): Promise<Scene> {
  const peer = new Peer(ready, () => {
    ledger.answers += 1;
    ledger.lastAnswerAt = performance.now();
  });
  const servers = await peer.control<{
    records: { id: string; serviceScopes: { service: { name: string }; scopes: { id: string }[] }[] }[];
  }>('GET', '/ziam/admin/api/v1/resource-servers');
  const [server] = servers.records;
  assert.ok(server);
  // ZIA first, whose gateway is called.
  const services = server.serviceScopes.toSorted(
    (a, b) => Number(b.service.name === 'ZIA') - Number(a.service.name === 'ZIA'),
  );
  const scopes = services.map((service) => service.scopes.map(({ id }) => id));
  return { peer, ledger, random, next, scopes, resourceServer: server.id };
}

/** Writers that go on until the mock is gone. */
function write(scene: Scene): Promise<PromiseSettledResult<void>[]> {
  const gate = new Gate();
  const writers = lanes.map(async (lane, index) => {
    for (;;) {
      if (index === 0 && scene.random.onceIn(12)) await gate.single(() => replaceConfig(scene));
      else if (index === 1 && scene.random.onceIn(15)) await gate.shared(() => rotate(scene));
      else await gate.shared(() => anyChange(scene, lane));
    }
  });
  return Promise.allSettled(writers);
}

/** Nothing but its end may have ended a writer. */
function assertUnanswered(outcomes: PromiseSettledResult<void>[]): void {
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof Unanswered)) throw outcome.reason;
  }
}

/** Starts, and is killed somewhere on the way to being ready, or just behind it. */
async function killWhileStarting({ folder, random }: World): Promise<void> {
  const child = start(['serve', '--port', '0', '--json', '--state', folder], {});
  const outcome = ended(child);
  const gone = once(child, 'exit');
  setTimeout(() => child.kill('SIGKILL'), random.whole(0, 900));
  await gone;
  assertQuiet((await outcome).stderr);
}

async function round(world: World, number: number): Promise<void> {
  const { ledger, random, folder } = world;
  const serving = await serve(['--state', folder]);
  try {
    const scene = await sceneOf(world, serving.ready);
    const { peer } = scene;
    verifyAgainst(ledger, await observe(peer));
    await tryOut(ledger, peer, random);
    const until = ledger.answers + random.whole(1, mostAnswers);
    const writing = write(scene);
    while (ledger.answers < until && serving.child.exitCode === null) await turn();
    if (number % 10 === 9) void reset(scene).catch(() => undefined);
    for (let spins = random.whole(0, 40); spins > 0; spins -= 1) await turn();
    await kill(serving);
    ledger.killedAt = ledger.lastAnswerAt;
    assertUnanswered(await writing);
  } finally {
    serving.child.kill('SIGKILL');
  }
  if (random.onceIn(4)) await killWhileStarting(world);
  const names = await readdir(folder);
  assert.deepEqual(
    names.filter((name) => name.includes('.damaged-')),
    [],
    'a mere crash is no damage',
  );
}

describe('The command line, killed at random instants', () => {
  after(removeFolders);

  it('has all that it acknowledged, serves nothing by half, and calls nothing damaged', async function () {
    this.timeout(0);
    const seed = chosenSeed();
    const ledger = new Ledger();
    let made = 0;
    const next = () => {
      made += 1;
      return made;
    };
    const world: World = { folder: await freshFolder(), ledger, random: seeded(seed), next };
    const began = performance.now();
    const tell = (how: string, number: number) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const { answers, tokens, clients } = ledger;
      console.log(
        `      seed ${seed}: ${number} kills ${how} ${seconds} s, ${answers} answers, ${tokens.size} tokens and ${clients.size} clients at last`,
      );
    };
    for (let number = 0; number < rounds; number += 1) {
      try {
        await round(world, number);
      } catch (error) {
        tell('until it failed, in', number + 1);
        throw error;
      }
      if (number % 20 === 19) tell('so far, in', number + 1);
    }
    const last = await serve(['--state', world.folder]);
    const { peer } = await sceneOf(world, last.ready);
    verifyAgainst(ledger, await observe(peer));
    const { code, stderr } = await last.end();
    assert.equal(code, 0);
    assertQuiet(stderr);
    tell('in', rounds);
    assert.ok(ledger.answers > rounds);
  });
});
