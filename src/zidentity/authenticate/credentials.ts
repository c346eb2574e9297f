import type { Form } from './form.js';
import { passedStep, type StepLog } from './step-log.js';

/** How a request authenticates its client. */
export type Credentials =
  | { method: 'SECRET_POST'; clientId: string; secret: string }
  | { method: 'SECRET_BASIC'; clientId: string; secret: string /** Before form-decoding. */; rawSecret: string }
  | { method: 'PRIVATE_KEY_JWT'; clientId: string | undefined; assertion: string };

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const postSeen = passedStep('method', 'client_secret in the body.');
const basicSeen = passedStep('method', 'Client id and secret by HTTP Basic.');
const assertionSeen = passedStep('method', 'client_assertion in the body.');

/** Finds the one way that the request uses; refuses in the step `method` where there is none or more than one. */
export function readCredentials(form: Form, authorization: string | undefined, log: StepLog): Credentials {
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  const assertionType = form.get('client_assertion_type');
  const ways = [
    authorization !== undefined && 'an Authorization header',
    secret !== undefined && 'client_secret',
    (assertion ?? assertionType) !== undefined && 'client_assertion',
  ].filter((way) => way !== false);
  if (ways.length > 1) log.refuse('method', 'credentials-several', `There is ${ways.join(' and ')}.`);
  if (authorization !== undefined) return readBasic(authorization, clientId, log);
  if (ways.length === 0) {
    log.refuse('method', form.has('client_secret') ? 'secret-empty' : 'credentials-missing');
  }
  if (secret !== undefined) {
    if (clientId === undefined) log.refuse('method', 'client-id-missing');
    log.add(postSeen);
    return { method: 'SECRET_POST', clientId, secret };
  }
  if (assertion === undefined) log.refuse('method', 'assertion-missing');
  if (assertionType === undefined) log.refuse('method', 'assertion-type-missing');
  if (assertionType !== jwtBearer) log.refuse('method', 'assertion-type-wrong');
  log.add(assertionSeen);
  return { method: 'PRIVATE_KEY_JWT', clientId, assertion };
}

function readBasic(authorization: string, bodyClientId: string | undefined, log: StepLog): Credentials {
  const [, encoded] = /^basic +([A-Za-z0-9+/_-]+={0,2}) *$/i.exec(authorization) ?? [];
  if (encoded === undefined) {
    log.refuse('method', /^basic\b/i.test(authorization) ? 'basic-malformed' : 'authorization-scheme');
  }
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) log.refuse('method', 'basic-malformed', 'There is no colon in it.');
  const rawSecret = text.slice(colon + 1);
  const clientId = formDecoded(text.slice(0, colon));
  const secret = formDecoded(rawSecret);
  if (clientId === undefined || secret === undefined) {
    // A percent sign that was not encoded: the rest of the message stays as it is, and may even be right.
    log.refuse('method', 'basic-malformed', 'A percent sign in it is not followed by two hexadecimal digits.');
  }
  if (clientId === '') log.refuse('method', 'client-id-missing');
  if (secret === '') log.refuse('method', 'secret-empty');
  if (bodyClientId !== undefined && bodyClientId !== clientId) log.refuse('method', 'client-id-not-basic');
  log.add(basicSeen);
  return { method: 'SECRET_BASIC', clientId, secret, rawSecret };
}

/** RFC 6749 appendix B. Undefined where it is not form-encoded. */
function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
