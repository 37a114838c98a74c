/**
 * Puts something in the place of every `sample:<file>` of an example's inputs: where the value of an input stands, or
 * one of several values.
 *
 * @example withSamples(inputs, (name) => ({ href: `${base}/samples/${name}` }))
 */
export function withSamples(
  inputs: Readonly<Record<string, unknown>>,
  toValue: (name: string) => unknown,
): Readonly<Record<string, unknown>> {
  const replaced = (value: unknown): unknown => {
    const name = typeof value === 'string' ? /^sample:(.+)$/.exec(value)?.[1] : undefined;
    return name === undefined ? value : toValue(name);
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => [
      id,
      Array.isArray(value) ? value.map(replaced) : replaced(value),
    ]),
  );
}
