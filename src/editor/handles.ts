import { randomBytes } from 'node:crypto';
import type { Place } from './hover/lines.js';

/** Where a text stands in a document; kept to put another in its place. */
export interface DocumentPlace {
  uri: string;
  start: Place;
  end: Place;
}

export interface HeldText {
  /** A token, a client assertion or key material. */
  text: string;
  place?: DocumentPlace;
}

/**
 * Tokens under opaque names, in memory alone. Links, webview state and messages carry the name in the token's place,
 * so that the token gets into no URI, log or stored state. The oldest are forgotten.
 */
export class TextHandles {
  readonly #held = new Map<string, HeldText>();
  readonly #capacity: number;
  readonly #random: (size: number) => Buffer;

  constructor(capacity = 200, random: (size: number) => Buffer = randomBytes) {
    this.#capacity = capacity;
    this.#random = random;
  }

  /** The name of a text (at a place); the same one again as long as it is kept. */
  hold(text: string, place?: DocumentPlace): string {
    for (const [handle, held] of this.#held) {
      if (held.text === text && samePlace(held.place, place)) {
        this.#held.delete(handle);
        this.#held.set(handle, held);
        return handle;
      }
    }
    const handle = this.#random(12).toString('base64url');
    this.#held.set(handle, place === undefined ? { text } : { text, place });
    const oldest = this.#held.keys().next();
    if (this.#held.size > this.#capacity && !oldest.done) this.#held.delete(oldest.value);
    return handle;
  }

  get(handle: string): HeldText | undefined {
    return this.#held.get(handle);
  }

  /** Drops texts from memory; their names lead nowhere from then on. */
  forget(texts: readonly string[]): void {
    for (const [handle, { text }] of this.#held) if (texts.includes(text)) this.#held.delete(handle);
  }
}

function samePlace(one: DocumentPlace | undefined, other: DocumentPlace | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.uri === other.uri && same(one.start, other.start) && same(one.end, other.end);
}

function same(one: Place, other: Place): boolean {
  return one.line === other.line && one.character === other.character;
}

const handlesOfWindow = new WeakMap<object, TextHandles>();

/** The handles that belong to a window's services, for hovers, commands and pages alike. */
export function handlesOf(services: object): TextHandles {
  let handles = handlesOfWindow.get(services);
  if (handles === undefined) {
    handles = new TextHandles();
    handlesOfWindow.set(services, handles);
  }
  return handles;
}
