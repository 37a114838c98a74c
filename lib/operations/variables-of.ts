import { allLiteral, type Variables } from '#lib/process/variables.ts';
import { variablesReader } from './read-variables.ts';

/** A process's variables: as they stand, or how to read them where some are kept elsewhere. */
export function variablesOf(
  ports: Parameters<typeof variablesReader>[0],
  processID: string,
  variables: Variables,
): Readonly<Record<string, string>> | ReturnType<typeof variablesReader> {
  return allLiteral(variables) ? variables : variablesReader(ports, processID, variables);
}
