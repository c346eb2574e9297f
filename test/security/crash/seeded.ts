/** Random choices that a seed repeats. */
export interface Seeded {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of them; undefined where there is none. */
  pick<T>(items: readonly T[]): T | undefined;
  /** True once in so many times. */
  onceIn(times: number): boolean;
}

/** Mulberry32: small, and even enough to choose what to do next. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    pick: (items) => (items.length === 0 ? undefined : items[whole(0, items.length - 1)]),
    onceIn: (times) => whole(1, times) === 1,
  };
}

/** The seed that was asked for, or a new one. */
export function chosenSeed(): number {
  const given = process.env.ONEAPI_CRASH_SEED;
  return given === undefined ? Math.trunc(Math.random() * 0x7fff_ffff) : Number(given);
}
