import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { scheduled } from './scheduled.ts';

const logs = captureLogs();
afterAll(() => logs.restore());

const tick = {
  id: 'tick-1',
  version: '0',
  account: '000000000000',
  time: '2026-01-01T12:00:00Z',
  region: 'us-east-1',
  resources: [],
  source: 'aws.events',
  'detail-type': 'Scheduled Event' as const,
  detail: {},
};

describe('scheduled', () => {
  it('passes a logger with the keys of the invocation', async () => {
    await scheduled(async (logger) => {
      logger.info('swept');
      return [];
    })(tick, toContext());
    expect(logs.lines()).toMatchObject([{ message: 'swept', requestId: 'request-1' }]);
  });

  it('throws the error of the handler, so that the schedule retries', async () => {
    await expect(scheduled(() => Promise.reject(new Error('no table')))(tick, toContext())).rejects.toThrow(
      'no table',
    );
  });
});
