import { NotRun } from './check.ts';
import { type Echo, echo, inputsOf, sampleInput } from './echo.ts';
import type { Exchange } from './exchange.ts';
import { isObject, type Members } from './reading.ts';
import { type ExecuteBody, jobOf, type Server } from './server.ts';

/** A row of the decision table: in which form how many outputs are asked for, and how they are handed over. */
export type Row = 'one' | 'several' | 'references' | 'mixed' | 'document';

/** Executes the echo process as a row of the table has it, while this waits. */
export async function executeRow(server: Server, row: Row): Promise<{ readonly execution: Exchange }> {
  const one = await echo(server);
  return { execution: await server.execute(one.processID, bodyFor(one, row)) };
}

/** The same as a job, with its results. */
export function jobOfRow(
  server: Server,
  row: Row,
): Promise<{ readonly execution: Exchange; readonly results: Exchange }> {
  return server.once(`job of ${row}`, async () => {
    const one = await echo(server);
    const execution = await server.execute(one.processID, bodyFor(one, row), { prefer: 'respond-async' });
    const job = jobOf(execution);
    await server.ended(job);
    return { execution, results: await server.get(`${job}/results`) };
  });
}

function bodyFor(one: Echo & { readonly first: string }, row: Row): ExecuteBody {
  const { first, inputs, outputs, description } = one;
  const second = Object.keys(outputs).find((id) => id !== first && isPlain(inputs[id]));
  const both = () => {
    if (second !== undefined) return [first, second] as const;
    throw new NotRun('the echo process has no second output that is as plain as its first');
  };
  const byReference = { transmissionMode: 'reference' };
  const offers = Array.isArray(description.outputTransmission) ? description.outputTransmission : ['value'];
  if ((row === 'references' || row === 'mixed') && !offers.includes('reference')) {
    throw new NotRun('the echo process does not offer outputTransmission reference');
  }
  const asked: Readonly<Record<Row, () => Members>> = {
    one: () => ({ [first]: {} }),
    several: () => Object.fromEntries(both().map((id) => [id, {}])),
    references: () => ({ [first]: byReference }),
    mixed: () => ({ [both()[0]]: { transmissionMode: 'value' }, [both()[1]]: byReference }),
    document: () => ({ [first]: {} }),
  };
  const given = second === undefined ? {} : { [second]: sampleInput(inputs[second] ?? {}) };
  return {
    inputs: inputsOf(one, { [first]: 'conformance', ...given }),
    outputs: asked[row](),
    response: row === 'document' ? 'document' : 'raw',
  };
}

/** An input of a scalar type, or an array of them. */
function isPlain(input: Members | undefined): boolean {
  const type = isObject(input?.schema) ? input.schema.type : undefined;
  return ['string', 'number', 'integer', 'boolean'].includes(String(type));
}
