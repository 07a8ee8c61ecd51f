import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { createRepublish } from './republish.ts';
import type { StreamRecord } from './stream-record.ts';

beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const AT = '2026-01-01T12:00:00.000Z';
const itemOf = (version: number, ...events: readonly string[]) => ({
  pk: 'jar#1',
  sk: version,
  ...{ id: '1', version, events, at: AT, actor: 'a', correlationId: 'c' },
});

const toEvents = ({ newImage = {} }: StreamRecord) =>
  (newImage['events'] as string[]).map(
    (type, index): CloudEvent => ({
      ...{ specversion: '1.0', id: `1/${newImage['version']}/${index}`, source: 'tradepost.jars', type },
      ...{ subject: '1', time: AT, correlationid: 'c', data: {} },
    }),
  );

/**
 * A table with items by their partition keys, which were just written: only strongly consistent reads find them. And a bus that
 * rejects events of one type.
 */
function republishFrom(items: Readonly<Record<string, readonly object[]>>, refused?: string) {
  const sent: string[] = [];
  const query = async ({ input }: QueryCommand) => {
    const all = (input.ConsistentRead && items[String(input.ExpressionAttributeValues?.[':pk'])]) || [];
    const from = Number(input.ExclusiveStartKey?.['place'] ?? 0);
    const next = from + 2 < all.length ? { LastEvaluatedKey: { place: from + 2 } } : {};
    return { Items: all.slice(from, from + 2), ...next };
  };
  const put = async ({ input: { Entries = [] } }: PutEventsCommand) => ({
    Entries: Entries.map(({ DetailType = '' }) => {
      if (DetailType === refused) return { ErrorCode: 'MalformedDetail' };
      sent.push(DetailType);
      return { EventId: 'accepted' };
    }),
  });
  const republish = createRepublish({
    bus: () => ({ client: { send: put } as unknown as EventBridgeClient, busName: 'a-bus' }),
    table: () => ({ client: { send: query } as unknown as DynamoDBDocumentClient, tableName: 'a-table' }),
    keyPrefixes: ['box', 'jar'],
    toEvents,
  });
  return { republish, sent };
}

const jar = {
  'jar#1': [itemOf(0, 'Opened'), itemOf(1, 'Filled', 'Weighed'), itemOf(2, 'Closed'), { pk: 'jar#1' }],
};
const eventOf = (version: number, index: number, type: string) => ({
  id: `1/${version}/${index}`,
  ...{ type, version, time: AT },
});

describe('republish', () => {
  it('publishes the events of all versions in their order, under their ids', async () => {
    const { republish, sent } = republishFrom(jar);
    expect(await republish({ aggregateId: '1' })).toEqual({
      versions: { first: 0, last: 2 },
      events: [
        eventOf(0, 0, 'Opened'),
        eventOf(1, 0, 'Filled'),
        eventOf(1, 1, 'Weighed'),
        eventOf(2, 0, 'Closed'),
      ],
      published: 4,
    });
    expect(sent).toEqual(['Opened', 'Filled', 'Weighed', 'Closed']);
  });

  it('publishes only the requested versions', async () => {
    const { republish, sent } = republishFrom(jar);
    expect(await republish({ aggregateId: '1', fromVersion: 1, toVersion: 1 })).toMatchObject({
      versions: { first: 0, last: 2 },
      published: 2,
    });
    expect(sent).toEqual(['Filled', 'Weighed']);
  });

  it('publishes nothing in a dry run', async () => {
    const { republish, sent } = republishFrom(jar);
    expect(await republish({ aggregateId: '1', fromVersion: 2, dryRun: true })).toEqual({
      versions: { first: 0, last: 2 },
      events: [eventOf(2, 0, 'Closed')],
      published: 0,
    });
    expect(sent).toEqual([]);
  });

  it('stops at the first event that the bus does not accept', async () => {
    const { republish, sent } = republishFrom(jar, 'Weighed');
    expect(await republish({ aggregateId: '1' })).toMatchObject({ published: 2, failure: 'MalformedDetail' });
    expect(sent).toEqual(['Opened', 'Filled']);
  });

  it('rejects an id that the table does not have', async () => {
    expect(await republishFrom(jar).republish({ aggregateId: '2' })).toEqual({
      rejection: 'AGGREGATE_NOT_FOUND',
    });
  });

  it('rejects an aggregate with more than 1,000 commits', async () => {
    const { republish, sent } = republishFrom({
      'box#1': Array.from({ length: 1_001 }, (_none, version) => itemOf(version, 'Moved')),
    });
    expect(await republish({ aggregateId: '1' })).toEqual({ rejection: 'TOO_MANY_EVENTS' });
    expect(sent).toEqual([]);
  });
});
