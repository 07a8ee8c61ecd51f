import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const require = createRequire(import.meta.url);
const tables = require('../tables.cjs') as Fragment;

const alarmsOf = async (functionAlarms: boolean) => {
  const { Resources } = await tables(
    framework({
      'file(resources/tables.yml), null': {
        orderViews: { key: { pk: 'S' }, indexes: { passing: { key: { passing: 'S' } } } },
      },
      'param:deletionPolicy': 'Retain',
      'param:deletionProtection': true,
      'param:tableBilling': { mode: 'PAY_PER_REQUEST' },
      'param:functionAlarms': functionAlarms,
    }),
  );
  return Object.fromEntries(Object.entries(Resources).filter(([id]) => id.endsWith('Alarm')));
};

describe('alarms of a table', () => {
  it('watch throttled reads and writes of the table and of each index', async () => {
    const alarms = await alarmsOf(true);
    expect(Object.keys(alarms)).toEqual([
      'OrderViewsTableReadThrottlesAlarm',
      'OrderViewsTableWriteThrottlesAlarm',
    ]);
    const table = { Name: 'TableName', Value: { Ref: 'OrderViewsTable' } };
    const index = { Name: 'GlobalSecondaryIndexName', Value: 'passing' };
    const throttled = (Dimensions: object[]) => ({
      MetricStat: {
        Metric: { Namespace: 'AWS/DynamoDB', MetricName: 'WriteThrottleEvents', Dimensions },
        Period: 60,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
    expect(alarms['OrderViewsTableWriteThrottlesAlarm']?.Properties).toMatchObject({
      AlarmDescription: 'DynamoDB throttles writes of tradepost-dev-orders-order-views or its indexes.',
      Metrics: [
        { Id: 'result', Expression: 'SUM(METRICS())', ReturnData: true },
        { Id: 't0', ...throttled([table]) },
        { Id: 't1', ...throttled([table, index]) },
      ],
      Threshold: 0,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 2,
    });
  });

  it('do not exist where the stage has no alarms of functions', async () => {
    expect(await alarmsOf(false)).toEqual({});
  });
});
