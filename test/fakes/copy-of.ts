/** As `structuredClone` has it for plain objects, arrays and bytes, which is all that is stored here; many times as fast. */
export function copyOf<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Uint8Array) return value.slice();
  const made: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') return structuredClone(value);
    made[name] = copy(member);
  }
  return made;
}
