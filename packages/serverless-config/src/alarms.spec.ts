import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const require = createRequire(import.meta.url);
const alarms = require('../alarms.cjs') as Fragment;

describe('Alarms', () => {
  const resources = async (declared: Readonly<Record<string, unknown>>) =>
    (await alarms(framework({ 'self:custom.alarms': declared }))).Resources;

  it('go off when a function lags behind its stream', async () => {
    const { PublishEventsAgeAlarm } = await resources({ publishEvents: { behindSeconds: 60 } });
    expect(PublishEventsAgeAlarm?.Properties).toMatchObject({
      AlarmDescription: 'publishEvents of orders is more than 60 s behind its stream.',
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'PublishEventsLambdaFunction' } }],
      Threshold: 60_000,
      EvaluationPeriods: 5,
    });
  });

  it('go off when a function has failed for some minutes', async () => {
    const { SweepOrdersErrorsAlarm } = await resources({ sweepOrders: { failingMinutes: 3 } });
    expect(SweepOrdersErrorsAlarm?.Properties).toMatchObject({
      MetricName: 'Errors',
      Statistic: 'Sum',
      Threshold: 0,
      EvaluationPeriods: 3,
    });
  });

  it.each([[{}], [{ behindSeconds: 60, failingMinutes: 5 }]])('are of one kind: not %j', async (declared) => {
    await expect(resources({ sweepOrders: declared })).rejects.toThrow(
      'custom.alarms.sweepOrders takes behindSeconds, or failingMinutes',
    );
  });
});
