import { type Check, defineCheck, NotRun } from '../check.ts';
import { echo, echoes, echoWith, inputsOf, sampleInput } from '../echo.ts';
import { exceptionProblems, statusProblems } from '../expect.ts';
import { isObject, membersOf, sentOf } from '../reading.ts';
import { textByReference } from '../reference.ts';
import { wrongOf } from '../sample.ts';
import { inputsSent, isMany, isReference } from '../written.ts';
import { withRequest } from './core-process.ts';

/** Inputs by value and by reference, that they are validated, and that without a word all outputs come. */
export const coreInputs: readonly Check[] = [
  defineCheck({
    number: 'C18',
    id: '/req/core/process-execute-inputs',
    title: 'An input by value and the same by reference give the same',
    exchanges: async (server) => {
      const { processID, first, ...one } = await echo(server);
      const run = (value: unknown) =>
        server.execute(processID, {
          inputs: inputsOf({ processID, ...one }, { [first]: value }),
          outputs: { [first]: {} },
          response: 'document',
        });
      return { value: await run('conformance'), reference: await run(await textByReference(server)) };
    },
    check: ({ value, reference }) => [
      ...statusProblems(value, 200, 201),
      ...statusProblems(reference, 200, 201),
      ...(Object.values(inputsSent(reference)).some(isReference) ? [] : ['No input is a reference.']),
      ...(value.status !== 200 || reference.status !== 200 || value.body === reference.body
        ? []
        : ['By reference something else came out than by value.']),
    ],
  }),
  defineCheck({
    number: 'C24',
    id: '/req/core/process-execute-input-validation',
    title: 'A value that its schema forbids is refused by name, by value as by reference',
    exchanges: async (server) => {
      const one = await echoWith(
        server,
        'a numeric input',
        (schema, input) => !isMany(input) && wrongOf(schema) !== undefined,
      );
      const run = (value: unknown) =>
        server.execute(one.processID, {
          inputs: inputsOf(one, { [one.inputID]: value }),
          response: 'document',
        });
      const description = one.exchange;
      const value = await run(wrongOf(one.schema));
      return { description, value, reference: await run(await textByReference(server)) };
    },
    check: ({ description, value, reference }) => {
      const { inputs } = membersOf(description);
      const named = Object.keys(isObject(inputs) ? inputs : {});
      return [value, reference].flatMap((execution) => {
        const wrong = Object.entries(inputsSent(execution)).filter(([id, given]) => {
          const input = isObject(inputs) ? inputs[id] : undefined;
          const schema = isObject(input) && isObject(input.schema) ? input.schema : {};
          return isReference(given) || (wrongOf(schema) !== undefined && typeof given === 'string');
        });
        return [
          ...(wrong.length > 0 && named.length > 0 ? [] : ['Nothing in the request is wrong.']),
          ...withRequest(execution, exceptionProblems(execution)),
          ...wrong
            .filter(([id]) => !execution.body.includes(id))
            .map(([id]) => `The exception must name the input ${id}.`),
        ];
      });
    },
  }),
  defineCheck({
    number: 'C25',
    id: '/req/core/process-execute-default-outputs',
    title: 'Where no outputs are named, all come',
    exchanges: async (server) => {
      const [one] = await echoes(server);
      if (!one) throw new NotRun('there is no echo process');
      const all = Object.entries(one.inputs).filter(([id]) => Object.hasOwn(one.outputs, id));
      const inputs = inputsOf(one, Object.fromEntries(all.map(([id, input]) => [id, sampleInput(input)])));
      const execution = await server.execute(one.processID, { inputs, response: 'document' });
      return { description: one.exchange, execution };
    },
    check: ({ description, execution }) => {
      const { outputs } = membersOf(description);
      const results = membersOf(execution);
      const sent = sentOf(execution);
      return [
        ...statusProblems(execution, 200),
        ...('outputs' in sent ? ['The request names outputs.'] : []),
        ...Object.keys(isObject(outputs) ? outputs : {})
          .filter((id) => !Object.hasOwn(results, id))
          .map((id) => `The output ${id} is missing.`),
      ];
    },
  }),
];
