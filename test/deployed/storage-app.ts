/** A CDK app of nothing but table, bucket and queues, as the server's stack makes them: no function takes what is in them. */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { processPrefix } from '#lib/process/process-prefix.ts';
import { newBucket } from '#lib/stack/bucket.ts';
import { newCallbackQueues } from '#lib/stack/callback-queues.ts';
import { toConfig } from '#lib/stack/config.ts';
import { newQueue } from '#lib/stack/queue.ts';
import { stackName } from '#lib/stack/stack-name.ts';
import { newTable } from '#lib/stack/table.ts';

const app = new App({ analyticsReporting: false });
const config = toConfig(app.node.getAllContext());
const { stage } = config;
const stack = new Stack(app, stackName(stage), { analyticsReporting: false });

const deadLetterQueue = newQueue(stack, 'DeadLetterQueue', { timeout: 0 });
for (const processID of ['echo', 'buffer']) {
  const queueName = `${processPrefix(stage)}${processID}`;
  newQueue(stack, processID, { queueName, timeout: 60, deadLetterQueue });
}
const { toSend, deadLetters, outcomes } = newCallbackQueues(stack, deadLetterQueue);

const outputs = {
  TableName: newTable(stack, 'Table', false).tableName,
  BucketName: newBucket(stack, 'Bucket', config).bucketName,
  CallbackQueueUrl: toSend.queueUrl,
  CallbackDeadLetterQueueUrl: deadLetters.queueUrl,
  CallbackOutcomeQueueUrl: outcomes.queueUrl,
};
for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value });
