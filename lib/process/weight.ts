/** Whether a JSON value would take fewer than so many characters, about; stops counting as soon as it would not. */
export function weighsLess(root: unknown, limit: number): boolean {
  let weight = 0;
  const pending = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    weight += typeof value === 'string' ? value.length + 2 : 2;
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (!Array.isArray(value)) weight += key.length + 3;
        pending.push(child);
        if (weight + pending.length > limit) return false;
      }
    }
    if (weight > limit) return false;
  }
  return true;
}
