import { Aws, aws_iam as iam, aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

interface Props {
  readonly name: string;
  /** Has to confirm the subscription once, by a link in a mail. */
  readonly email: string;
}

/**
 * Where alarms go: alarms of this account only, by TLS only. What they say is no secret:
 * docs/decisions/alarm-texts-without-a-key.md.
 */
export function newAlarmTopic(scope: Construct, id: string, { name, email }: Props): sns.Topic {
  const topic = new sns.Topic(scope, id, { displayName: name, enforceSSL: true });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  topic.addSubscription(new subscriptions.EmailSubscription(email));
  return topic;
}
