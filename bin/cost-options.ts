import { parseArgs } from 'node:util';
import { nearest } from '#lib/process/nearest.ts';
import { longestExecution, type Month } from './cost-model.ts';

/** Each with what it is where it is left out. */
const numbers = {
  processes: '5',
  requests: '0',
  executions: '0',
  jobs: '0',
  seconds: '1',
  memory: '512',
  polls: '5',
};

/** Reads the month that is asked about; a sentence where it cannot be read. */
export function readMonth(args: readonly string[]): Month | string {
  const known = [...Object.keys(numbers), 'gateway'];
  const { values, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(known.map((name) => [name, { type: 'string' as const }])),
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option' && known.includes(token.name)) continue;
    const name = 'rawName' in token ? token.rawName : 'value' in token ? token.value : '--';
    const meant = nearest(name, known);
    return `There is no option ${name}; ${meant ? `did you mean --${meant}?` : `there are ${known.map((each) => `--${each}`).join(', ')}.`}`;
  }
  const { gateway = 'HttpApi' } = values;
  if (gateway !== 'HttpApi' && gateway !== 'RestApi') {
    return `--gateway must be HttpApi or RestApi, not ${gateway}.`;
  }
  const wrong = Object.keys(numbers).find((name) => !/^\d+(\.\d+)?$/.test(`${values[name] ?? '0'}`));
  if (wrong !== undefined) return `--${wrong} must be a number from 0 on, not ${values[wrong]}.`;
  const number = (name: keyof typeof numbers) => Number(values[name] ?? numbers[name]);
  if (number('executions') > 0 && number('seconds') > longestExecution) {
    return `--seconds is ${number('seconds')}, and an execution that takes more than ${longestExecution} s is not answered synchronously: ask for --jobs in place of --executions.`;
  }
  return {
    gateway,
    processes: number('processes'),
    requests: number('requests'),
    executions: number('executions'),
    jobs: number('jobs'),
    executed: { seconds: number('seconds'), memory: number('memory') },
    polls: number('polls'),
  };
}
