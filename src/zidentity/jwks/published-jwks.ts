import { WorkbenchError } from '../../errors.js';
import { hasPrivateMembers } from '../../keys/jwk.js';
import { LIMITS } from '../limits.js';

/** A JSON Web Key Set of public keys, as it goes out (RFC 7517 §5). */
export interface PublicJwks {
  keys: Record<string, unknown>[];
}

/** The sets that the mock's own JWKS host serves, by name. */
export interface PublishedJwks {
  get(name: string): PublicJwks | undefined;
  names(): string[];
  /** Durable once it resolves. @throws WorkbenchError `jwks-*` that says what is wrong with the set */
  publish(name: string, jwks: unknown): Promise<void>;
  /** Whether there was one. */
  withdraw(name: string): Promise<boolean>;
  clear(): Promise<void>;
  /** Origin of the JWKS host, e.g. `http://127.0.0.1:8790`, once it listens. */
  base: string | undefined;
  urlOf(name: string): string | undefined;
}

/** Letters, digits and `._-`, so that a name is one path segment as it stands. */
const nameForm = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** @throws WorkbenchError that says what is wrong with the set or its name */
export function checkPublication(name: string, jwks: unknown): PublicJwks {
  if (!nameForm.test(name)) {
    throw new WorkbenchError('jwks-name-invalid', 'The name of the JWKS is not usable in a URL.', {
      hint: 'Use up to 128 letters, digits, dots, hyphens and underscores, and no dot at the start.',
    });
  }
  const keys = (jwks as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > LIMITS.publishedKeys) {
    throw new WorkbenchError('jwks-not-a-set', `The body is no JWKS of 1 to ${LIMITS.publishedKeys} keys.`, {
      hint: 'Send {"keys": [ … ]} with public JSON Web Keys.',
    });
  }
  for (const [index, key] of keys.entries()) {
    if (typeof key !== 'object' || key === null || Array.isArray(key) || typeof key.kty !== 'string') {
      throw new WorkbenchError('jwks-not-a-set', `keys[${index}] is no JSON Web Key.`, {
        hint: 'Each key is an object with "kty" and the members of its type.',
      });
    }
    if (key.kty === 'oct' || hasPrivateMembers(key)) {
      throw new WorkbenchError('jwks-private', `keys[${index}] holds private or secret key material.`, {
        hint: 'Publish public keys alone: for RSA n and e, for EC crv, x and y. Treat the private key as disclosed.',
      });
    }
  }
  const set = { keys: keys as Record<string, unknown>[] };
  if (JSON.stringify(set).length > LIMITS.publishedJwksBytes) {
    throw new WorkbenchError('jwks-too-large', `The JWKS is larger than ${LIMITS.publishedJwksBytes} bytes.`);
  }
  return set;
}

/**
 * @param initial what was published when the mock last ran
 * @param save makes the sets durable; where it rejects, nothing changes
 */
export function createPublishedJwks(
  initial: ReadonlyMap<string, PublicJwks>,
  save: (sets: ReadonlyMap<string, PublicJwks>) => Promise<void>,
): PublishedJwks {
  let sets = new Map(initial);
  let turn: Promise<unknown> = Promise.resolve();

  /** One change after another, each visible only once it is durable. */
  function change<T>(apply: (draft: Map<string, PublicJwks>) => T): Promise<T> {
    const next = turn.then(async () => {
      const draft = new Map(sets);
      const result = apply(draft);
      await save(draft);
      sets = draft;
      return result;
    });
    turn = next.catch(() => undefined);
    return next;
  }

  return {
    base: undefined,
    get: (name) => sets.get(name),
    names: () => [...sets.keys()],
    async publish(name, jwks) {
      const set = checkPublication(name, jwks);
      await change((draft) => {
        if (!draft.has(name) && draft.size >= LIMITS.publishedJwks) {
          throw new WorkbenchError('jwks-too-many', `There are ${LIMITS.publishedJwks} published JWKS already.`, {
            hint: 'Withdraw one first: DELETE /_mock/v1/jwks/{name}.',
          });
        }
        draft.set(name, set);
      });
    },
    withdraw: (name) => change((draft) => draft.delete(name)),
    clear: () => change((draft) => draft.clear()),
    urlOf(name) {
      return this.base === undefined ? undefined : `${this.base}/${name}/jwks.json`;
    },
  };
}
