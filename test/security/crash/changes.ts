// The changes that a writer sends, and what each of them means to the ledger before and after its answer.
import { LIMITS } from '../../../src/zidentity/limits.js';
import { claimsOf, headerOf } from '../attacks/jwt.js';
import { type ClientShape, type Known, type Ledger, sameShape } from './ledger.js';
import { adminClients, type Peer } from './peer.js';
import type { Seeded } from './seeded.js';

export interface Scene {
  peer: Peer;
  ledger: Ledger;
  random: Seeded;
  /** Scope ids, one role for each service. */
  scopes: readonly (readonly string[])[];
  resourceServer: string;
  /** Counts what is made, so that each has a name and value of its own. */
  next: () => number;
}

/** A change of a lane's own things; false where the lane has nothing that it could be made to. */
export type Change = (scene: Scene, lane: string) => Promise<boolean>;

const mostOfLane = 8;

function body(scene: Scene, shape: ClientShape): object {
  const { name, description, status, accessTokenLifeTime, scopes } = shape;
  return {
    name,
    description,
    status,
    accessTokenLifeTime,
    clientAuthentication: { authType: 'SECRET' },
    clientResources: [{ id: scene.resourceServer, selectedScopes: scopes.map((id) => ({ id })) }],
  };
}

function someScopes({ scopes, random }: Scene): string[] {
  const some = scopes.filter(() => random.onceIn(2)).map((roles) => random.pick(roles) as string);
  // The gateway call that tries a token needs the first service.
  const first = scopes[0]?.[0] as string;
  return [...new Set([first, ...some.filter((id) => !scopes[0]?.includes(id))])].sort();
}

async function settle<T>(known: Known<T>, after: T | undefined, send: () => Promise<unknown>): Promise<void> {
  known.maybe = (seen) => JSON.stringify(seen) === JSON.stringify(after);
  await send();
  known.sure = after;
  known.maybe = undefined;
}

const create: Change = async (scene, lane) => {
  const { ledger, peer, random } = scene;
  if (ledger.clientsOf(lane).length >= mostOfLane) return false;
  const number = scene.next();
  const shape: ClientShape = {
    name: `${lane} ${number}`,
    description: `made as ${number}`,
    status: true,
    accessTokenLifeTime: random.whole(3600, 86_400),
    scopes: someScopes(scene),
    secrets: [],
  };
  ledger.coming.set(shape.name, shape);
  const { id } = await peer.control<{ id: string }>('POST', adminClients, body(scene, shape), 201);
  ledger.coming.delete(shape.name);
  ledger.clients.set(id, { sure: shape });
  return true;
};

/** A change of one client to another shape. */
function put(change: (shape: ClientShape, scene: Scene) => ClientShape | undefined): Change {
  return async (scene, lane) => {
    const { ledger, peer, random } = scene;
    const [id, shape] = random.pick(ledger.clientsOf(lane)) ?? [];
    if (id === undefined || shape === undefined) return false;
    const after = change(shape, scene);
    if (after === undefined) return false;
    if (!after.status) ledger.revokeAllOf(id, 'maybe');
    const known = ledger.clients.get(id) as Known<ClientShape>;
    await settle(known, after, () => peer.control('PUT', `${adminClients}/${id}`, body(scene, after)));
    if (!after.status) ledger.revokeAllOf(id, 'yes');
    return true;
  };
}

const remove: Change = async ({ ledger, peer, random }, lane) => {
  const [id] = random.pick(ledger.clientsOf(lane)) ?? [];
  if (id === undefined) return false;
  ledger.revokeAllOf(id, 'maybe');
  const known = ledger.clients.get(id) as Known<ClientShape>;
  await settle(known, undefined, () => peer.control('DELETE', `${adminClients}/${id}`, undefined, 204));
  ledger.revokeAllOf(id, 'yes');
  return true;
};

const addSecret: Change = async ({ ledger, peer, random }, lane) => {
  const [id, shape] = random.pick(ledger.clientsOf(lane).filter(([, { secrets }]) => secrets.length < 2)) ?? [];
  if (id === undefined || shape === undefined) return false;
  const known = ledger.clients.get(id) as Known<ClientShape>;
  const withOneMore = (seen: ClientShape | undefined) =>
    seen !== undefined &&
    seen.secrets.length === shape.secrets.length + 1 &&
    shape.secrets.every((each) => seen.secrets.includes(each)) &&
    sameShape({ ...seen, secrets: shape.secrets }, shape);
  known.maybe = withOneMore;
  const made = await peer.control<{ id: string; value: string }>('POST', `${adminClients}/${id}/secrets`, {}, 201);
  known.sure = { ...shape, secrets: [...shape.secrets, made.id].sort() };
  known.maybe = undefined;
  ledger.secrets.set(made.id, made.value);
  return true;
};

const removeSecret: Change = async ({ ledger, peer, random }, lane) => {
  const [id, shape] = random.pick(ledger.clientsOf(lane).filter(([, { secrets }]) => secrets.length > 0)) ?? [];
  const secret = random.pick(shape?.secrets ?? []);
  if (id === undefined || shape === undefined || secret === undefined) return false;
  const after = { ...shape, secrets: shape.secrets.filter((each) => each !== secret) };
  const known = ledger.clients.get(id) as Known<ClientShape>;
  await settle(known, after, () => peer.control('DELETE', `${adminClients}/${id}/secrets/${secret}`, undefined, 204));
  return true;
};

const issue: Change = async ({ ledger, peer, random }, lane) => {
  const able = ledger
    .clientsOf(lane)
    .flatMap(([id, { status, secrets }]) =>
      status ? secrets.filter((each) => ledger.secrets.has(each)).map((each) => [id, each] as const) : [],
    );
  const [clientId, secretId] = random.pick(able) ?? [];
  if (clientId === undefined || secretId === undefined) return false;
  ledger.tokensUnderWay += 1;
  const sent = await peer.token(clientId, ledger.secrets.get(secretId) as string);
  ledger.tokensUnderWay -= 1;
  const { access_token: jwt } = JSON.parse(sent.text) as { access_token?: string };
  if (jwt === undefined) throw new Error(`A right secret was refused: ${sent.text}`);
  ledger.tokens.set(claimsOf(jwt).jti as string, {
    clientId,
    jwt,
    kid: headerOf(jwt).kid as string,
    answeredAt: performance.now(),
    revoked: 'no',
  });
  return true;
};

const revoke: Change = async ({ ledger, peer, random }, lane) => {
  const mine = new Set(ledger.clientsOf(lane).map(([id]) => id));
  const active = [...ledger.tokens].filter(([, token]) => token.revoked === 'no' && mine.has(token.clientId));
  const [jti, token] = random.pick(active) ?? [];
  if (jti === undefined || token === undefined) return false;
  token.revoked = 'maybe';
  await peer.control('POST', `/_mock/v1/tokens/${jti}/revoke`, undefined, 204);
  token.revoked = 'yes';
  return true;
};

const publish: Change = async ({ ledger, peer, random, next }, lane) => {
  const name = `${lane}-${random.whole(1, 3)}`.replaceAll(' ', '-');
  const known = ledger.jwks.get(name) ?? { sure: undefined };
  ledger.jwks.set(name, known);
  const path = `/_mock/v1/jwks/${name}`;
  if (known.sure !== undefined && random.onceIn(3)) {
    await settle(known, undefined, () => peer.control('DELETE', path, undefined, 204));
    return true;
  }
  const set = { keys: [{ kty: 'RSA', n: Buffer.from(`modulus ${next()}`).toString('base64url'), e: 'AQAB' }] };
  await settle(known, JSON.stringify(set), () => peer.control('PUT', path, set));
  return true;
};

/** How often each comes, of a hundred. */
const changes: readonly [times: number, change: Change][] = [
  [14, create],
  [8, put((shape, { next }) => ({ ...shape, description: `changed as ${next()}` }))],
  [6, put((shape, scene) => ({ ...shape, scopes: someScopes(scene) }))],
  [5, put((shape) => ({ ...shape, status: !shape.status }))],
  [5, remove],
  [14, addSecret],
  [5, removeSecret],
  [30, issue],
  [9, revoke],
  [4, publish],
];

const hat = changes.flatMap(([times, change]) => Array.from({ length: times }, () => change));

/** One of the changes that the lane can make. */
export async function anyChange(scene: Scene, lane: string): Promise<void> {
  while (!(await (scene.random.pick(hat) as Change)(scene, lane)));
}

/** Renames the organisation by replacing the whole config, with nobody beside. */
export async function replaceConfig({ peer, ledger, next }: Scene): Promise<void> {
  const config = await peer.control<object>('GET', '/_mock/v1/config');
  const orgName = `Organisation ${next()}`;
  await settle(ledger.orgName, orgName, () => peer.control('PUT', '/_mock/v1/config', { ...config, orgName }));
}

/** A new signing key, with no other rotation beside; none where the mock may have as many as it keeps. */
export async function rotate({ peer, ledger }: Scene): Promise<void> {
  if (ledger.keys >= LIMITS.signingKeys) return;
  ledger.keys += 1;
  // The new key has a name that nobody knows before.
  ledger.kid.maybe = (seen) => seen !== undefined;
  const { kid } = await peer.control<{ kid: string }>('POST', '/_mock/v1/keys/rotate');
  ledger.kid = { sure: kid };
}

/** Empties everything, with nobody beside. */
export async function reset({ peer, ledger }: Scene): Promise<void> {
  ledger.resetting = true;
  await peer.control('POST', '/_mock/v1/reset', undefined, 204);
  ledger.clear();
  ledger.orgName = { sure: undefined };
  ledger.resetting = false;
}
