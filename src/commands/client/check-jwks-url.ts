import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import { MAX_JWKS_LENGTH, type ParsedJwks, parseJwks } from '../../keys/jwks.js';
import { thumbprint } from '../../keys/thumbprint.js';

/** ZIdentity has to fetch it in a moment; a server that is slower for us is a problem for it, too. */
const timeoutMs = 5000;

/**
 * Fetches a JWKS as ZIdentity will, and says what is wrong with it: not reachable, no JSON, no usable key, or not the
 * key that the client signs with.
 *
 * @throws WorkbenchError `jwks-unreachable`, `jwks-malformed`, `jwks-without-key` or `jwks-other-key`
 */
export async function checkJwksUrl(
  url: string,
  options: { fetch: typeof globalThis.fetch; key?: KeyObject | undefined },
): Promise<ParsedJwks> {
  const jwks = parseJwks(await fetchText(url, options.fetch));
  if (jwks.keys.length === 0) {
    const reasons = jwks.skipped.map(({ index, reason }) => `keys[${index}]: ${reason.replace(/\.$/, '')}.`).join(' ');
    throw new WorkbenchError('jwks-without-key', `The JWKS has no key that ZIdentity can use. ${reasons}`.trim(), {
      hint: 'Publish an RSA key of 2048 bits or more, or an EC key on P-256, with "use": "sig".',
    });
  }
  const { key } = options;
  if (key !== undefined && !jwks.keys.some((one) => thumbprint(one.key) === thumbprint(key))) {
    throw new WorkbenchError(
      'jwks-other-key',
      "The JWKS does not hold the public half of the API client's private key.",
      {
        hint: 'Publish it there: OneAPI: Generate JWKS makes the file of the API client’s key.',
      },
    );
  }
  return jwks;
}

async function fetchText(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    throw unreachable('It does not answer.', cause);
  }
  if (response.status !== 200) throw unreachable(`It answers HTTP ${response.status}.`);
  const text = await response.text();
  if (text.length > MAX_JWKS_LENGTH) throw unreachable('It answers more than 1 MiB.');
  return text;
}

function unreachable(fault: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('jwks-unreachable', `The JWKS URL cannot be used. ${fault}`, {
    hint: 'It must answer 200 with the JWKS within five seconds, without a redirect, to this computer and to ZIdentity.',
    cause,
  });
}
