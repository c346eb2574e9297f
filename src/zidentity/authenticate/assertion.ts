import { WorkbenchError } from '../../errors.js';
import { type DecodedJwt, decodeJwt } from '../../jwt/decode.js';
import type { SigningAlgorithm } from '../../keys/key-types.js';
import { LIMITS } from '../limits.js';
import { quoted, type StepLog } from './step-log.js';

/** Takes the assertion apart; refuses in the step `assertion`. Nothing of it is verified yet. */
export function readAssertion(assertion: string, log: StepLog): DecodedJwt {
  if (assertion.length > LIMITS.tokenCharacters) {
    log.refuse('assertion', 'assertion-malformed', `It has more than ${LIMITS.tokenCharacters} characters.`);
  }
  let decoded: DecodedJwt;
  try {
    decoded = decodeJwt(assertion);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return log.refuse('assertion', 'assertion-malformed', error.message);
  }
  // Which of two values counts would depend on the reader (RFC 7515 §4, RFC 7519 §4).
  if (decoded.duplicates.length > 0) {
    log.refuse('assertion', 'assertion-malformed', `A name is there twice: ${quoted(decoded.duplicates[0])}.`);
  }
  const claims = Object.keys(decoded.payload).slice(0, 20).map(quoted).join(', ');
  log.passed('assertion', `A JWT with the claims ${claims === '' ? '(none)' : claims}.`);
  return decoded;
}

const symmetric = /^HS\d+$/i;
/** Header parameters that bring or point to a key of the sender's own choice. */
const keyParameters = ['jwk', 'jku', 'x5u', 'x5c'];

/** Checks the header; refuses in the step `algorithm`. */
export function checkAlgorithm(header: Readonly<Record<string, unknown>>, log: StepLog): SigningAlgorithm {
  const { alg } = header;
  if (alg === undefined) log.refuse('algorithm', 'alg-missing');
  if (typeof alg === 'string' && alg.toLowerCase() === 'none') log.refuse('algorithm', 'alg-none');
  if (typeof alg === 'string' && symmetric.test(alg))
    log.refuse('algorithm', 'alg-symmetric', `Its alg is ${quoted(alg)}.`);
  if (alg !== 'RS256' && alg !== 'ES256') log.refuse('algorithm', 'alg-unsupported', `It is ${quoted(alg)}.`);
  // No extension is understood here, so that naming any in `crit` must be refused (RFC 7515 §4.1.11).
  if (header.crit !== undefined) log.refuse('algorithm', 'crit-unknown', `crit is ${quoted(header.crit)}.`);
  const brought = keyParameters.filter((name) => header[name] !== undefined);
  log.passed(
    'algorithm',
    `${alg}.`,
    brought.length === 0
      ? undefined
      : `The header brings ${brought.join(', ')}, which is never trusted: keys come from the definition of the client alone.`,
  );
  return alg;
}
