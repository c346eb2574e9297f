import fc from 'fast-check';

/** What readers of texts have stumbled over. */
const stumblingBlocks = [
  '',
  '\0',
  '\r\n',
  '\u001b[2J',
  '\u202e',
  '\ufeff',
  '\ud800',
  '.',
  '..',
  '=',
  '%',
  '%00',
  '&',
  '"',
  '\\',
  '\\u0000',
  '{',
  '}',
  '[',
  '{"__proto__":{"polluted":1}}',
  '"constructor":{}',
  'eyJ',
  'null',
  '-0',
  '1e999',
  '9007199254740993',
  '-----BEGIN ',
  '-----END PRIVATE KEY-----',
];

const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      size: fc.nat(40),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      text: fc.oneof(
        fc.constantFrom(...stumblingBlocks),
        fc.string({ maxLength: 20 }),
        fc.string({ unit: 'binary', maxLength: 8 }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('flip' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      bit: fc.nat(6),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      size: fc.nat(60),
      times: fc.oneof(fc.nat(20), fc.constantFrom(1000, 5000)),
    }),
  },
);

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

const longest = 300_000;

function applied(text: string, change: Edit): string {
  const at = Math.floor(change.at * text.length);
  switch (change.kind) {
    case 'cut':
      return text.slice(0, at) + text.slice(at + change.size);
    case 'insert':
      return text.slice(0, at) + change.text + text.slice(at);
    case 'flip':
      return at >= text.length
        ? text
        : text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << change.bit)) + text.slice(at + 1);
    case 'repeat':
      return (text.slice(0, at) + text.slice(at, at + change.size).repeat(change.times) + text.slice(at)).slice(
        0,
        longest,
      );
  }
}

/** One of these texts, as it is or damaged in up to six places. */
export function damaged(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 6 }))
    .map(([text, edits]) => edits.reduce(applied, text));
}

/** The same for bytes, through an encoding that keeps each byte. */
export function damagedBytes(texts: readonly Buffer[]): fc.Arbitrary<Buffer> {
  return damaged(texts.map((text) => text.toString('latin1'))).map((text) => Buffer.from(text, 'latin1'));
}

/** JSON of these values in which members were replaced, left out, doubled or made odd. */
export function oddJson(values: readonly object[]): fc.Arbitrary<unknown> {
  const replacement = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, '', '__proto__', [], {}, [[]], '\u001b[2J', '../../x'),
    fc.string({ maxLength: 300 }),
    fc.jsonValue({ maxDepth: 3 }),
    fc.integer({ min: 1, max: 70 }).map(nested),
  );
  return fc
    .tuple(fc.constantFrom(...values), fc.array(fc.tuple(fc.nat(), replacement, fc.nat(3)), { maxLength: 4 }))
    .map(([value, changes]) => {
      const copy: unknown = structuredClone(value);
      // A copy each time: a value that is put into itself would be a circle, and one that is shared spoils later cases.
      for (const [place, by, how] of changes) replaceAt(copy, place, structuredClone(by), how);
      return copy;
    });
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function replaceAt(value: unknown, place: number, by: unknown, how: number): void {
  const places: Place[] = [];
  const visit = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const key of Object.keys(inner)) {
      places.push({ holder: inner as Record<string, unknown>, key });
      if (places.length < 500) visit((inner as Record<string, unknown>)[key]);
    }
  };
  visit(value);
  const chosen = places[place % Math.max(1, places.length)];
  if (chosen === undefined) return;
  const { holder, key } = chosen;
  if (how === 0) delete holder[key];
  else if (how === 1 && !Array.isArray(holder)) holder[`${key}x`] = by;
  else holder[key] = by;
}
