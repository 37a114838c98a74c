import { parseArgs } from 'node:util';
import { announced } from '#localstack/announcement.ts';
import { lacksCredentials, lacksRegion, toSentence } from './aws-errors.ts';
import { fail } from './processes.ts';

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'] & object;

/** Where an operator's command is to act. */
export const placeOptions = { stage: { type: 'string' }, local: { type: 'boolean' } } as const;

export const placeHelp = `It acts on the runner of \`npm start\` where one is running (DATA_DIR, .data), otherwise on the stack of the stage:
  --stage prod   the stack serverless-processes-prod, by your AWS credentials and region, or at AWS_ENDPOINT_URL
  --local        the runner, and nothing else`;

/** What a person is told in a sentence, and nothing more. */
export class Told extends Error {
  override readonly name = 'Told';
}

/** Reads a command line. Throws `Told` at what it does not know. */
export function readArgs<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean' } } as const,
      allowPositionals: true,
    });
  } catch (error) {
    const [, unknown] = /^Unknown option '(\S+)'/.exec(error instanceof Error ? error.message : '') ?? [];
    if (unknown === undefined) throw new Told(error instanceof Error ? firstSentence(error.message) : '');
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new Told(`There is no option ${unknown}; there are ${known.join(', ')}.`);
  }
}

/** Runs a command: what goes wrong ends it with a sentence, and 1. */
export async function operatorCommand(run: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await run()}\n`);
  } catch (error) {
    if (error instanceof Told) fail(error.message);
    const sentence = toSentence(error, { env: process.env });
    fail(sentence, ...(lacksCredentials(error) || lacksRegion(error) ? [orTheRunner()] : []));
  }
}

/** Whoever has neither credentials nor a region most likely means the runner. */
function orTheRunner(): string {
  const runner = announced(process.env.DATA_DIR ?? '.data');
  return runner
    ? `The runner at ${runner.url} is meant by --local.`
    : 'No runner is running here either: without an account, start one with `npm start`, and say --local.';
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.split('. ');
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
