import { stackName } from '#lib/stack/stack-name.ts';
import type { Store } from './account.ts';
import { isDenied } from './aws-errors.ts';
import { type Findings, note, problem, type Target } from './target.ts';

/** What a stack keeps its data in. */
const storeTypes = ['table', 'bucket'] as const satisfies readonly Store['type'][];

/** What goes and what stays when the stack is deleted, as it was deployed, whatever the settings say by now. */
export async function foretell(target: Target): Promise<Findings> {
  const { account, region, config } = target;
  const name = stackName(config.stage);
  try {
    if ((await account.stackStatus(name)) === undefined) {
      return problem(
        `There is no stack ${name} in ${region}, so nothing is deleted: name another stage with -c stage=…, or another region with AWS_REGION.`,
      );
    }
    return note(...toSentences(name, region, await account.stores(name)));
  } catch (error) {
    if (!isDenied(error)) throw error;
    const kept = config.removalPolicy === 'retain' ? 'stay' : 'go';
    return note(
      `These credentials may not read the stack ${name}; by its settings table and bucket ${kept} when it is deleted.`,
    );
  }
}

function toSentences(name: string, region: string, stores: readonly Store[]): string[] {
  const goes = stores.filter(({ kept }) => !kept);
  const stays = stores.filter(({ kept }) => kept);
  const unseen = storeTypes.filter((type) => !stores.some((store) => store.type === type));
  if (stays.length === 0 && unseen.length === 0) {
    return [`The stack ${name} goes with all that is in it: ${list(goes)}, every job and every result.`];
  }
  const also = goes.length === 0 ? '' : `, but not ${list(goes)}`;
  const staying = `What stays, with all that is in it: ${list(stays)}${also}.`;
  const going = goes.length === 0 ? '' : `So does, with all that is in it: ${list(goes)}.`;
  return [
    `The stack ${name} goes, and with it the API and the jobs that wait or run. ${stays.length > 0 ? staying : going}`.trimEnd(),
    ...unseen.map(
      (type) =>
        `What becomes of its ${type} is not known, for none was found in it: look for it with \`aws cloudformation list-stack-resources --stack-name ${name} --region ${region}\` before you agree.`,
    ),
    ...stays.map(
      (store) =>
        `To delete the ${store.type} for good as well, afterwards: ${commandsFor(store, region)
          .map((command) => `\`${command}\``)
          .join(', then ')}.`,
    ),
  ];
}

function commandsFor({ type, name }: Store, region: string): string[] {
  if (type === 'bucket') return [`aws s3 rb s3://${name} --force --region ${region}`];
  return [
    `aws dynamodb update-table --table-name ${name} --no-deletion-protection-enabled --region ${region}`,
    `aws dynamodb delete-table --table-name ${name} --region ${region}`,
  ];
}

function list(stores: readonly Store[]): string {
  return stores.map(({ type, name }) => `its ${type} ${name}`).join(' and ');
}
