import type { Environment } from '../../oauth/environment.js';
import type { Environments, EnvironmentVerification, Log, TokenVerifier } from '../services.js';
import { mockEnvironmentId } from './environments.js';

interface Jwks {
  readonly keys: readonly object[];
}

export interface TokenVerifierOptions {
  environments: Environments;
  fetch: typeof globalThis.fetch;
  log: Pick<Log, 'warn'>;
  now: () => number;
}

/** Bytes of a JWKS that are read at most. */
const maxBytes = 1024 * 1024;
const timeoutMs = 5000;

/** Verifies tokens with the keys of configured environments. Keys are kept in memory. */
export function createTokenVerifier({ environments, fetch, log, now }: TokenVerifierOptions): TokenVerifier {
  const keySets = new Map<string, Jwks>();

  const candidates = (wanted?: string): Environment[] =>
    environments
      .list()
      .filter(({ id }) => wanted === undefined || id === wanted)
      .flatMap(({ environment }) => (environment?.jwksUri === undefined ? [] : [environment]));

  const fetchAll = async (wanted?: string) => void (await Promise.all(candidates(wanted).map(fetchKeys)));

  async function fetchKeys(environment: Environment): Promise<void> {
    try {
      keySets.set(environment.id, await readJwks(fetch, environment.jwksUri!));
    } catch (error) {
      log.warn(`The keys of ${environment.name} could not be read: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function check(token: string, wanted?: string): Promise<EnvironmentVerification | undefined> {
    const { verifyJwt } = await import('../../jwt/verify.js');
    let without: EnvironmentVerification | undefined;
    for (const { id, name } of candidates(wanted)) {
      const keys = keySets.get(id);
      if (keys === undefined) continue;
      const verification = { ...(await verifyJwt(token, keys, { nowMs: now() })), environment: { id, name } };
      if (verification.status !== 'no-matching-key') return verification;
      without ??= verification;
    }
    return without;
  }

  return {
    known: (token) => check(token),
    // Of the mock alone: a tenant is asked when a person asks.
    prepare: () => fetchAll(mockEnvironmentId),
    async verify(token, environmentId) {
      const first = await check(token, environmentId);
      if (first !== undefined && first.status !== 'no-matching-key') return first;
      // A key that is not known yet may be a new one.
      await fetchAll(environmentId);
      return check(token, environmentId);
    },
  };
}

async function readJwks(fetch: typeof globalThis.fetch, uri: string): Promise<Jwks> {
  const response = await fetch(uri, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = response.ok ? await response.text() : '';
  if (!response.ok || text.length > maxBytes) throw new Error(`HTTP ${response.status}, ${text.length} bytes`);
  const value: unknown = JSON.parse(text);
  const keys = (value as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys)) throw new Error('it is no JWKS');
  return { keys: keys.filter((key): key is object => typeof key === 'object' && key !== null) };
}
