import { aws_cloudwatch_actions as actions, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { newAlarmTopic } from './alarm-topic.ts';
import { anchorOf, runbook } from './runbook.ts';
import { type Watch, type Watched, watchesOf } from './watches.ts';

interface Props extends Watched {
  /** Begins the names of the alarms. */
  readonly name: string;
  /** Who is written to; empty: nobody, and the alarms only show. */
  readonly email: string;
}

/** An alarm for each thing that is watched; each says what to do next, and where the runbook goes on. */
export class Alarms extends Construct {
  readonly alarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, { name, email, ...watched }: Props) {
    super(scope, id);
    this.alarms = watchesOf(watched).map((watch) => newAlarm(this, name, watch));
    if (email === '') return;
    const tell = new actions.SnsAction(newAlarmTopic(this, 'Topic', { name, email }));
    for (const alarm of this.alarms) {
      alarm.addAlarmAction(tell);
      alarm.addOkAction(tell);
    }
  }
}

function newAlarm(scope: Construct, name: string, watch: Watch): cloudwatch.Alarm {
  const anchor = anchorOf(watch.name);
  return new cloudwatch.Alarm(scope, watch.name, {
    alarmName: `${name}-${anchor}`,
    alarmDescription: `${watch.means} Next: ${watch.next} Runbook: ${runbook}#${anchor}`,
    metric: watch.metric,
    threshold: watch.threshold,
    comparisonOperator: watch.below
      ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
      : cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    datapointsToAlarm: watch.datapoints,
    evaluationPeriods: watch.periods,
    treatMissingData: watch.silenceCounts
      ? cloudwatch.TreatMissingData.BREACHING
      : cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
