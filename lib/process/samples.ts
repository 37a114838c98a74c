/**
 * Puts something in the place of every `sample:<file>` of an example's inputs: where the value of an input stands, or
 * one of several values.
 *
 * @example withSamples(inputs, (name) => ({ href: `${base}/samples/${name}` }))
 */
export function withSamples(inputs: Inputs, toValue: (name: string) => unknown): Inputs {
  return mapInputs(inputs, (value) => {
    const name = typeof value === 'string' ? /^sample:(.+)$/.exec(value)?.[1] : undefined;
    return name === undefined ? value : toValue(name);
  });
}

type Inputs = Readonly<Record<string, unknown>>;

/** Maps the value of each input, and each of several values. */
export function mapInputs(inputs: Inputs, map: (value: unknown) => unknown): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => [id, Array.isArray(value) ? value.map(map) : map(value)]),
  );
}
