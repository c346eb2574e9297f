import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import { MAX_JWKS_LENGTH, type ParsedJwks, parseJwks } from '../../keys/jwks.js';
import { thumbprint } from '../../keys/thumbprint.js';
import { isRedirect, sendRequest } from '../../oauth/http.js';

/** ZIdentity has to fetch it in a moment; a server that is slower for us is a problem for it, too. */
const timeoutMs = 5000;

/**
 * Fetches a JWKS as ZIdentity will, once, and says what is wrong with it: not reachable, no JSON, no usable key, or not
 * the key that the client signs with.
 *
 * @returns the kid under which the JWKS has the client's key, where it gives it one
 * @throws WorkbenchError `jwks-unreachable`, `jwks-malformed`, `jwks-without-key`, `jwks-with-private-key` or
 *   `jwks-other-key`; NetworkError; CancelledError
 */
export async function checkJwksUrl(
  url: string,
  options: { fetch: typeof globalThis.fetch; key?: KeyObject | undefined; signal?: AbortSignal | undefined },
): Promise<{ kid?: string }> {
  const jwks = parseJwks(await fetchText(url, options));
  if (jwks.keys.length === 0) throw withoutKey(jwks);
  if (jwks.hadPrivateMembers) {
    throw new WorkbenchError('jwks-with-private-key', 'The JWKS publishes a private key: whoever fetches it has it.', {
      hint: 'Replace the key, and publish its public half alone: OneAPI: Generate JWKS makes that file.',
    });
  }
  const { key } = options;
  if (key === undefined) return {};
  const mine = jwks.keys.find((one) => thumbprint(one.key) === thumbprint(key));
  if (mine === undefined) {
    throw new WorkbenchError(
      'jwks-other-key',
      "The JWKS does not hold the public half of the API client's private key.",
      { hint: 'Publish it there: OneAPI: Generate JWKS makes the file of the API client’s key.' },
    );
  }
  return mine.kid === undefined ? {} : { kid: mine.kid };
}

function withoutKey({ skipped }: ParsedJwks): WorkbenchError {
  const reasons = skipped.map(({ index, reason }) => `keys[${index}]: ${reason.replace(/\.$/, '')}.`).join(' ');
  return new WorkbenchError('jwks-without-key', `The JWKS has no key that ZIdentity can use. ${reasons}`.trim(), {
    hint: 'Publish an RSA key of 2048 bits or more, or an EC key on P-256, with "use": "sig".',
  });
}

async function fetchText(
  url: string,
  { fetch, signal }: { fetch: typeof globalThis.fetch; signal?: AbortSignal | undefined },
): Promise<string> {
  const answer = await sendRequest(
    { method: 'GET', url, headers: { accept: 'application/json' }, what: 'The JWKS URL', maxBytes: MAX_JWKS_LENGTH },
    { fetch, signal, timeoutMs },
  );
  if (answer.status === 200) return answer.body;
  const said = isRedirect(answer)
    ? 'The JWKS URL answers with a redirect.'
    : `The JWKS URL answers HTTP ${answer.status}.`;
  throw new WorkbenchError('jwks-unreachable', said, {
    hint: 'It must answer 200 with the JWKS within five seconds, to this computer and to ZIdentity.',
  });
}
