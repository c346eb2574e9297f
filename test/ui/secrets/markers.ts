// What must not be found, in each form in which it could stand somewhere.
import { createPrivateKey } from 'node:crypto';

/** Characters of a piece that count as a leak: a shortened secret is still a clue, a few characters are none. */
const pieceLength = 10;

export class Markers {
  readonly #needles = new Map<string, string>();

  /** A client secret, an admin token, a passphrase. */
  addSecret(name: string, value: string): void {
    for (const piece of piecesOf(value)) this.#add(`a piece of ${name}`, piece);
    for (const form of formsOf(value)) this.#add(name, form);
  }

  /** An access token or client assertion: as a whole, and its signature alone. */
  addToken(name: string, token: string): void {
    const signature = token.split('.')[2] ?? '';
    this.#add(name, token.slice(0, token.lastIndexOf('.')));
    this.addSecret(`the signature of ${name}`, signature);
  }

  /** A private key as PEM: what no public key of it has, as PEM lines and as members of its JWK. */
  addPrivateKey(name: string, pem: string): void {
    const { d = '', p, q } = createPrivateKey(pem).export({ format: 'jwk' });
    this.addSecret(`"d" of ${name}`, d);
    for (const prime of [p, q]) if (prime !== undefined) this.addSecret(`a prime of ${name}`, prime);
    // The first half of an RSA key's lines holds its public numbers.
    const lines = pem.split('\n').filter((line) => !line.startsWith('-----') && line.length >= pieceLength);
    for (const line of lines.slice(Math.ceil(lines.length / 2))) this.addSecret(`a line of ${name}`, line);
  }

  get count(): number {
    return this.#needles.size;
  }

  /** The names of all that stands in a text. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const [needle, name] of this.#needles) if (text.includes(needle)) found.add(name);
    return [...found];
  }

  #add(name: string, needle: string): void {
    if (needle.length >= pieceLength && !this.#needles.has(needle)) this.#needles.set(needle, name);
  }
}

/** Beginning, middle and end. */
function piecesOf(value: string): string[] {
  if (value.length <= pieceLength) return [];
  const middle = Math.floor((value.length - pieceLength) / 2);
  return [0, middle, value.length - pieceLength].map((start) => value.slice(start, start + pieceLength));
}

function formsOf(value: string): string[] {
  return [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    value.toLowerCase(),
    Buffer.from(value).toString('hex'),
    ...[0, 1, 2].flatMap((shift) => base64At(value, shift)),
  ];
}

/** As it stands in Base64 of a longer text, such as Basic credentials, where `shift` more bytes came before it. */
function base64At(value: string, shift: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
  const whole = bytes.subarray(shift === 0 ? 0 : 3, bytes.length - (bytes.length % 3));
  return [whole.toString('base64'), whole.toString('base64url')];
}
