import type { DecodedJwt } from '../../jwt/decode.js';
import { describeTime, formatDuration, timeProblem } from '../../jwt/time.js';
import type { MockContext } from '../context.js';
import { CLOCK_SKEW_SECONDS, STRICT_ASSERTION_SECONDS } from '../limits.js';
import { acceptedAssertionAudiences } from './audience.js';
import { quoted, type StepLog } from './step-log.js';

type Claims = DecodedJwt['payload'];

/** RFC 7523 §3 (1), (2): iss and sub are the client id. */
export function checkSubject({ iss, sub }: Claims, clientId: string, log: StepLog): void {
  if (iss === undefined) log.refuse('subject', 'issuer-missing');
  if (sub === undefined) log.refuse('subject', 'subject-missing');
  if (sub !== clientId) {
    log.refuse('subject', 'subject-not-client', `sub is ${quoted(sub)}, client_id ${quoted(clientId)}.`);
  }
  if (iss !== clientId) log.refuse('subject', 'issuer-not-client', `iss is ${quoted(iss)}, sub ${quoted(sub)}.`);
  log.passed('subject', 'iss and sub are the client id.');
}

/** RFC 7523 §3 (3): aud must name this authorization server. @param origin as the caller sees the mock */
export function checkAssertionAudience({ aud }: Claims, origin: string, context: MockContext, log: StepLog): void {
  const accepted = acceptedAssertionAudiences(origin, context);
  const acceptedText = `Accepted: ${accepted.join(', ')}.`;
  if (aud === undefined) log.refuse('assertion-audience', 'aud-missing', acceptedText);
  const values: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!values.every((value) => typeof value === 'string'))
    log.refuse('assertion-audience', 'aud-malformed', acceptedText);
  const match = values.find((value) => accepted.includes(value as string));
  if (match === undefined) {
    log.refuse(
      'assertion-audience',
      'aud-wrong',
      `It is ${values.slice(0, 5).map(quoted).join(', ')}. ${acceptedText}`,
    );
  }
  log.passed('assertion-audience', `aud is ${quoted(match)}.`);
}

/** RFC 7523 §3 (4), (5), (6), with 60 seconds of skew. */
export function checkTimes(claims: Claims, context: MockContext, log: StepLog): void {
  const nowMs = context.now();
  const now = Math.floor(nowMs / 1000);
  if (claims.exp === undefined) log.refuse('assertion-times', 'exp-missing');
  const exp = numeric('exp', claims, log);
  const iat = claims.iat === undefined ? undefined : numeric('iat', claims, log);
  const nbf = claims.nbf === undefined ? undefined : numeric('nbf', claims, log);
  const skew = `${CLOCK_SKEW_SECONDS} seconds of difference are allowed.`;
  const at = (time: number) => describeTime(time, nowMs);
  if (exp + CLOCK_SKEW_SECONDS <= now) log.refuse('assertion-times', 'exp-past', `exp is ${at(exp)}. ${skew}`);
  if (iat !== undefined && iat - CLOCK_SKEW_SECONDS > now) {
    log.refuse('assertion-times', 'iat-future', `iat is ${at(iat)}. ${skew}`);
  }
  if (nbf !== undefined && nbf - CLOCK_SKEW_SECONDS > now) {
    log.refuse('assertion-times', 'nbf-future', `nbf is ${at(nbf)}. ${skew}`);
  }
  if (context.settings.values.policy === 'strict') checkLifetime(exp, iat, now, log);
  log.passed('assertion-times', `exp is ${describeTime(exp, nowMs)}.`, timesHint(exp, now));
}

function numeric(name: 'exp' | 'iat' | 'nbf', claims: Claims, log: StepLog): number {
  const value = claims[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return log.refuse('assertion-times', 'time-not-numeric', `${name}: ${timeProblem(value) ?? 'it is no number'}.`);
  }
  return value;
}

function checkLifetime(exp: number, iat: number | undefined, now: number, log: StepLog): void {
  if (iat === undefined) log.refuse('assertion-times', 'iat-missing');
  const lifetime = exp - iat;
  // An iat long past must not make room for an exp far ahead, nor the other way round.
  const ahead = exp - now - CLOCK_SKEW_SECONDS;
  if (lifetime > STRICT_ASSERTION_SECONDS || ahead > STRICT_ASSERTION_SECONDS) {
    log.refuse('assertion-times', 'lifetime-too-long', `From iat to exp it is ${formatDuration(lifetime)}.`);
  }
}

function timesHint(exp: number, now: number): string | undefined {
  const problem = timeProblem(exp);
  if (problem !== undefined) return `exp: ${problem}.`;
  if (exp <= now) return 'It has expired, but by less than the allowed difference: check the clock that signs.';
  if (exp - now > 86_400) {
    return 'It is valid for more than a day: whoever gets hold of it can use it that long. The SDKs sign for 10 minutes.';
  }
  return undefined;
}

const maxJtiLength = 256;

/** RFC 7523 §3 (7), under the strict policy alone: nothing is known of the real service. */
export function checkReplay({ jti, exp }: Claims, clientId: string, context: MockContext, log: StepLog): void {
  if (context.settings.values.policy !== 'strict') {
    log.skipped('replay', 'Looked for under the strict policy alone.');
    return;
  }
  if (typeof jti !== 'string' || jti === '' || jti.length > maxJtiLength) log.refuse('replay', 'jti-missing');
  const until = (exp as number) + CLOCK_SKEW_SECONDS;
  if (!context.replays.use(clientId, jti, until, Math.floor(context.now() / 1000))) {
    log.refuse('replay', 'jti-replayed', `It is ${quoted(jti)}.`);
  }
  log.passed('replay', 'Its jti was not used before.');
}
