import { describeTime, formatTime } from '../../jwt/time.js';
import type { MockContext } from '../context.js';
import type { ExchangeStep } from '../exchanges/exchange-log.js';
import type { ApiClient, ClientSecret } from '../model.js';
import type { Credentials } from './credentials.js';
import type { RefusalReason } from './refusals.js';
import { passedStep, type StepLog } from './step-log.js';

type SecretCredentials = Exclude<Credentials, { method: 'PRIVATE_KEY_JWT' }>;

/** Compares the secret with all of the client's; refuses in the steps `secret` and `secret-expiry`. */
export async function checkSecret(
  credentials: SecretCredentials,
  client: Readonly<ApiClient>,
  context: MockContext,
  log: StepLog,
): Promise<void> {
  if (client.secrets.length === 0) log.refuse('secret', 'secret-none');
  const matches = await matching(credentials.secret, client.secrets, context);
  if (matches.length === 0) {
    log.refuse('secret', (await nearMiss(credentials, client.secrets, context)) ?? 'secret-wrong');
  }
  log.add(secretMatched);
  const nowMs = context.now();
  const valid = matches.find((secret) => secret.expiresAt * 1000 > nowMs);
  if (valid === undefined) {
    const expired = matches[0] as ClientSecret;
    log.refuse('secret-expiry', 'secret-expired', `Its expiry was ${describeTime(expired.expiresAt, nowMs)}.`);
  }
  const soon = valid.expiresAt * 1000 - nowMs < 7 * 86_400_000;
  if (soon) log.passed('secret-expiry', expiryStep(valid).detail, 'It expires soon: create a new one in time.');
  else log.add(expiryStep(valid));
}

const secretMatched = passedStep('secret', 'It is one of the client’s.');

const expirySteps = new WeakMap<ClientSecret, ExchangeStep>();

function expiryStep(secret: ClientSecret): ExchangeStep {
  let step = expirySteps.get(secret);
  if (step === undefined) {
    step = passedStep('secret-expiry', `It is valid until ${formatTime(secret.expiresAt)}.`);
    expirySteps.set(secret, step);
  }
  return step;
}

/** All are compared whatever the first says, so that the time tells nothing. */
async function matching(
  value: string,
  secrets: readonly ClientSecret[],
  context: MockContext,
): Promise<ClientSecret[]> {
  const found: ClientSecret[] = [];
  for (const secret of secrets) {
    const result = context.secrets.verify(value, secret.hash);
    if (typeof result === 'boolean' ? result : await result) found.push(secret);
  }
  return found;
}

/** Mistakes that leave the right secret recognisable. Each variant costs one more comparison, of a refused request. */
async function nearMiss(
  credentials: SecretCredentials,
  secrets: readonly ClientSecret[],
  context: MockContext,
): Promise<RefusalReason | undefined> {
  const { secret } = credentials;
  const variants: [RefusalReason, string][] = [['secret-padded', secret.trim()]];
  if (secret.includes('%')) variants.push(['secret-encoded', decodedOnce(secret)]);
  if (credentials.method === 'SECRET_BASIC') variants.push(['secret-not-encoded', credentials.rawSecret]);
  for (const [reason, variant] of variants) {
    if (variant !== secret && (await matching(variant, secrets, context)).length > 0) return reason;
  }
  return undefined;
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
