import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { toConfig } from '#lib/stack/config.ts';
import { contextOfFile } from '#lib/stack/context-of-file.ts';
import { stackName } from '#lib/stack/stack-name.ts';
import { Told } from './operator-command.ts';

/** A stack that is deployed. */
export interface DeployedStack {
  readonly name: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads the outputs of a stage's stack; absent, the stage and region that `cdk.json` names. Throws `Told` where there is no
 * such stack.
 */
export async function readStack(named: string | undefined): Promise<DeployedStack> {
  const { stage, region: configured } = toConfig({
    ...(await contextOfFile()),
    ...(named !== undefined && { stage: named }),
  });
  const client = new CloudFormationClient(configured === '' ? {} : { region: configured });
  const name = stackName(stage);
  const region = await client.config.region();
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
      OutputKey,
      OutputValue,
    ]);
    return { name, region, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    if (!(error instanceof Error) || !/does not exist/.test(error.message)) throw error;
    throw new Told(
      `There is no stack ${name} in ${region}: name another stage with --stage, set AWS_REGION, or deploy it with \`npm run deploy\`.`,
    );
  }
}
