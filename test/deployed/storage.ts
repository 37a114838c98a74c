import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { openBucket } from '#lib/aws/objects.ts';
import { openParameterStore } from '#lib/aws/parameter-store.ts';
import { processPrefix } from '#lib/process/process-prefix.ts';
import { deploy, destroy, output } from '#localstack/deploy-to.ts';
import { account, clientOptions } from '#localstack/emulator.ts';
import type { Cloud } from '#test/contract/cloud.ts';
import type { ReceivedMessage } from '#test/contract/subject.ts';
import { place } from './place.ts';

const stage = 'storage';
const options = clientOptions(place.emulator);
const { endpoint } = options;

/** Deploys table, bucket and queues of the server, without the server. */
export async function deployStorage(): Promise<Cloud> {
  const app = 'node test/deployed/storage-app.ts';
  const outputs = await deploy(place, { stage, app });
  const bucketName = output(outputs, 'BucketName');
  const callbackQueueUrl = output(outputs, 'CallbackQueueUrl');
  const objects = openBucket(bucketName, { ...options, forcePathStyle: true });
  const store = openParameterStore(options);
  return {
    endpoint,
    table: { client: new DynamoDBClient(options), name: output(outputs, 'TableName') },
    bucket: { name: bucketName, objects: async () => objects },
    queues: {
      client: new SQSClient({ ...options, useQueueUrlAsEndpoint: false }),
      urlPrefix: `https://sqs.${options.region}.amazonaws.com/${account}/${processPrefix(stage)}`,
    },
    callbackQueueUrls: {
      callbacks: callbackQueueUrl,
      'dead-callbacks': output(outputs, 'CallbackDeadLetterQueueUrl'),
      outcomes: output(outputs, 'CallbackOutcomeQueueUrl'),
    },
    store: async () => store,
    keep,
    hiddenFor: (message) => hiddenFor(callbackQueueUrl, message),
  };
}

export function destroyStorage(): Promise<void> {
  return destroy(place, { stage });
}

/** Names of parameters begin with a slash, those of secrets do not. */
async function keep(values: Readonly<Record<string, string>>): Promise<void> {
  const parameters = new SSMClient(options);
  const secrets = new SecretsManagerClient(options);
  for (const [Name, Value] of Object.entries(values)) {
    if (Name.startsWith('/')) {
      await parameters.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
    } else {
      await keepSecret(secrets, Name, Value);
    }
  }
}

async function keepSecret(secrets: SecretsManagerClient, Name: string, SecretString: string): Promise<void> {
  try {
    await secrets.send(new CreateSecretCommand({ Name, SecretString }));
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    await secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString }));
  }
}

/** No request of SQS tells it; the emulator does, by a path of its own. */
async function hiddenFor(queueUrl: string, { body }: ReceivedMessage): Promise<number> {
  const url = new URL('/_ministack/sqs/messages', endpoint);
  url.searchParams.set('QueueUrl', queueUrl);
  const { messages } = (await (await fetch(url)).json()) as {
    messages: Record<string, Record<string, Record<string, { Body: string; VisibleAt: number }[]>>>;
  };
  const found = Object.values(messages)
    .flatMap((regions) => Object.values(regions))
    .flatMap((queues) => Object.values(queues))
    .flat()
    .find(({ Body }) => Body === body);
  return (found?.VisibleAt ?? 0) - Date.now() / 1000;
}
