/** The known name that a wrong one most likely means; absent where none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 100) return undefined;
  const allowed = Math.max(1, Math.floor(name.length / 3));
  const [best] = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits);
  return best?.candidate;
}

/** Insertions, deletions, substitutions, and swaps of two neighbours, each of which counts as one. */
function distance(from: string, to: string): number {
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of from.split('').entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const substituted = (row[column - 1] ?? 0) + (to[column - 1] === character ? 0 : 1);
      const isSwap = to[column - 2] === character && to[column - 1] === from[index - 1];
      const swapped = isSwap ? (above[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, substituted, swapped));
    }
    above = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
