import { captureLogs } from '@tradepost/testing/log-lines';
import { one, writeMeasures } from './metrics.ts';

const logs = captureLogs();
beforeAll(() => {
  process.env['POWERTOOLS_SERVICE_NAME'] = 'orders';
  process.env['STAGE'] = 'jane';
});
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe('When something is measured', () => {
  it('is a line from which CloudWatch makes metrics of the stage and the service', () => {
    writeMeasures([
      one('OrdersPlaced'),
      one('OrdersPlaced'),
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

  it('is told apart beside the sum of all', () => {
    writeMeasures([one('OrdersRejected', { reason: 'OUT_OF_STOCK' })]);
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

  it('is nothing where there was nothing', () => {
    writeMeasures([]);
    expect(logs.lines()).toEqual([]);
  });
});
