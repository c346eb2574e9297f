// A million issued tokens: memory, a filtered page, and the way back from disk.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenTokenStore, openTokenStore } from '../../src/zidentity/state/open-token-store.js';
import { openStateFiles } from '../../src/zidentity/state/state-files.js';
import type { TokenProfile } from '../../src/zidentity/state/token-store.js';

const count = 1_000_000;
const clients = 200;
const begin = 1_800_000_000;
const budgets = { pageMs: 10, memoryMiB: 350, loadSeconds: 3 };

const profiles: TokenProfile[] = Array.from({ length: clients }, (_, index) => ({
  clientId: `iq${String(index).padStart(11, '0')}`,
  clientName: `client ${index}`,
  kid: 'k',
  issuer: 'https://acme.zslogin.net',
  audience: 'https://api.zscaler.com',
  scopes: [],
}));

async function open(folder: string): Promise<OpenTokenStore> {
  const files = await openStateFiles(folder);
  return openTokenStore({ files, warn: console.warn, onChange: () => undefined, now: Date.now });
}

/** Ten tokens a second of two hundred clients; a tenth revoked. */
async function fill(store: OpenTokenStore): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const issuedAt = begin + Math.floor(index / 10);
    const profile = profiles[index % clients] as TokenProfile;
    store.add({ jti: randomUUID(), issuedAt, expiresAt: issuedAt + 3600, profile });
    if (index % 100_000 === 99_999) await store.flush();
  }
  for (let index = 0; index < clients / 10; index += 1) {
    await store.revokeAllOf((profiles[index] as TokenProfile).clientId, begin);
  }
  return (performance.now() - start) / 1000;
}

const middle = begin + count / 20;
const pages = {
  'the first page': {},
  'the last page': { offset: count - 100 },
  'of one client': { clientId: profiles[50]?.clientId as string },
  'found by a part of a name': { search: 'CLIENT 15' },
  'found by the beginning of a jti': { search: 'abcd' },
  'active, found by either': { search: '5', status: 'ACTIVE' as const },
  'that are active': { status: 'ACTIVE' as const },
  'revoked of one client in an hour': {
    status: 'REVOKED' as const,
    clientId: profiles[5]?.clientId as string,
    issuedFrom: middle,
    issuedTo: middle + 3600,
  },
  'expired, far back': { status: 'EXPIRED' as const, offset: 400_000 },
  'expiring in an hour': { expiresFrom: middle, expiresTo: middle + 3600 },
};

/** Milliseconds, the median of nine. */
function timePage(store: OpenTokenStore, query: object): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    store.list({ offset: 0, limit: 100, nowSeconds: middle, ...query });
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[4] as number;
}

const mebibytes = (bytes: number) => bytes / 1024 / 1024;

export async function run(): Promise<{ name: string; lines: string[]; ok: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'million-'));
  const lines: string[] = [];
  let ok = true;
  const judge = (text: string, value: number, budget: number) => {
    lines.push(`${text} (budget ${budget})`);
    ok &&= value <= budget;
  };
  try {
    const store = await open(folder);
    const seconds = await fill(store);
    lines.push(`issued ${count} in ${seconds.toFixed(1)} s`);
    for (const [name, query] of Object.entries(pages)) {
      const ms = timePage(store, query);
      judge(`a page ${name}: ${ms.toFixed(1)} ms`, ms, budgets.pageMs);
    }
    global.gc?.();
    const memory = mebibytes(process.memoryUsage.rss());
    judge(`whole process: ${memory.toFixed(0)} MiB`, memory, budgets.memoryMiB);
    await store.close();
    lines.push(`on disk: ${mebibytes((await stat(join(folder, 'tokens.log'))).size).toFixed(0)} MiB`);
    const start = performance.now();
    const again = await open(folder);
    const back = (performance.now() - start) / 1000;
    const { total } = again.list({ offset: 0, limit: 0, nowSeconds: middle });
    await again.close();
    judge(
      `${total} back from disk in ${back.toFixed(2)} s`,
      total === count ? back : Number.POSITIVE_INFINITY,
      budgets.loadSeconds,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { name: 'a million issued tokens', lines, ok };
}
