import { cleanPastedToken } from '../../jwt/decode.js';
import { findJwts } from '../../jwt/find.js';
import type { KeyTextDescription } from '../../keys/describe.js';

/** What somebody gave to the inspector. */
export type Pasted = { kind: 'token'; token: string } | { kind: 'keys'; description: KeyTextDescription };

const tokenLike = new Set<KeyTextDescription['kind']>(['jwt', 'json', 'json-damaged', 'base64', 'unknown', 'path']);

/**
 * Tells a token from key material. A token may stand in other text: in an answer, a header or a log line. What is
 * neither is taken for a token, so that it is said what is wrong with it.
 */
export async function readPasted(text: string): Promise<Pasted> {
  const { describeKeyText } = await import('../../keys/describe.js');
  const description = describeKeyText(text);
  if (!tokenLike.has(description.kind) && description.kind !== 'empty') return { kind: 'keys', description };
  const [found] = findJwts(text);
  return { kind: 'token', token: found?.token ?? cleanPastedToken(text) };
}
