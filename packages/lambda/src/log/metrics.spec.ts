import { captureLogs } from '@tradepost/testing/log-lines';
import { count, writeMetrics, writeMetricsOf } from './metrics.ts';

const logs = captureLogs();
beforeAll(() => {
  process.env['POWERTOOLS_SERVICE_NAME'] = 'orders';
  process.env['STAGE'] = 'jane';
});
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe('writeMetrics', () => {
  it('writes a line of the embedded metric format, with the namespace of the stage', () => {
    writeMetrics([
      count('OrdersPlaced'),
      count('OrdersPlaced'),
      { name: 'TimeToConfirm', value: 250, unit: 'Milliseconds' },
    ]);
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        _aws: expect.objectContaining({
          CloudWatchMetrics: [
            {
              Namespace: 'Tradepost/jane',
              Dimensions: [['service']],
              Metrics: [
                { Name: 'OrdersPlaced', Unit: 'Count' },
                { Name: 'TimeToConfirm', Unit: 'Milliseconds' },
              ],
            },
          ],
        }),
        service: 'orders',
        OrdersPlaced: [1, 1],
        TimeToConfirm: 250,
      }),
    ]);
  });

  it('writes a dimensioned metric besides the total', () => {
    writeMetrics([count('OrdersRejected', { reason: 'OUT_OF_STOCK' })]);
    const dimensions = logs
      .lines()
      .map(
        (line) =>
          (line as { _aws: { CloudWatchMetrics: { Dimensions: unknown }[] } })._aws.CloudWatchMetrics[0]
            ?.Dimensions,
      );
    expect(dimensions).toEqual([[['service']], [['service', 'reason']]]);
    expect(logs.lines()[1]).toMatchObject({ reason: 'OUT_OF_STOCK', OrdersRejected: 1 });
  });

  it('writes nothing for an empty list', () => {
    writeMetrics([]);
    expect(logs.lines()).toEqual([]);
  });
});

describe('writeMetricsOf', () => {
  it('writes the metrics of all items', () => {
    writeMetricsOf((name: string) => (name === '' ? [] : [count(name)]))([
      'OrdersPlaced',
      '',
      'OrdersRejected',
    ]);
    expect(logs.lines()).toEqual([expect.objectContaining({ OrdersPlaced: 1, OrdersRejected: 1 })]);
  });
});
