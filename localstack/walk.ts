/**
 * The commands that a newcomer may try first: a list, an execution and a job, with a real example; with a token where one is
 * asked for.
 */
export async function walk(url: string): Promise<string[]> {
  const list = `curl ${url}/processes`;
  const example = await findExample(url).catch(() => undefined);
  const { status } = await fetch(`${url}/jobs`, { method: 'HEAD' });
  const token = status === 401 ? ' -H "Authorization: Bearer $TOKEN"' : '';
  if (!example) return [`curl ${url}/`, list, `curl ${url}/jobs${token}`];

  const execute = `curl ${url}/processes/${example.processID}/execution${token} -H 'Content-Type: application/json'`;
  const body = `-d '${JSON.stringify({ inputs: example.inputs }).replaceAll("'", String.raw`'\''`)}'`;
  return [list, `${execute} ${body}`, `${execute} -H 'Prefer: respond-async' ${body}`];
}

interface Description {
  readonly id: string;
  readonly examples?: readonly { readonly inputs: unknown }[];
}

/** The shortest example on offer of the first few processes. */
async function findExample(url: string): Promise<{ processID: string; inputs: unknown } | undefined> {
  const { processes } = (await read(`${url}/processes?limit=10`)) as { processes: readonly Description[] };
  const descriptions = await Promise.all(
    processes.map(async ({ id }) => (await read(`${url}/processes/${id}`)) as Description),
  );
  const examples = descriptions.flatMap(({ id, examples = [] }) =>
    examples.map(({ inputs }) => ({ processID: id, inputs, length: JSON.stringify(inputs).length })),
  );
  return examples.sort((a, b) => a.length - b.length)[0];
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url, { headers: { Accept: 'application/json' } });
  return response.json();
}
