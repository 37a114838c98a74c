import { expect, it } from 'vitest';
import { metrics } from '#lib/metrics.ts';
import { assumed, usageOfIdleMonth, watched } from '../../bin/cost-model.ts';
import { all, functionsOf, synthesised } from './synthesised.ts';

/** Of a queue that Lambda polls. */
const requestsPerMonth = 657_000;

it('costs are reckoned from what the template has', async () => {
  const stack = await synthesised();
  const templates = [stack.parent, ...stack.processes.values()];

  const polled = templates.flatMap((template) => all(template, 'AWS::Lambda::EventSourceMapping')).length;
  expect(usageOfIdleMonth(stack.processes.size).queueRequests).toBe(polled * requestsPerMonth);

  const rules = all(stack.parent, 'AWS::Events::Rule').map(({ Properties }) => Properties.ScheduleExpression);
  expect(rules).toEqual(['rate(1 minute)']);

  const alarms = all(stack.parent, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const watching = alarms.flatMap(({ Metrics }) => [...(Metrics ?? [{ MetricStat: {} }])]);
  expect({
    alarms: alarms.length,
    alarmMetrics: watching.filter(({ MetricStat }) => MetricStat).length,
    metrics: Object.keys(metrics).length,
  }).toEqual({ alarms: watched.alarms, alarmMetrics: watched.alarmMetrics, metrics: watched.metrics });

  const api = [...functionsOf(stack)].filter(([name]) => !stack.processes.has(name));
  expect(new Set(api.map(([, { properties }]) => properties.MemorySize))).toEqual(
    new Set([assumed.apiMemory]),
  );
});
