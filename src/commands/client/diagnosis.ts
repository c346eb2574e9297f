import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import type { Environment } from '../../oauth/environment.js';
import type { Credential, Services } from '../services.js';
import { clockDifference, gatewayCheck, roleNames } from './diagnosis-remote.js';

export type CheckId =
  | 'registration'
  | 'credential'
  | 'key'
  | 'publicKey'
  | 'secret'
  | 'clock'
  | 'name'
  | 'connection'
  | 'tls'
  | 'token'
  | 'roles'
  | 'gateway';

/** Everything that is looked at, in this order. */
export const checkIds: readonly CheckId[] = [
  'registration',
  'credential',
  'key',
  'publicKey',
  'secret',
  'name',
  'connection',
  'tls',
  'clock',
  'token',
  'roles',
  'gateway',
];

export interface Check {
  readonly id: CheckId;
  readonly outcome: 'passed' | 'failed' | 'not-run';
  readonly detail: string;
  /** How to mend it. */
  readonly hint?: string;
}

/** What was found out so far, for the checks that follow. */
interface Findings {
  readonly services: Services;
  readonly environment: Environment;
  readonly clientId: string;
  readonly signal: AbortSignal | undefined;
  client?: AdminApiClient | undefined;
  credential?: Credential | undefined;
  key?: KeyObject | undefined;
  accessToken?: string | undefined;
}

type Outcome = Omit<Check, 'id'>;

const passed = (detail: string): Outcome => ({ outcome: 'passed', detail });
const notRun = (detail: string): Outcome => ({ outcome: 'not-run', detail });
const failed = (detail: string, hint: string): Outcome => ({ outcome: 'failed', detail, hint });

/**
 * Looks at everything that has to be right for an API client to get a token and use it, from the top. A check that
 * cannot be made because of an earlier one is not run.
 */
export async function* diagnose(
  services: Services,
  clientId: string,
  signal?: AbortSignal,
): AsyncGenerator<Check, void, void> {
  const environment = await services.environments.ready();
  const findings: Findings = { services, environment, clientId, signal };
  for (const id of ['registration', 'credential', 'key', 'publicKey', 'secret'] as const) {
    yield { id, ...(await outcomeOf(() => local[id](findings))) };
  }
  yield* tokenChecks(findings);
  yield { id: 'roles', ...(await outcomeOf(async () => roles(findings))) };
  yield { id: 'gateway', ...(await outcomeOf(() => gatewayCheck(findings))) };
}

async function outcomeOf(look: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof WorkbenchError) || error.code === 'cancelled') throw error;
    return failed(error.message, error.hint ?? '');
  }
}

const local = {
  async registration(findings: Findings): Promise<Outcome> {
    const { services, clientId, environment } = findings;
    if (environment.kind === 'tenant' && services.environments.active.adminClientId === undefined) {
      return notRun('No API client with a ZIAM role was chosen, so the tenant cannot be asked about its API clients.');
    }
    const client = await (await services.admin()).getClient(clientId);
    findings.client = client;
    return client.status
      ? passed(`"${client.name}" is registered and Active.`)
      : failed(`"${client.name}" is Inactive: it gets no token.`, 'Enable it.');
  },

  async credential(findings: Findings): Promise<Outcome> {
    const { services, environment, clientId, client } = findings;
    const credential = await services.credentials.get(environment.id, clientId);
    if (credential === undefined) {
      return failed(
        'No credential of it is stored here.',
        'Import it with its secret or private key, or add a new one.',
      );
    }
    findings.credential = credential;
    const bySecret = client?.clientAuthentication.authType === 'SECRET';
    if (client !== undefined && bySecret !== (credential.kind === 'secret')) {
      return failed(
        bySecret
          ? 'It authenticates by a secret, but a private key is stored here.'
          : 'It authenticates by a key, but a secret is stored here.',
        'Import it with its present credential, or change its authentication.',
      );
    }
    return passed(credential.kind === 'secret' ? 'A client secret is stored.' : 'A private key is stored.');
  },

  async key(findings: Findings): Promise<Outcome> {
    const { credential } = findings;
    if (credential?.kind !== 'key') return notRun('It has no key.');
    const [{ readPrivateKey }, { algForKey, keyTypeName }] = await Promise.all([
      import('../../keys/read.js'),
      import('../../keys/key-types.js'),
    ]);
    const key = readPrivateKey(credential.privateKey);
    findings.key = key;
    const sdk = algForKey(key) === 'ES256' ? ' The official SDKs sign RS256 alone and cannot use it.' : '';
    return passed(`${keyTypeName(key)}, which signs ${algForKey(key)}.${sdk}`);
  },

  async publicKey({ client, key, services }: Findings): Promise<Outcome> {
    if (key === undefined) return notRun('It has no key.');
    if (client === undefined) return notRun('What is registered is not known.');
    const { clientJWKsUrl, publicKeys, clientCertificates } = client.clientAuthentication;
    if (client.clientAuthentication.authType === 'JWKS') {
      const { checkJwksUrl } = await import('./check-jwks-url.js');
      await checkJwksUrl(clientJWKsUrl ?? '', { fetch: services.fetch, key });
      return passed('The JWKS URL answers, and the JWKS holds its key.');
    }
    const [{ readPublicKey }, { thumbprint }] = await Promise.all([
      import('../../keys/read.js'),
      import('../../keys/thumbprint.js'),
    ]);
    const wanted = thumbprint(key);
    const registered = [
      ...(publicKeys ?? []).map(({ keyValue }) => keyValue),
      ...(clientCertificates ?? []).map(({ certContent }) => certContent),
    ];
    return registered.some((text) => thumbprint(readPublicKey(text)) === wanted)
      ? passed('The private key belongs to an uploaded certificate or public key.')
      : failed(
          'The private key belongs to none of the uploaded certificates and public keys.',
          'Upload its certificate or public key, or import the private key that belongs to them.',
        );
  },

  async secret({ services, credential, client, clientId }: Findings): Promise<Outcome> {
    if (credential?.kind !== 'secret') return notRun('It has no secret.');
    const { secretId } = credential;
    const listed =
      client === undefined || secretId === undefined
        ? undefined
        : await (await services.admin()).listSecrets(clientId).then((all) => all.find(({ id }) => id === secretId));
    if (client !== undefined && secretId !== undefined && listed === undefined) {
      return failed('The stored secret was removed or replaced by a third one.', 'Add a new secret.');
    }
    const expiresAt = listed?.expiresAt ?? credential.expiresAt;
    if (expiresAt === undefined) return notRun('When it expires is not known.');
    const days = Math.floor((expiresAt - services.now() / 1000) / 86_400);
    if (days < 0) return failed('The secret has expired.', 'Add a new secret.');
    return passed(`The secret is valid for ${days} more days.`);
  },
} satisfies Partial<Record<CheckId, (findings: Findings) => Promise<Outcome>>>;

/** Asks for a token, and reads from its steps how far it got. */
async function* tokenChecks(findings: Findings): AsyncGenerator<Check, void, void> {
  const { services, clientId, credential, environment, signal } = findings;
  const network = ['name', 'connection', 'tls'] as const;
  if (credential === undefined) {
    for (const id of [...network, 'clock', 'token'] as const)
      yield { id, ...notRun('Without a credential, nothing is sent.') };
    return;
  }
  const token = await outcomeOf(async () => {
    const { accessToken } = await services.tokens.obtain(clientId, {
      environmentId: environment.id,
      ...(signal === undefined ? {} : { signal }),
    });
    findings.accessToken = accessToken;
    return passed('An access token was issued.');
  });
  const steps = services.requests.list().find((request) => request.clientId === clientId)?.steps ?? [];
  for (const id of network) {
    const step = steps.find(({ name }) => name === id);
    if (step === undefined || step.outcome === 'skipped') {
      yield { id, ...notRun(id === 'tls' ? 'The connection is plain HTTP on this computer.' : 'It was not reached.') };
    } else if (step.outcome === 'passed') yield { id, ...passed(step.detail) };
    else yield { id, ...failed(step.detail, step.hint ?? '') };
  }
  const unreachable = steps.some(({ name, outcome }) => outcome === 'failed' && network.some((id) => id === name));
  yield unreachable
    ? { id: 'clock', ...notRun('The server was not reached.') }
    : { id: 'clock', ...(await outcomeOf(() => clockDifference(findings))) };
  yield { id: 'token', ...token };
}

function roles({ client, services, accessToken }: Findings): Outcome {
  const names = roleNames(client, accessToken, services.state.snapshot.resourceServers);
  if (names === undefined) return notRun('Its roles are not known.');
  return names.length === 0
    ? failed('It has no role: every API call is refused.', 'Choose its roles, then get a new access token.')
    : passed(names.join(', '));
}
