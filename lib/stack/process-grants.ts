import { Aws, aws_iam as iam } from 'aws-cdk-lib';
import type { Process } from '#lib/process/process.ts';
import { parameterName, type Reference, referencesIn } from '#lib/process/variables.ts';

/** What a process's own function may do beside what all of them may: what it asks for, and reading its variables. */
export function ownStatements({ grants, environment }: Process): iam.PolicyStatement[] {
  return [
    ...grants.map(
      ({ actions, resources }) =>
        new iam.PolicyStatement({ actions: [...actions], resources: [...resources] }),
    ),
    ...readStatements(referencesIn(environment).map(([, reference]) => reference)),
  ];
}

/** What reading these secrets and parameters takes. */
export function readStatements(references: readonly Reference[]): iam.PolicyStatement[] {
  const parameters = references.map((reference) => parameterArn(parameterName(reference)));
  const secrets = references.flatMap((reference) =>
    'secret' in reference ? [secretArn(reference.secret)] : [],
  );
  return [...allow('ssm:GetParameters', parameters), ...allow('secretsmanager:GetSecretValue', secrets)];
}

/** Why these have wildcards, by resource. */
export function ownWildcards({ grants }: Process): Readonly<Record<string, string>> {
  const asked = grants.flatMap(({ resources }) => resources);
  return Object.fromEntries(asked.map((resource) => [resource, 'The process asks for it: `grants`.']));
}

function allow(action: string, resources: readonly string[]): iam.PolicyStatement[] {
  if (resources.length === 0) return [];
  return [new iam.PolicyStatement({ actions: [action], resources: [...new Set(resources)] })];
}

function parameterArn(name: string): string {
  return arn('ssm', `parameter/${name.replace(/^\//, '')}`);
}

/** A secret's ARN ends with six characters that its name does not tell. */
function secretArn(secret: string): string {
  return arn('secretsmanager', `secret:${secret}-??????`);
}

function arn(service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}
