import * as z from 'zod';
import type { Process } from './process.ts';

const Variable = z.union([
  z.string(),
  z.strictObject({ secret: z.string(), field: z.string().min(1).optional() }),
  z.strictObject({ parameter: z.string() }),
]);

/** Whether variables are named and kept as they can be. Returns sentences that say what to change. */
export function checkEnvironment({ environment }: Process): string[] {
  return Object.entries(environment).flatMap(([name, variable]) => [
    ...(/^[A-Za-z]\w+$/.test(name) && !/^(AWS|LAMBDA)_/.test(name)
      ? []
      : [
          `The variable \`${name}\` of \`environment\` must be named by letters, digits and \`_\`, a letter first, not \`AWS_…\` or \`LAMBDA_…\`, which are Lambda's own.`,
        ]),
    ...checkVariable(name, variable),
  ]);
}

function checkVariable(name: string, given: unknown): string[] {
  const { data } = Variable.safeParse(given);
  if (data === undefined) {
    return [
      `The variable \`${name}\` of \`environment\` must be text, \`{ secret }\`, \`{ secret, field }\` or \`{ parameter }\`.`,
    ];
  }
  if (typeof data === 'string') return [];
  if ('parameter' in data) {
    return /^(\/[\w.-]+)+$|^[\w.-]+$/.test(data.parameter) && !data.parameter.startsWith('/aws/')
      ? []
      : [
          `The variable \`${name}\` of \`environment\` names the parameter ${JSON.stringify(data.parameter)}. Name one of your own, such as /maps/key.`,
        ];
  }
  return isSecret(data.secret)
    ? []
    : [
        `The variable \`${name}\` of \`environment\` names the secret ${JSON.stringify(data.secret)}. Give its name alone, such as maps/token: only secrets of the account and region that this is deployed to can be read.`,
      ];
}

/** No ARN, which could be that of another account or region. */
function isSecret(secret: string): boolean {
  return /^[\w/+=.@-]{1,512}$/.test(secret);
}
