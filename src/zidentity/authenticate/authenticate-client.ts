import type { DecodedJwt } from '../../jwt/decode.js';
import type { MockContext } from '../context.js';
import type { ExchangeMethod, ExchangeStep } from '../exchanges/exchange-log.js';
import { LIMITS } from '../limits.js';
import type { ApiClient } from '../model.js';
import { checkAlgorithm, readAssertion } from './assertion.js';
import { checkAssertionAudience, checkReplay, checkSubject, checkTimes } from './assertion-claims.js';
import { verifyAssertion } from './assertion-signature.js';
import { type Credentials, readCredentials } from './credentials.js';
import { type Form, readForm } from './form.js';
import { type Refusal, refusalOf } from './refusals.js';
import { checkSecret } from './secret.js';
import { passedStep, quoted, Refused, STEPS, StepLog, type StepName } from './step-log.js';

/** A request that authenticates its client, at the token, introspection or revocation endpoint. */
export interface ClientRequest {
  /** Undefined where it is larger than `LIMITS.formBytes`. */
  body: Buffer | undefined;
  contentType: string | undefined;
  query: URLSearchParams;
  /** Every `Authorization` header. */
  authorization: string[];
  /** As the caller sees the mock. */
  origin: string;
}

/** Further checks of an endpoint, before the client is looked at and after it was authenticated. */
export interface EndpointChecks {
  /** Names of the steps that `before` and `after` take, for those that are not reached. */
  before?: { steps: readonly StepName[]; check: (form: Form, log: StepLog) => void };
  after?: {
    steps: readonly StepName[];
    check: (client: Readonly<ApiClient>, form: Form, log: StepLog) => Promise<void> | void;
  };
}

/** The one decision: the wire's answer, the exchange and its hints are views of it. */
export interface Authentication {
  log: StepLog;
  method: ExchangeMethod;
  /** As the request named it; empty where it named none. */
  clientId: string;
  /** Absent where the form could not be read. */
  form?: Form;
  client?: Readonly<ApiClient>;
  /** There is either a client and no refusal, or a refusal. */
  refusal?: Refusal;
}

/** Authenticates the client of a request by exactly one of the three ways. Never rejects but for a bug. */
export async function authenticateClient(
  request: ClientRequest,
  context: MockContext,
  checks: EndpointChecks = {},
): Promise<Authentication> {
  const log = new StepLog();
  const result: Authentication = { log, method: 'NONE', clientId: '' };
  try {
    const form = readForm(request.body, request.contentType, request.query, log);
    result.form = form;
    result.clientId = shortened(form.get('client_id') ?? '');
    checks.before?.check(form, log);
    const client = await identify(request, form, context, result);
    await checks.after?.check(client, form, log);
    result.client = client;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    result.refusal = refusalOf(error.reason);
    log.skipRest(plan(result.method, checks));
  }
  return result;
}

function plan(method: ExchangeMethod, checks: EndpointChecks): StepName[] {
  const ways = {
    NONE: STEPS.unknown,
    PRIVATE_KEY_JWT: STEPS.assertion,
    SECRET_POST: STEPS.secret,
    SECRET_BASIC: STEPS.secret,
  };
  return [...(checks.before?.steps ?? []), ...STEPS.method, ...ways[method], ...(checks.after?.steps ?? [])];
}

async function identify(
  request: ClientRequest,
  form: Form,
  context: MockContext,
  result: Authentication,
): Promise<Readonly<ApiClient>> {
  const { log } = result;
  if (request.authorization.length > 1) log.refuse('method', 'authorization-repeated');
  const credentials = readCredentials(form, request.authorization[0], log);
  result.method = credentials.method;
  if (credentials.method !== 'PRIVATE_KEY_JWT') {
    result.clientId = shortened(credentials.clientId);
    const client = findClient(credentials.clientId, context, log);
    checkRegistered(client, credentials, log);
    await checkSecret(credentials, client, context, log);
    return client;
  }
  const jwt = readAssertion(credentials.assertion, log);
  // RFC 7521 §4.2: client_id may be left out, since the assertion's subject names the client.
  const clientId = credentials.clientId ?? (typeof jwt.payload.sub === 'string' ? jwt.payload.sub : '');
  result.clientId = shortened(clientId);
  const client = findClient(clientId, context, log);
  checkRegistered(client, credentials, log);
  await checkAssertion(jwt, client, request.origin, context, log);
  return client;
}

/** The signature first: what an assertion claims means nothing before it is known whose it is. */
async function checkAssertion(
  jwt: DecodedJwt,
  client: Readonly<ApiClient>,
  origin: string,
  context: MockContext,
  log: StepLog,
): Promise<void> {
  const alg = checkAlgorithm(jwt.header, log);
  await verifyAssertion(jwt, alg, client, context, log);
  checkSubject(jwt.payload, client.id, log);
  checkAssertionAudience(jwt.payload, origin, context, log);
  checkTimes(jwt.payload, context, log);
  checkReplay(jwt.payload, client.id, context, log);
}

function findClient(id: string, context: MockContext, log: StepLog): Readonly<ApiClient> {
  const client = context.store.client(id);
  if (client === undefined)
    return log.refuse('client', 'client-unknown', id === '' ? 'It is empty.' : `It is ${quoted(id)}.`);
  log.add(knownStep(client));
  if (!client.enabled) log.refuse('client-status', 'client-disabled');
  log.add(activeStep);
  return client;
}

const activeStep = passedStep('client-status', 'Active.');

/** A client object is replaced with every change of the tenant. */
const knownSteps = new WeakMap<Readonly<ApiClient>, ExchangeStep>();

function knownStep(client: Readonly<ApiClient>): ExchangeStep {
  let step = knownSteps.get(client);
  if (step === undefined) {
    step = passedStep('client', `${quoted(client.name)}.`);
    knownSteps.set(client, step);
  }
  return step;
}

const ways: Record<ApiClient['authentication']['type'], string> = {
  SECRET: 'a secret',
  PUBKEYCERT: 'an assertion, with an uploaded certificate or public key',
  JWKS: 'an assertion, with a JWKS URL',
};

const definedSteps = {
  SECRET: passedStep('client-method', `It is defined with ${ways.SECRET}.`),
  PUBKEYCERT: passedStep('client-method', `It is defined with ${ways.PUBKEYCERT}.`),
  JWKS: passedStep('client-method', `It is defined with ${ways.JWKS}.`),
};

function checkRegistered(client: Readonly<ApiClient>, { method }: Credentials, log: StepLog): void {
  const { type } = client.authentication;
  const defined = definedSteps[type];
  if ((type === 'SECRET') === (method === 'PRIVATE_KEY_JWT')) {
    const brought = method === 'PRIVATE_KEY_JWT' ? 'an assertion' : 'a secret';
    log.refuse('client-method', 'method-not-registered', `${defined.detail} The request brings ${brought}.`);
  }
  log.add(defined);
}

function shortened(clientId: string): string {
  return clientId.slice(0, LIMITS.quotedCharacters).replace(/\p{Cc}/gu, '\uFFFD');
}
