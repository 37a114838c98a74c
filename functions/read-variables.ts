import { parameterStore } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { log } from '#lib/aws/log.ts';
import { parameters } from '#lib/aws/parameters.ts';
import { variablesReader } from '#lib/operations/read-variables.ts';
import { allLiteral, type Variables } from '#lib/process/variables.ts';

/** A process's variables: as they stand, or how to read them where some are kept elsewhere. */
export function readVariables(processID: string, variables: Variables) {
  if (allLiteral(variables)) return variables;
  return variablesReader({ parameters: parameters(parameterStore), clock, log: log() }, processID, variables);
}
