import { type Changes, faultsWith } from './plant.spec-kit.ts';

const LIMIT = 'CommandsSource.ScalingConfig.MaximumConcurrency';
const RESERVED = 'Commands.ReservedConcurrentExecutions';

describe('sqs-maximum-concurrency', () => {
  it.each<[string, Changes]>([
    ['has a limit that Lambda refuses because it is too low', { [LIMIT]: 1 }],
    ['has a limit that Lambda refuses because it is too high', { [LIMIT]: 1_001 }],
    ['has a limit above the reservation of its function', { [RESERVED]: 49 }],
  ])('finds a queue that %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['CommandsSource sqs-maximum-concurrency']);
  });

  it.each<[string, Changes]>([
    ['its reservation', { [RESERVED]: 50 }],
    ['the lowest limit of Lambda', { [LIMIT]: 2 }],
    ['the highest limit of Lambda', { [LIMIT]: 1_000 }],
  ])('accepts a limit that is %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual([]);
  });
});

describe('concurrency-fits-account', () => {
  const provisioned = (maximum: number) => ({
    PlaceOrderScaling: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'lambda',
        ResourceId: 'function:tradepost-prod-orders-place-order:live',
        MaxCapacity: maximum,
      },
    },
  });

  it('accepts 900 of 1,000', () => {
    expect(faultsWith({ [RESERVED]: 850, ...provisioned(50) })).toEqual([]);
  });

  it('finds every function with a part of more than 900', () => {
    expect(faultsWith({ [RESERVED]: 850, ...provisioned(51) })).toEqual([
      'PlaceOrder concurrency-fits-account',
      'Commands concurrency-fits-account',
    ]);
  });

  it('counts provisioned instances as a part of the reservation of their function', () => {
    const reserved = { 'PlaceOrder.ReservedConcurrentExecutions': 900 };
    expect(faultsWith({ ...reserved, ...provisioned(50) })).toEqual([]);
  });
});

describe('table-throttle-alarms', () => {
  const INDEX = { 'EventsTable.GlobalSecondaryIndexes': [{ IndexName: 'by-status' }] };

  it.each<[string, Changes]>([
    ['reads', { EventsTableReadsAlarm: undefined }],
    ['writes', { EventsTableWritesAlarm: undefined }],
    ['this table', { 'EventsTableReadsAlarm.Dimensions.0.Value': 'another' }],
    ['an index', INDEX],
  ])('finds a table without an alarm on throttled %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['EventsTable table-throttle-alarms']);
    expect(faultsWith(changes, 'jane')).not.toContain('EventsTable table-throttle-alarms');
  });

  it('accepts an alarm that sums the table and its indexes', () => {
    const throttled = (metric: string, dimensions: object) => ({
      MetricStat: {
        Metric: {
          Namespace: 'AWS/DynamoDB',
          MetricName: metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Stat: 'Sum',
      },
    });
    const of = (metric: string) => [
      { Expression: 'SUM(METRICS())', ReturnData: true },
      throttled(metric, { TableName: { Ref: 'EventsTable' } }),
      throttled(metric, { TableName: { Ref: 'EventsTable' }, GlobalSecondaryIndexName: 'by-status' }),
    ];
    const changes = {
      ...INDEX,
      'EventsTableReadsAlarm.Metrics': of('ReadThrottleEvents'),
      'EventsTableWritesAlarm.Metrics': of('WriteThrottleEvents'),
    };
    expect(faultsWith(changes)).toEqual([]);
  });
});

describe('account-alarms', () => {
  it.each<[string, Changes]>([
    ['an alarm on the average', { 'AccountConcurrencyAlarm.Statistic': 'Average' }],
    [
      'an alarm on one function',
      {
        'AccountConcurrencyAlarm.Dimensions': [{ Name: 'FunctionName', Value: { Ref: 'Commands' } }],
      },
    ],
    [
      'an alarm on the throttles of one function',
      { 'ThrottlesAlarm.Dimensions': [{ Name: 'FunctionName', Value: { Ref: 'Commands' } }] },
    ],
  ])('finds %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['AlarmTopic account-alarms']);
  });
});

describe('percentile-alarm-samples', () => {
  const onPercentile = (alarm: string) => ({
    [`${alarm}.Statistic`]: undefined,
    [`${alarm}.ExtendedStatistic`]: 'p95',
  });
  const metrics = (Expression: string) => ({
    'PlaceOrderDurationAlarm.Metrics': [
      { Id: 'result', Expression, ReturnData: true },
      {
        Id: 'p95',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'Duration',
            Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'PlaceOrder' } }],
          },
          Stat: 'p95',
        },
      },
    ],
  });

  it.each<[string, Changes]>([
    ['any number of calls', onPercentile('PlaceOrderDurationAlarm')],
    ['fewer than 20 calls', metrics('IF(invocations >= 19, p95)')],
    ['an expression without a condition', metrics('p95 * 2')],
  ])('finds the alarm of a route on the percentile of %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['PlaceOrderDurationAlarm percentile-alarm-samples']);
  });

  it('accepts 20 calls, and any number for a function without a route', () => {
    expect(faultsWith(metrics('IF(invocations >= 20, p95)'))).toEqual([]);
    expect(faultsWith(onPercentile('SweepDurationAlarm'))).toEqual([]);
  });
});
