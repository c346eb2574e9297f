import type { EnvironmentEntry, Services } from '../../commands/services.js';
import type { DecodedJwt } from '../../jwt/decode.js';
import { verifyJwt } from '../../jwt/verify.js';
import { toJwk } from '../../keys/jwk.js';
import { readPrivateKey } from '../../keys/read.js';
import { checkAlgorithm } from '../../zidentity/authenticate/assertion.js';
import {
  checkAssertionAudience,
  checkReplay,
  checkSubject,
  checkTimes,
} from '../../zidentity/authenticate/assertion-claims.js';
import { verifyAssertion } from '../../zidentity/authenticate/assertion-signature.js';
import { Refused, StepLog } from '../../zidentity/authenticate/step-log.js';
import type { MockContext } from '../../zidentity/context.js';
import type { ApiClient } from '../../zidentity/model.js';
import { clockOf } from '../clock.js';
import type { AssertionCheck, AssertionVerdict, InspectedSignature } from './inspection.js';

type Judges = Pick<Services, 'credentials' | 'environments' | 'state' | 'now'>;

export interface AssertionJudgement {
  signature: InspectedSignature;
  verdicts: AssertionVerdict[];
  /** Milliseconds, by the clock of the server that would judge. */
  nowMs: number;
}

const policies = ['zidentity', 'strict'] as const;
const signatureSteps = new Set(['keys', 'signature']);

/**
 * What ZIdentity would say of a client assertion: the mock's own checks of header and claims, each by itself, so that
 * every fault is seen at once. Makes no request: the signature is checked with the keys that are uploaded for the client,
 * where they are listed, else with its stored key.
 */
export async function judgeAssertion(services: Judges, decoded: DecodedJwt): Promise<AssertionJudgement> {
  const clientId = String(decoded.payload.iss);
  const entry = environmentOf(services, clientId);
  const nowMs = clockOf(services, entry.kind === 'mock');
  const clients = uploadingClients(services.state.snapshot, entry);
  const uploading = clients.find(({ id }) => id === clientId);
  const stored = uploading === undefined ? await byStoredKey(services, entry, clientId, decoded, nowMs) : undefined;
  const verdicts: AssertionVerdict[] = [];
  for (const policy of policies) {
    const context = judgingContext(policy, entry.environment, clients, nowMs);
    const signed =
      uploading === undefined
        ? [storedKeyCheck(stored!)]
        : await stepsOf(async (log) =>
            verifyAssertion(decoded, checkAlgorithm(decoded.header, new StepLog()), uploading, context, log),
          );
    const checks = [...(await claimChecks(decoded, clientId, context, entry)), ...signed];
    verdicts.push({ policy, accepted: checks.every(({ outcome }) => outcome !== 'failed'), checks });
  }
  return { signature: stored ?? byUploadedKeys(verdicts[0]!.checks, decoded, entry), verdicts, nowMs };
}

/** The environment that has a credential of the client, else the active one. */
function environmentOf({ credentials, environments }: Judges, clientId: string): EnvironmentEntry {
  const owner = environments.list().find(({ id }) => credentials.known(id).some((client) => client.id === clientId));
  return owner ?? environments.active;
}

async function claimChecks(
  { header, payload }: DecodedJwt,
  clientId: string,
  context: MockContext,
  { environment }: EnvironmentEntry,
): Promise<AssertionCheck[]> {
  const origin = environment === undefined ? '' : new URL(environment.tokenEndpoint).origin;
  return [
    ...(await stepsOf((log) => checkAlgorithm(header, log))),
    ...(await stepsOf((log) => checkSubject(payload, clientId, log))),
    ...(environment === undefined
      ? [notChecked('assertion-audience', 'The mock does not run, so that its name is not known.')]
      : await stepsOf((log) => checkAssertionAudience(payload, origin, context, log))),
    ...(await stepsOf((log) => checkTimes(payload, context, log))),
    ...(await stepsOf((log) => checkReplay(payload, clientId, context, log))).map((check) =>
      check.outcome === 'passed'
        ? { ...check, detail: 'It has a jti. Whether that was used before, the server alone knows.' }
        : check,
    ),
  ];
}

/** As much of a mock as the checks of claims look at. */
function judgingContext(
  policy: AssertionVerdict['policy'],
  environment: EnvironmentEntry['environment'],
  clients: readonly ApiClient[],
  nowMs: number,
): MockContext {
  const looked: {
    now: MockContext['now'];
    settings: { values: { policy: AssertionVerdict['policy'] } };
    store: { tenant: { vanity: string; cloud: string; clients: readonly ApiClient[] } };
    replays: Pick<MockContext['replays'], 'use'>;
  } = {
    now: () => nowMs,
    settings: { values: { policy } },
    store: { tenant: { vanity: environment?.vanity ?? '', cloud: environment?.cloud ?? 'PRODUCTION', clients } },
    replays: { use: () => true },
  };
  return looked as unknown as MockContext;
}

/** The steps that one check writes down; its refusal is the last of them. */
async function stepsOf(check: (log: StepLog) => unknown): Promise<AssertionCheck[]> {
  const log = new StepLog();
  try {
    await check(log);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return log.steps.map(({ name, outcome, detail, hint }) => ({
    name,
    outcome,
    detail,
    ...(hint === undefined ? {} : { hint }),
  }));
}

async function byStoredKey(
  { credentials }: Judges,
  entry: EnvironmentEntry,
  clientId: string,
  decoded: DecodedJwt,
  nowMs: number,
): Promise<InspectedSignature> {
  const credential = await credentials.get(entry.id, clientId);
  if (credential?.kind !== 'key') {
    return { status: 'not-verified', reason: 'The key of this API client is not at hand.' };
  }
  const jwk = toJwk(readPrivateKey(credential.privateKey));
  // The key is the client's own, whatever name the assertion gives it.
  const { kid: _, ...anyName } = jwk;
  const result = await verifyJwt(decoded.token, { keys: [anyName] }, { nowMs });
  if (result.status === 'verified') {
    return {
      status: 'verified',
      environment: entry.name,
      alg: result.alg,
      ...(jwk.kid === undefined ? {} : { kid: jwk.kid }),
    };
  }
  return { status: 'invalid', environment: entry.name, reason: result.reason };
}

/** What the uploaded keys said of the signature, in short. */
function byUploadedKeys(
  checks: readonly AssertionCheck[],
  { header }: DecodedJwt,
  { name }: EnvironmentEntry,
): InspectedSignature {
  const failed = checks.find((check) => check.outcome === 'failed' && signatureSteps.has(check.name));
  if (failed !== undefined) return { status: 'invalid', environment: name, reason: failed.detail };
  const verified = checks.some(({ name: step, outcome }) => step === 'signature' && outcome === 'passed');
  return verified
    ? { status: 'verified', environment: name, alg: String(header.alg) }
    : { status: 'not-verified', reason: 'No key can be chosen for this alg.' };
}

/** One object for each that is listed: by it the mock remembers the keys it has read, and a hover reads none again. */
const asked = new WeakMap<Judges['state']['snapshot']['clients'][number], ApiClient>();

/** The API clients of the environment, where it is the one that is shown, whose keys are uploaded. */
function uploadingClients({ entry, clients }: Judges['state']['snapshot'], { id }: EnvironmentEntry): ApiClient[] {
  if (entry.id !== id) return [];
  return clients.flatMap((client) => {
    const before = asked.get(client);
    if (before !== undefined) return [before];
    const { authType, publicKeys, clientCertificates } = client.clientAuthentication;
    const [keys, certificates] = [publicKeys ?? [], clientCertificates ?? []];
    if (authType !== 'PUBKEYCERT' || keys.length + certificates.length === 0) return [];
    const looked: Pick<ApiClient, 'id' | 'name' | 'authentication'> = {
      id: client.id,
      name: client.name,
      authentication: {
        type: 'PUBKEYCERT',
        publicKeys: keys.map(({ keyName, keyValue }, index) => ({
          keyName: keyName ?? `public key ${index + 1}`,
          keyValue,
        })),
        certificates: certificates.map(({ certContent }) => ({ certContent })),
      },
    };
    asked.set(client, looked as ApiClient);
    return [looked as ApiClient];
  });
}

function storedKeyCheck(signature: InspectedSignature): AssertionCheck {
  switch (signature.status) {
    case 'verified':
      return { name: 'signature', outcome: 'passed', detail: 'The stored key of this API client made it.' };
    case 'invalid':
      return {
        name: 'signature',
        outcome: 'failed',
        detail: `The stored key of this API client did not make it. ${signature.reason}`,
        hint: 'Sign with the private key whose public half is published or uploaded for this client.',
      };
    case 'not-verified':
      return notChecked('signature', signature.reason);
  }
}

function notChecked(name: string, detail: string): AssertionCheck {
  return { name, outcome: 'skipped', detail };
}
