/** jti values are UUIDs in lower case; in memory and in the log each is four 32-bit words. */

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Writes the words of the jti to `into`; false where it is no UUID in lower case. */
export function jtiToWords(jti: string, into: Uint32Array): boolean {
  if (!uuidForm.test(jti)) return false;
  into[0] = Number.parseInt(jti.slice(0, 8), 16);
  into[1] = Number.parseInt(jti.slice(9, 13) + jti.slice(14, 18), 16);
  into[2] = Number.parseInt(jti.slice(19, 23) + jti.slice(24, 28), 16);
  into[3] = Number.parseInt(jti.slice(28, 36), 16);
  return true;
}

export function wordsToJti(words: Uint32Array): string {
  const [a, b, c, d] = Array.from(words, (word) => word.toString(16).padStart(8, '0')) as [
    string,
    string,
    string,
    string,
  ];
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

/** The beginning of a jti: the bits that are given, in its four words. */
export interface JtiPrefix {
  readonly mask: Uint32Array;
  readonly bits: Uint32Array;
}

/** Of a text in any case; undefined where no jti begins so. */
export function jtiPrefix(text: string): JtiPrefix | undefined {
  const given = text.toLowerCase();
  const whole = given + '00000000-0000-0000-0000-000000000000'.slice(given.length);
  const filled = given + 'ffffffff-ffff-ffff-ffff-ffffffffffff'.slice(given.length);
  const bits = new Uint32Array(4);
  const mask = new Uint32Array(4);
  if (!jtiToWords(whole, bits) || !jtiToWords(filled, mask)) return undefined;
  // Where both agree, the text has said it.
  for (const [word, least] of bits.entries()) mask[word] = ~(least ^ (mask[word] as number));
  return { mask, bits };
}
