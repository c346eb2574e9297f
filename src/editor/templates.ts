/** An English text with places for what varies, taken apart so that a finished text can be recognised as one of it. */
export interface Template {
  /** As it is in the bundle: `No SDK reads {0}.` */
  readonly key: string;
  /** What stands before, between and behind the places. */
  readonly pieces: readonly string[];
  /** The number in each place, in the order of the text. */
  readonly places: readonly number[];
  /** Too little of it is fixed to be told from other texts: `{0} days`. Numbers alone can be in its places. */
  readonly numbersOnly: boolean;
}

/** The texts of a bundle that have places, those with most fixed text first: the first that fits is the best. */
export function templatesOf(bundle: Readonly<Record<string, string>>): Template[] {
  return Object.keys(bundle)
    .filter((key) => /\{\d+\}/.test(key))
    .map((key) => {
      const pieces = key.split(/\{\d+\}/);
      const places = [...key.matchAll(/\{(\d+)\}/g)].map(([, place]) => Number(place));
      return { key, pieces, places, numbersOnly: isWeak(pieces) };
    })
    .sort((one, other) => fixedLength(other) - fixedLength(one));
}

function fixedLength({ pieces }: Template): number {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}

function isWeak(pieces: readonly string[]): boolean {
  const words = pieces.join(' ').match(/[A-Za-z]{2,}/g) ?? [];
  return pieces[0] === '' && !pieces.at(-1)!.endsWith('.') && words.length < 2;
}

/** What stands in the places of a template where the text is one of it, by their numbers. Linear in the text. */
export function valuesIn(text: string, { pieces, places, numbersOnly }: Template): string[] | undefined {
  const last = pieces.at(-1)!;
  let at = pieces[0]!.length;
  const end = text.length - last.length;
  if (end < at || !text.startsWith(pieces[0]!) || !text.endsWith(last)) return undefined;
  const values: string[] = [];
  for (const [index, place] of places.entries()) {
    const next = index === places.length - 1 ? end : text.indexOf(pieces[index + 1]!, at);
    if (next < at || next > end) return undefined;
    const value = text.slice(at, next);
    if (numbersOnly ? !/^\d+$/.test(value) : endsSentence(value)) return undefined;
    values[place] = value;
    at = next + pieces[index + 1]!.length;
  }
  return values;
}

/** Whether a sentence ends in it: then it is more than what one place was filled with. What it quotes does not count. */
function endsSentence(value: string): boolean {
  return /[.?!] /.test(value.replaceAll(/“[^”]*”|"[^"]*"/g, ''));
}
