/** Chance that can be repeated: the same seed draws the same numbers. */
export interface Chance {
  /** From 0 on, and below 1. */
  draw(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  one<T>(of: readonly T[]): T | undefined;
}

/** Mulberry32: small, and even enough. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  return { draw, between, one: (of) => of[between(0, of.length - 1)] };
}
