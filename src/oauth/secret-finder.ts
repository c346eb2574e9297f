import { assignmentsIn, forEachLine, isPlaceholder, maxTextLength } from './assignments.js';

/** A credential that stands in a text. The value itself is not part of it. */
export interface FoundSecret {
  kind: 'private-key' | 'client-secret' | 'private-jwk';
  /** Offsets of the credential in UTF-16 code units: the whole PEM block, or the value without quotes. */
  start: number;
  end: number;
  /** The name it is assigned to, or the PEM block's label. */
  name: string;
}

const maxFound = 200;

/** Places that are looked at closely, whether they turn out to be a secret or not. */
const maxCandidates = 1000;

/** Characters that a PEM block has at most: an RSA key of 16384 bits has about 13,000. */
const maxPemLength = 20_000;

const secretNames = 'ZSCALER_CLIENT_SECRET|ZSCALER_CLIENTSECRET|client_?secret|WithClientSecret';

/**
 * Private keys (PEM blocks, JWKs with `d`) and client secrets in a text, so that an editor can warn
 * before they are committed. In the order of the text; at most 200, in the first MiB. Linear in the
 * text's length. Secrets shorter than 8 characters and placeholders do not count.
 *
 * @param bareWords whether `NAME=value` without quotes counts, as in `.env` and YAML
 */
export function findSecrets(text: string, options: { bareWords: boolean }): FoundSecret[] {
  const found: FoundSecret[] = [...pemBlocks(text), ...privateJwks(text)];
  forEachLine(text, (line, offset) => {
    if (found.length >= 2 * maxFound || !/secret/i.test(line)) return;
    for (const { name, value, start, end } of assignmentsIn(line, offset, secretNames, options.bareWords)) {
      if (value.length < 8 || isPlaceholder(value) || isReference(value)) continue;
      found.push({ kind: 'client-secret', start, end, name });
    }
  });
  return found.sort((one, other) => one.start - other.start).slice(0, maxFound);
}

function* pemBlocks(text: string): Generator<FoundSecret> {
  const begin = '-----BEGIN ';
  const limit = Math.min(text.length, maxTextLength);
  let next = 0;
  for (let candidates = 0; candidates < maxCandidates; candidates++) {
    const at = text.indexOf(begin, next);
    if (at === -1 || at >= limit) return;
    next = at + begin.length;
    const name = /^([A-Z0-9 ]{0,30}PRIVATE KEY)-----/.exec(text.slice(next, next + 60))?.[1];
    if (name === undefined) continue;
    const bodyStart = next + name.length + '-----'.length;
    const label = `-----END ${name}-----`;
    const found = text.slice(bodyStart, at + maxPemLength).indexOf(label);
    const body = text.slice(bodyStart, found === -1 ? bodyStart + 200 : bodyStart + found);
    // A block without content, or with an ellipsis, is an example.
    if (!/[A-Za-z0-9+/]{24}/.test(body)) continue;
    const end = found === -1 ? bodyStart : bodyStart + found + label.length;
    next = end;
    yield { kind: 'private-key', start: at, end, name };
  }
}

/** Objects with a `kty` whose private exponent or scalar `d` stands near it (RFC 7517, RFC 7518 §6). */
function* privateJwks(text: string): Generator<FoundSecret> {
  const limited = text.length > maxTextLength ? text.slice(0, maxTextLength) : text;
  let candidates = 0;
  for (const match of limited.matchAll(/\\?"d\\?"\s{0,4}:\s{0,4}\\?"([A-Za-z0-9_-]{40,2800})\\?"/g)) {
    if (++candidates > maxCandidates) return;
    const around = limited.slice(Math.max(0, match.index - 3000), match.index + match[0].length + 3000);
    if (!/\\?"kty\\?"\s{0,4}:/.test(around)) continue;
    const start = match.index + match[0].lastIndexOf(match[1]!);
    yield { kind: 'private-jwk', start, end: start + match[1]!.length, name: 'd' };
  }
}

/** A value that names where the secret is, rather than being it. */
function isReference(value: string): boolean {
  return /^(?:var|local|data|module|env|vault|op|arn|ssm|secrets?|process\.env|os\.environ|os\.getenv)[.:/[(]/i.test(
    value,
  );
}
