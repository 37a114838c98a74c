import { processPrefix } from '#lib/process/process-prefix.ts';
import type { Config } from '#lib/stack/config.ts';
import { checkStack } from './check-stack.ts';
import { type Findings, note, nothing, problem, type Target, together, whereAllowed } from './target.ts';

/** The least version of what `cdk bootstrap` makes that the synthesised stack asks for. */
export const bootstrapVersion = 6;

/** What has to stay free of reservations in an account. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const unreservable = 100;

/** What in the account would make a deployment fail halfway, all of it at once. */
export function checkDeployment(target: Target): Promise<Findings> {
  return together(
    whereAllowed('the version of the bootstrap stack', () => checkBootstrap(target)),
    whereAllowed('how many functions may run at once', () => checkConcurrency(target)),
    whereAllowed('the state of the stack', () => checkStack(target)),
  );
}

async function checkBootstrap({ account, accountID, region }: Target): Promise<Findings> {
  const version = await account.bootstrapVersion();
  const command = `npx cdk bootstrap aws://${accountID}/${region} --output cdk.bootstrap.out`;
  if (version === undefined) {
    return problem(
      `The account ${accountID} is not prepared for the CDK in ${region}: run \`${command}\` once.`,
    );
  }
  if (version >= bootstrapVersion) return nothing;
  return problem(
    `The account ${accountID} was prepared for the CDK in ${region} by an old version (${version}, and ${bootstrapVersion} is needed): run \`${command}\` again.`,
  );
}

async function checkConcurrency(target: Target): Promise<Findings> {
  const { account, accountID, region, config } = target;
  const { limit, unreserved } = await account.concurrency();
  const more = `aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region ${region}`;
  const wanted = reservations(config);
  const held = await Promise.all(wanted.map(([processID]) => account.reserved(nameOf(processID, config))));
  const free = Math.max(0, unreserved + sum(held) - unreservable);
  const total = sum(wanted.map(([, environments]) => environments));
  if (total > free) {
    const each = wanted.map(([processID, environments]) => `${environments} for ${processID}`).join(', ');
    return problem(
      `The setting processes reserves ${each} of the functions that may run at once in ${region}, and ${free} in all can be reserved, for ${unreservable} must stay free: lower reservedConcurrency, or ask for more with \`${more}\`.`,
    );
  }
  if (limit >= unreservable) return nothing;
  return note(
    `The account ${accountID} may run ${limit} functions at once in ${region}, of which a synchronous execution takes two: ask for more with \`${more}\`.`,
  );
}

function reservations({ processes }: Pick<Config, 'processes'>): [processID: string, environments: number][] {
  return Object.entries(processes).flatMap(([processID, { reservedConcurrency }]) =>
    reservedConcurrency === undefined ? [] : [[processID, reservedConcurrency]],
  );
}

function nameOf(processID: string, { stage }: Pick<Config, 'stage'>): string {
  return `${processPrefix(stage)}${processID}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
