import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const require = createRequire(import.meta.url);
const alarms = require('../alarms.cjs') as Fragment;

describe('Alarms', () => {
  const resources = async (declared: Readonly<Record<string, unknown>>) =>
    (await alarms(framework({ 'self:custom.alarms': declared, 'param:functionAlarms': false }))).Resources;

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

  it('go off when an execution fails, or runs out of time', async () => {
    const { FulfilOrderExecutionsFailedAlarm, FulfilOrderExecutionsTimedOutAlarm } = await resources({
      fulfilOrder: { failingExecutions: true },
    });
    expect(FulfilOrderExecutionsFailedAlarm?.Properties).toMatchObject({
      Namespace: 'AWS/States',
      MetricName: 'ExecutionsFailed',
      Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: 'FulfilOrder' } }],
      Threshold: 0,
    });
    expect(FulfilOrderExecutionsTimedOutAlarm?.Properties).toMatchObject({
      MetricName: 'ExecutionsTimedOut',
    });
  });

  it('go off when a metric of the service’s own says so', async () => {
    const { SagasRestartedAlarm } = await resources({
      sagasRestarted: { metric: 'SagasRestarted', above: 0, says: 'Sagas were lost.' },
    });
    expect(SagasRestartedAlarm?.Properties).toMatchObject({
      AlarmDescription: 'Sagas were lost.',
      Namespace: 'Tradepost/dev',
      MetricName: 'SagasRestarted',
      Dimensions: [{ Name: 'service', Value: 'orders' }],
      Threshold: 0,
    });
  });

  it.each([[{}], [{ behindSeconds: 60, failingMinutes: 5 }]])('are of one kind: not %j', async (declared) => {
    await expect(resources({ sweepOrders: declared })).rejects.toThrow(
      'custom.alarms.sweepOrders takes one of behindSeconds, failingMinutes, failingExecutions, metric',
    );
  });
});

describe('Alarms of functions', () => {
  it('are there where the stage wants them', async () => {
    expect(Object.keys(await resourcesOf(false))).toEqual(['SweepOrdersErrorsAlarm']);
    expect(Object.keys(await resourcesOf(true))).toEqual([
      'PlaceOrderErrorsAlarm',
      'PlaceOrderThrottlesAlarm',
      'PlaceOrderSlowAlarm',
      'SweepOrdersErrorsAlarm',
      'SweepOrdersThrottlesAlarm',
      'SweepOrdersSlowAlarm',
    ]);
  });

  it('leave the errors of a schedule to the alarm that says more', async () => {
    const { SweepOrdersErrorsAlarm, PlaceOrderErrorsAlarm } = await resourcesOf(true);
    expect(SweepOrdersErrorsAlarm?.Properties).toMatchObject({ Threshold: 0, EvaluationPeriods: 3 });
    expect(PlaceOrderErrorsAlarm?.Properties).toMatchObject({
      Threshold: 2,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 2,
    });
  });

  it('call slow what callers do not bear, or what is near its time-out', async () => {
    const { PlaceOrderSlowAlarm, SweepOrdersSlowAlarm } = await resourcesOf(true);
    expect(PlaceOrderSlowAlarm?.Properties).toMatchObject({ ExtendedStatistic: 'p95', Threshold: 1_000 });
    expect(SweepOrdersSlowAlarm?.Properties).toMatchObject({ Threshold: 35_000 });
  });

  const resourcesOf = async (functionAlarms: boolean) =>
    (
      await alarms(
        framework({
          'self:custom.alarms': { sweepOrders: { failingMinutes: 3 } },
          'self:functions': [
            { placeOrder: { events: [{ httpApi: 'POST /v1/orders' }] } },
            { sweepOrders: { timeout: 50 } },
          ],
          'param:functionAlarms': functionAlarms,
          'param:timeoutSeconds': 10,
        }),
      )
    ).Resources;
});
