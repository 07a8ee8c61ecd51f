import type { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { createEventLogTable } from './event-log-table.ts';

// Full jitter, at its shortest: a spec need not wait.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const event = (id: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00Z',
  correlationid: 'correlation-1',
  data: {},
});

/** DynamoDB at the seam of `send`, since the real one does not leave items unprocessed on demand. */
function fakeTable(leaves: (sk: string, request: number) => boolean) {
  const requests: string[][] = [];
  const send = async ({ input }: BatchWriteCommand) => {
    const writes = input.RequestItems?.['log'] ?? [];
    const keyOf = (write: (typeof writes)[number]) =>
      String(write.PutRequest?.Item?.['sk']).split('#').at(-1) ?? '';
    requests.push(writes.map(keyOf));
    const left = writes.filter((write) => leaves(keyOf(write), requests.length));
    return { UnprocessedItems: left.length === 0 ? {} : { log: left } };
  };
  const client = { send } as unknown as DynamoDBDocumentClient;
  return { requests, table: createEventLogTable(client, 'log') };
}

describe('When one event comes twice in a batch', () => {
  it('is named once in the request, as BatchWriteItem demands', async () => {
    const { requests, table } = fakeTable(() => false);
    expect(await table.record([event('a'), event('b'), event('a')])).toEqual([]);
    expect(requests).toEqual([['a', 'b']]);
  });
});

describe('When DynamoDB leaves items unprocessed', () => {
  it('writes just those again', async () => {
    const { requests, table } = fakeTable((id, request) => id === 'b' && request < 3);
    expect(await table.record([event('a'), event('b')])).toEqual([]);
    expect(requests).toEqual([['a', 'b'], ['b'], ['b']]);
  });

  it('gives them back in the end, each as often as it came', async () => {
    const { requests, table } = fakeTable((id) => id === 'b');
    const [first, second] = [event('b'), event('b')];
    expect(await table.record([first, event('a'), second])).toEqual([first, second]);
    expect(requests).toHaveLength(4);
  });
});

describe('When there are more events than one request takes', () => {
  it('makes as few requests as do', async () => {
    const { requests, table } = fakeTable(() => false);
    expect(await table.record(Array.from({ length: 51 }, (_none, index) => event(String(index))))).toEqual(
      [],
    );
    expect(requests.map((items) => items.length)).toEqual([25, 25, 1]);
  });
});

describe('When the table is out of reach', () => {
  it('throws, for the queue to hand all of them over again', async () => {
    const client = {
      send: () => Promise.reject(new Error('no network')),
    } as unknown as DynamoDBDocumentClient;
    await expect(createEventLogTable(client, 'log').record([event('a')])).rejects.toThrow('no network');
  });
});
