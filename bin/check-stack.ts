import { stackName } from '#lib/stack/stack-name.ts';
import { type Findings, nothing, problem, type Target } from './target.ts';

/** Whether a stack of that name is in a state that CloudFormation can deploy to. */
export async function checkStack({ account, region, config }: Target): Promise<Findings> {
  const name = stackName(config.stage);
  const status = await account.stackStatus(name);
  if (status === undefined) return nothing;
  const destroy = `npm run destroy -- -c stage=${config.stage}`;
  const aws = (command: string) => `aws cloudformation ${command} --stack-name ${name} --region ${region}`;
  if (/^(CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED)$/.test(status)) {
    return problem(
      `The stack ${name} was never made as a whole (${status}): read why with \`${aws('describe-stack-events')}\`, delete it with \`${destroy}\`, and deploy again.`,
    );
  }
  if (status === 'DELETE_FAILED') {
    return problem(
      `The stack ${name} could not be deleted as a whole (${status}): read why with \`${aws('describe-stack-events')}\`, then repeat \`${destroy}\`.`,
    );
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    return problem(
      `The last update of the stack ${name} could not be taken back (${status}): read why with \`${aws('describe-stack-events')}\`, then go on with \`${aws('continue-update-rollback')}\`.`,
    );
  }
  // A change set that nobody executed leaves a stack in review, which the CDK takes for none.
  if (!status.endsWith('_IN_PROGRESS') || status === 'REVIEW_IN_PROGRESS') return nothing;
  return problem(
    `The stack ${name} is being changed right now (${status}): wait until \`${aws('describe-stacks')} --query 'Stacks[0].StackStatus'\` says that it is not.`,
  );
}
