import type { Services } from '../../commands/services.js';
import { decodeJwt } from '../../jwt/decode.js';
import { tokenKind } from '../../jwt/kind.js';
import { clockOf } from '../clock.js';
import { tokenFactsOf } from '../token-facts-of.js';
import { inspectJwt } from './inspect-jwt.js';
import type { InspectedSignature, Inspection } from './inspection.js';

/** What the inspection of a token needs of the services. */
export type InspectionServices = Pick<
  Services,
  'state' | 'tokens' | 'credentials' | 'environments' | 'now' | 'verifier'
>;

/**
 * Decodes a token and verifies it with the keys of the configured environments, or of the one that was chosen: plain
 * JSON, without the token.
 *
 * @throws WorkbenchError `jwt-malformed` or `jwt-encrypted`
 */
export async function inspectToken(
  services: InspectionServices,
  token: string,
  environmentId?: string,
): Promise<Inspection> {
  const decoded = decodeJwt(token);
  const facts = tokenFactsOf(decoded.payload, services);
  if (tokenKind(decoded.payload) === 'client-assertion') {
    const { judgeAssertion } = await import('./judge-assertion.js');
    const { signature, verdicts, nowMs } = await judgeAssertion(services, decoded);
    return inspectJwt(token, { nowMs, facts, signature, assertion: verdicts });
  }
  const nowMs = clockOf(services, facts.issued !== undefined);
  return inspectJwt(token, { nowMs, facts, signature: await signatureOf(services, token, environmentId) });
}

async function signatureOf(
  { verifier, environments }: InspectionServices,
  token: string,
  environmentId: string | undefined,
): Promise<InspectedSignature> {
  const known = await verifier.verify(token, environmentId);
  if (known === undefined) {
    const name = environments.list().find(({ id }) => id === environmentId)?.name;
    return {
      status: 'not-verified',
      reason:
        name === undefined
          ? 'No configured environment has keys to verify it with. Start the mock for its own tokens; ZIdentity publishes no keys.'
          : `No keys of ${name} can be read: a mock has to run for it, and ZIdentity publishes none.`,
    };
  }
  const environment = known.environment?.name ?? '';
  switch (known.status) {
    case 'verified':
      return {
        status: 'verified',
        environment,
        alg: known.alg,
        ...(known.kid === undefined ? {} : { kid: known.kid }),
      };
    case 'invalid':
      return environment === ''
        ? { status: 'not-verified', reason: known.reason }
        : { status: 'invalid', environment, reason: known.reason };
    case 'no-matching-key':
      return { status: 'not-verified', reason: known.reason };
  }
}
