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
import { Refused, StepLog } from '../../zidentity/authenticate/step-log.js';
import type { MockContext } from '../../zidentity/context.js';
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

/**
 * What ZIdentity would say of a client assertion: the mock's own checks of header and claims, each by itself, so that
 * every fault is seen at once. Makes no request; the signature is checked where the client's key is at hand.
 */
export async function judgeAssertion(services: Judges, decoded: DecodedJwt): Promise<AssertionJudgement> {
  const clientId = String(decoded.payload.iss);
  const entry = environmentOf(services, clientId);
  const nowMs = clockOf(services, entry.kind === 'mock');
  const signature = await signatureBy(services, entry, clientId, decoded, nowMs);
  const verdicts = policies.map((policy) => {
    const checks = [...claimChecks(decoded, clientId, policy, entry, nowMs), signatureCheck(signature)];
    return { policy, accepted: checks.every(({ outcome }) => outcome !== 'failed'), checks };
  });
  return { signature, verdicts, nowMs };
}

/** The environment that has a credential of the client, else the active one. */
function environmentOf({ credentials, environments }: Judges, clientId: string): EnvironmentEntry {
  const owner = environments.list().find(({ id }) => credentials.known(id).some((client) => client.id === clientId));
  return owner ?? environments.active;
}

function claimChecks(
  { header, payload }: DecodedJwt,
  clientId: string,
  policy: AssertionVerdict['policy'],
  { environment }: EnvironmentEntry,
  nowMs: number,
): AssertionCheck[] {
  const context = judgingContext(policy, environment, nowMs);
  const origin = environment === undefined ? '' : new URL(environment.tokenEndpoint).origin;
  return [
    ...stepsOf((log) => void checkAlgorithm(header, log)),
    ...stepsOf((log) => checkSubject(payload, clientId, log)),
    ...(environment === undefined
      ? [notChecked('assertion-audience', 'The mock does not run, so that its name is not known.')]
      : stepsOf((log) => checkAssertionAudience(payload, origin, context, log))),
    ...stepsOf((log) => checkTimes(payload, context, log)),
    ...stepsOf((log) => checkReplay(payload, clientId, context, log)).map((check) =>
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
  nowMs: number,
): MockContext {
  const looked: {
    now: MockContext['now'];
    settings: { values: { policy: AssertionVerdict['policy'] } };
    store: { tenant: { vanity: string; cloud: string } };
    replays: Pick<MockContext['replays'], 'use'>;
  } = {
    now: () => nowMs,
    settings: { values: { policy } },
    store: { tenant: { vanity: environment?.vanity ?? '', cloud: environment?.cloud ?? 'PRODUCTION' } },
    replays: { use: () => true },
  };
  return looked as unknown as MockContext;
}

/** The steps that one check writes down; its refusal is the last of them. */
function stepsOf(check: (log: StepLog) => void): AssertionCheck[] {
  const log = new StepLog();
  try {
    check(log);
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

async function signatureBy(
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

function signatureCheck(signature: InspectedSignature): AssertionCheck {
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
