import { readFileSync } from 'node:fs';
import type { Command } from '#test/local/setup/command.ts';

export const kinds = ['process function', 'API function', 'queues and bucket', 'table', 'runner'] as const;
export type Kind = (typeof kinds)[number];

/** The processes of a runner, by what they are; of the runner itself there is none. */
export function targetsOf(runner: Command): Readonly<Record<Kind, readonly number[]>> {
  const all = runner.descendants().map((pid) => ({ pid, kind: kindOf(pid) }));
  const of = (kind: Kind) => all.filter((one) => one.kind === kind).map(({ pid }) => pid);
  return {
    'process function': of('process function'),
    'API function': of('API function'),
    'queues and bucket': of('queues and bucket'),
    table: of('table'),
    runner: [],
  };
}

/** Absent where it is none that is killed, such as a shell, or where it has gone meanwhile. */
function kindOf(pid: number): Kind | undefined {
  try {
    const [program = '', script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (program.endsWith('/dynoxide')) return 'table';
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (command.includes('fauxqs-program.ts')) return 'queues and bucket';
    if (script === '' || !command.includes('instance.ts')) return undefined;
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    return /\0AWS_LAMBDA_FUNCTION_NAME=[^\0]*-process-/.test(`\0${environment}`)
      ? 'process function'
      : 'API function';
  } catch {
    return undefined;
  }
}
