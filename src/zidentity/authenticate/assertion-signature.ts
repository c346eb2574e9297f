import { type KeyObject, verify } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecodedJwt } from '../../jwt/decode.js';
import { describeTime } from '../../jwt/time.js';
import type { SigningAlgorithm } from '../../keys/key-types.js';
import type { MockContext } from '../context.js';
import type { JwksResult } from '../jwks/jwks-problems.js';
import type { ApiClient } from '../model.js';
import { type ClientKey, type ClientKeys, describeSkipped, publishedKeys, uploadedKeys } from './client-keys.js';
import { quoted, type StepLog } from './step-log.js';

type FetchedJwks = Extract<JwksResult, { ok: true }>;

/** Gets the client's keys and verifies the signature; refuses in the steps `keys` and `signature`. */
export async function verifyAssertion(
  jwt: DecodedJwt,
  alg: SigningAlgorithm,
  client: Readonly<ApiClient>,
  context: MockContext,
  log: StepLog,
): Promise<void> {
  if (client.authentication.type !== 'JWKS') {
    const keys = uploadedKeys(client);
    if (keys.usable.length + keys.skipped.length === 0) log.refuse('keys', 'keys-none');
    // Certificates and public keys are uploaded without a kid, so whatever kid the header has, all are tried.
    const candidates = fitting(keys, alg, log);
    log.passed(
      'keys',
      candidates.length === 1
        ? `1 key of the client that fits ${alg}.`
        : `${candidates.length} keys of the client that fit ${alg}.`,
    );
    await finish(jwt, alg, await firstVerifying(jwt, alg, candidates), candidates, keys, context, log);
    return;
  }
  const { url } = client.authentication;
  let fetched = await fetchKeys(url, false, context, log);
  let keys = publishedKeys(fetched.jwks);
  let chosen = choose(keys, jwt.header.kid, context);
  let match = await firstVerifying(jwt, alg, chosen);
  // A key that was published after the set was fetched: ask once more before refusing. Without a kid, too, since the
  // official SDKs send none.
  if (match === undefined && !fetched.fresh) {
    fetched = await fetchKeys(url, true, context, log);
    keys = publishedKeys(fetched.jwks);
    chosen = choose(keys, jwt.header.kid, context);
    match = await firstVerifying(jwt, alg, chosen);
  }
  if (keys.usable.length > 0 && chosen.length === 0) {
    const kids = keys.usable.map((key) => (key.kid === undefined ? 'one without kid' : quoted(key.kid)));
    log.refuse(
      'keys',
      'kid-unknown',
      `The kid is ${quoted(jwt.header.kid)}; published are ${kids.slice(0, 10).join(', ')}.`,
    );
  }
  const candidates = fitting({ ...keys, usable: chosen }, alg, log);
  log.passed('keys', describeFetched(fetched, candidates, alg), jwksHint(fetched, keys));
  await finish(jwt, alg, match, candidates, keys, context, log);
}

async function fetchKeys(url: string, fresh: boolean, context: MockContext, log: StepLog): Promise<FetchedJwks> {
  const result = await context.clientJwks.get(url, { fresh });
  return result.ok ? result : log.refuse('keys', result.problem, `${quoted(url)}: ${result.detail}`);
}

function describeFetched({ fresh }: FetchedJwks, candidates: ClientKey[], alg: string): string {
  const found = counted(candidates.length);
  return fresh
    ? `${found} for ${alg} from the JWKS URL, fetched now.`
    : `${found} for ${alg} from the JWKS URL, fetched within the last five minutes.`;
}

function jwksHint({ jwks }: FetchedJwks, keys: ClientKeys): string | undefined {
  const hints: string[] = [];
  if (jwks.hadPrivateMembers) {
    hints.push(
      'The JWKS publishes private key material. It was not read; replace the key and publish its public part.',
    );
  }
  if (keys.skipped.length > 0) hints.push(`Not used: ${describeSkipped(keys)}`);
  return hints.length === 0 ? undefined : hints.join(' ');
}

function counted(count: number): string {
  return count === 1 ? '1 key' : `${count} keys`;
}

/** The keys that a kid leads to. Under the default policy a published key without kid answers to every kid (a guess). */
function choose(keys: ClientKeys, kid: unknown, context: MockContext): ClientKey[] {
  if (kid === undefined) return keys.usable;
  const named = keys.usable.filter((key) => key.kid === kid);
  if (named.length > 0 || context.settings.values.policy === 'strict') return named;
  return keys.usable.filter((key) => key.kid === undefined);
}

function fitting(keys: ClientKeys, alg: SigningAlgorithm, log: StepLog): ClientKey[] {
  const candidates = keys.usable.filter((key) => key.alg === alg);
  if (candidates.length > 0) return candidates;
  if (keys.usable.length > 0) {
    return log.refuse('keys', 'key-alg-mismatch', `alg is ${alg}; the client has keys for ${keys.usable[0]?.alg}.`);
  }
  const tooSmall = keys.skipped.some(
    ({ code, reason }) => code === 'key-too-small' || /RSA key has \d+ bits; RS256 needs/.test(reason),
  );
  return log.refuse('keys', tooSmall ? 'key-too-small' : 'keys-unusable', describeSkipped(keys));
}

function verifies(jwt: DecodedJwt, alg: SigningAlgorithm, key: KeyObject, encoding: 'ieee-p1363' | 'der'): boolean {
  const signature = Buffer.from(jwt.signature, 'base64url');
  if (alg === 'ES256' && encoding === 'ieee-p1363' && signature.length !== 64) return false;
  try {
    return verify('sha256', Buffer.from(jwt.signingInput, 'latin1'), { key, dsaEncoding: encoding }, signature);
  } catch {
    return false;
  }
}

/** Keys that are tried in one go: with the largest that are taken, some 15 ms. */
const keysAtOnce = 8;

async function firstVerifying(
  jwt: DecodedJwt,
  alg: SigningAlgorithm,
  keys: readonly ClientKey[],
): Promise<ClientKey | undefined> {
  let tried = 0;
  for (const key of keys) {
    if (key.alg !== alg) continue;
    // Whoever publishes a hundred large keys must not hold up everybody else.
    if (tried > 0 && tried % keysAtOnce === 0) await nextTurn();
    tried += 1;
    if (verifies(jwt, alg, key.key, 'ieee-p1363')) return key;
  }
  return undefined;
}

/** Writes down the step `signature`, and tells near misses from a foreign key. */
async function finish(
  jwt: DecodedJwt,
  alg: SigningAlgorithm,
  match: ClientKey | undefined,
  candidates: ClientKey[],
  keys: ClientKeys,
  context: MockContext,
  log: StepLog,
): Promise<void> {
  if (match !== undefined) {
    const hint = certificateHint(match, context, log);
    log.passed('signature', `${match.label} of the client verifies it.`, hint);
    return;
  }
  if (jwt.signature === '') log.refuse('signature', 'signature-empty');
  if (alg === 'ES256' && candidates.some(({ key }) => verifies(jwt, alg, key, 'der'))) {
    log.refuse('signature', 'signature-der');
  }
  const other = await firstVerifying(jwt, alg, keys.usable);
  if (other !== undefined) {
    log.refuse('signature', 'signature-other-kid', `It is of ${other.label}, with kid ${quoted(other.kid)}.`);
  }
  const owner = await ownerOf(jwt, alg, context);
  log.refuse(
    'signature',
    'signature-wrong',
    `${counted(candidates.length)} tried.${owner === undefined ? '' : ` A key of the API client ${quoted(owner)} verifies it.`}`,
  );
}

/** Verifying costs some 30 µs a key; this many are tried to tell whose key made a signature. */
const maxForeignKeys = 200;

async function ownerOf(jwt: DecodedJwt, alg: SigningAlgorithm, context: MockContext): Promise<string | undefined> {
  let tried = 0;
  for (const client of context.store.tenant.clients) {
    const { usable } = uploadedKeys(client);
    tried += usable.length;
    if (tried > maxForeignKeys) return undefined;
    if ((await firstVerifying(jwt, alg, usable)) !== undefined) return client.name;
  }
  return undefined;
}

/** What the real service makes of a certificate's dates is not public: a warning by default, a refusal on demand. */
function certificateHint(key: ClientKey, context: MockContext, log: StepLog): string | undefined {
  const { validity } = key;
  const now = context.now();
  if (validity === undefined || (now >= validity.from && now <= validity.to)) return undefined;
  const expired = now > validity.to;
  const when = describeTime((expired ? validity.to : validity.from) / 1000, now);
  const detail = expired ? `${key.label} expired: ${when}.` : `${key.label} is valid from ${when}.`;
  const { policy, refuseInvalidCertificates } = context.settings.values;
  if (policy === 'strict' || refuseInvalidCertificates) {
    log.refuse('signature', expired ? 'certificate-expired' : 'certificate-not-yet-valid', detail);
  }
  return `${detail} It is accepted by default; whether the real service accepts it is not public.`;
}
