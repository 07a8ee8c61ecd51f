import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const require = createRequire(import.meta.url);
const alarms = require('../alarms.cjs') as Fragment;

describe('alarms', () => {
  const resources = async (declared: Readonly<Record<string, unknown>>, functions = {}) =>
    (
      await alarms(
        framework({
          'file(resources/alarms.yml), null': declared,
          'self:functions': functions,
          'param:functionAlarms': false,
        }),
      )
    ).Resources;
  const publishEvents = { events: [{ stream: { type: 'dynamodb' } }] };

  it('are raised when a function is more than a minute behind its stream', async () => {
    const { PublishEventsAgeAlarm } = await resources({}, { publishEvents });
    expect(PublishEventsAgeAlarm?.Properties).toMatchObject({
      AlarmDescription: 'publishEvents of orders is more than 60 s behind its stream.',
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'PublishEventsLambdaFunction' } }],
      Threshold: 60_000,
      EvaluationPeriods: 5,
    });
  });

  it('have the limit that the service declares for a stream', async () => {
    const { PublishEventsAgeAlarm } = await resources(
      { publishEvents: { behindSeconds: 300 } },
      { publishEvents },
    );
    expect(PublishEventsAgeAlarm?.Properties).toMatchObject({ Threshold: 300_000 });
  });

  it('are raised when a function has failed for some minutes', async () => {
    const { SweepOrdersErrorsAlarm } = await resources({ sweepOrders: { failingMinutes: 3 } });
    expect(SweepOrdersErrorsAlarm?.Properties).toMatchObject({
      MetricName: 'Errors',
      Statistic: 'Sum',
      Threshold: 0,
      EvaluationPeriods: 3,
    });
  });

  it('are raised when an execution fails or times out', async () => {
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

  it('are raised when a metric of the service is above its limit', async () => {
    const { SagasRestartedAlarm } = await resources({
      sagasRestarted: { metric: 'SagasRestarted', above: 0, description: 'Sagas were lost.' },
    });
    expect(SagasRestartedAlarm?.Properties).toMatchObject({
      AlarmDescription: 'Sagas were lost.',
      Namespace: 'Tradepost/dev',
      MetricName: 'SagasRestarted',
      Dimensions: [{ Name: 'service', Value: 'orders' }],
      Threshold: 0,
    });
  });

  it('are raised when the values of a metric add up to more than its limit', async () => {
    const { DeclinedPaymentsAlarm } = await resources({
      declinedPayments: {
        metric: 'Declined',
        above: 50,
        withinMinutes: 5,
        description: 'Many were declined.',
      },
    });
    expect(DeclinedPaymentsAlarm?.Properties).toMatchObject({
      MetricName: 'Declined',
      Statistic: 'Sum',
      Period: 300,
      Threshold: 50,
    });
  });

  it.each([[{}], [{ behindSeconds: 60, failingMinutes: 5 }]])(
    'have exactly one kind: not %j',
    async (declared) => {
      await expect(resources({ sweepOrders: declared })).rejects.toThrow(
        'resources/alarms.yml: sweepOrders takes one of behindSeconds, failingMinutes, failingExecutions, slowMs, metric',
      );
    },
  );
});

describe('alarms of functions', () => {
  it('exist where the stage has them', async () => {
    expect(Object.keys(await resourcesOf(false))).toEqual(['SweepOrdersErrorsAlarm']);
    expect(Object.keys(await resourcesOf(true))).toEqual([
      'PlaceOrderErrorsAlarm',
      'PlaceOrderSlowAlarm',
      'GetOrderTimelineErrorsAlarm',
      'GetOrderTimelineSlowAlarm',
      'SweepOrdersErrorsAlarm',
      'SweepOrdersSlowAlarm',
    ]);
  });

  it('leave the errors of a schedule to its own alarm', async () => {
    const { SweepOrdersErrorsAlarm, PlaceOrderErrorsAlarm } = await resourcesOf(true);
    expect(SweepOrdersErrorsAlarm?.Properties).toMatchObject({ Threshold: 0, EvaluationPeriods: 3 });
    expect(PlaceOrderErrorsAlarm?.Properties).toMatchObject({
      Threshold: 2,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 2,
    });
  });

  it('watch the p95 of a route in minutes with at least 20 calls', async () => {
    const { PlaceOrderSlowAlarm } = await resourcesOf(true);
    const Dimensions = [{ Name: 'FunctionName', Value: { Ref: 'PlaceOrderLambdaFunction' } }];
    const metric = (MetricName: string) => ({ Namespace: 'AWS/Lambda', MetricName, Dimensions });
    expect(PlaceOrderSlowAlarm?.Properties).toMatchObject({
      Metrics: [
        { Id: 'result', Expression: 'IF(invocations >= 20, p95)', ReturnData: true },
        {
          Id: 'invocations',
          MetricStat: { Metric: metric('Invocations'), Period: 60, Stat: 'Sum' },
          ReturnData: false,
        },
        { Id: 'p95', MetricStat: { Metric: metric('Duration'), Period: 60, Stat: 'p95' }, ReturnData: false },
      ],
      Threshold: 1_000,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 2,
    });
    expect(PlaceOrderSlowAlarm?.Properties).not.toHaveProperty('Period');
  });

  it('allow a route that waits by design the time that it declares', async () => {
    const { GetOrderTimelineSlowAlarm } = await resourcesOf(true);
    expect(GetOrderTimelineSlowAlarm?.Properties).toMatchObject({ Threshold: 15_000 });
  });

  it('watch how near other functions come to their timeout', async () => {
    const { SweepOrdersSlowAlarm } = await resourcesOf(true);
    expect(SweepOrdersSlowAlarm?.Properties).toMatchObject({ ExtendedStatistic: 'p95', Threshold: 35_000 });
  });

  it.each(['sweepOrders', 'getBasket'])('refuse slowMs for %s, which is no route', async (key) => {
    await expect(resourcesOf(true, { [key]: { slowMs: 1_000 } })).rejects.toThrow(
      `resources/alarms.yml: ${key} has slowMs, which is for a route; orders has no route ${key}`,
    );
  });

  const DECLARED = { sweepOrders: { failingMinutes: 3 }, getOrderTimeline: { slowMs: 15_000 } };
  const resourcesOf = async (functionAlarms: boolean, declared: object = DECLARED) =>
    (
      await alarms(
        framework({
          'file(resources/alarms.yml), null': declared,
          'self:functions': {
            placeOrder: { events: [{ httpApi: 'POST /v1/orders' }] },
            getOrderTimeline: { events: [{ httpApi: 'GET /v1/orders/{orderId}/timeline' }], timeout: 29 },
            sweepOrders: { timeout: 50 },
          },
          'param:functionAlarms': functionAlarms,
          'param:timeoutSeconds': 10,
        }),
      )
    ).Resources;
});
