/** Execute requests of a run, and a quarter as many others: at least so many, more where `FUZZ_RUNS` says so. */
export const runs = Math.max(5000, Number(process.env.FUZZ_RUNS ?? 0));

/** Of what is drawn; `FUZZ_SEED` draws the same again. */
export const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Counts things by name, for people to read. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  toString(): string {
    const sorted = [...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.map(([name, count]) => `${name}: ${count}`).join(', ');
  }
}
