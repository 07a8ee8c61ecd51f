import type { RepublicationRequest } from '@tradepost/contracts/operations/model';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toStreamEvent } from '@tradepost/testing/stream';
import { publisher } from './publisher.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

const requests: RepublicationRequest[] = [];
const handler = publisher(
  async (records) =>
    new Map(
      records.slice(1).map((record) => [record, Object.assign(new Error('throttled'), { $metadata: {} })]),
    ),
  async (request) => {
    requests.push(request);
    return { published: 2 };
  },
);

describe('publisher', () => {
  it('processes a batch of the stream', async () => {
    const batch = toStreamEvent([{ newImage: { pk: 'jar#a', sk: 0 } }, { newImage: { pk: 'jar#b', sk: 0 } }]);
    expect(await handler(batch, toContext())).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  it('passes a request to republish, and returns the result', async () => {
    const republish = { aggregateId: 'jar_1', fromVersion: 3 };
    expect(await handler({ republish }, toContext())).toEqual({ published: 2 });
    expect(requests).toEqual([republish]);
  });

  it('throws for a malformed request', async () => {
    await expect(handler({ republish: { aggregateId: 7 } }, toContext())).rejects.toThrow('#/aggregateId');
  });
});
