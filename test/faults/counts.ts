/** Counts things by name. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.#counts.set(name, this.of(name) + by);
  }

  addAll(counts: Counts): void {
    for (const [name, count] of counts.#counts) this.add(name, count);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** The most frequent first. */
  entries(): readonly (readonly [string, number])[] {
    return [...this.#counts].sort(([, one], [, other]) => other - one);
  }
}
