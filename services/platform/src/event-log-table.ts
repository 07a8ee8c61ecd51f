import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { sleep } from '@tradepost/aggregate/retry';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MAX_BATCH_ITEMS = 25;
const MAX_ATTEMPTS = 4;
const BASE_DELAY_MS = 25;

/** Which events are wanted: those after `after` (a place in the log), `limit` at the most. */
export type EventQuery = {
  readonly of: { readonly correlationId: string } | { readonly subject: string };
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is there while there is more: the `after` of the next page. */
export type EventPage = { readonly items: readonly CloudEvent[]; readonly next?: string };

/** Every event that was ever on the bus. */
export type EventLogTable = {
  /** Keeps events, each once, however often it comes. Returns those that could not be kept. */
  readonly record: (events: readonly CloudEvent[]) => Promise<readonly CloudEvent[]>;
  /** Reads events oldest first. An event is found by its correlation id a moment after it is by its subject. */
  readonly list: (query: EventQuery) => Promise<EventPage>;
};

/** `pk` and `sk` follow from the event alone, so that the same event is the same item. */
type Item = {
  readonly pk: string;
  readonly sk: string;
  readonly correlation: string;
  readonly event: string;
};

/**
 * The event log over its table: `pk = subject#<subject>`, `sk = <time>#<source>#<id>`, and the index
 * `by-correlation` under the same sort key. Events are kept as the text that they were.
 */
export function createEventLogTable(client: DynamoDBDocumentClient, tableName: string): EventLogTable {
  return {
    record: async (events) => {
      const items = new Map(events.map((event) => [event, toItem(event)]));
      // One request must not name an item twice.
      const different = [...new Map([...items.values()].map((item) => [keyOf(item), item])).values()];
      const lost = new Set<string>();
      for (let first = 0; first < different.length; first += MAX_BATCH_ITEMS) {
        const batch = different.slice(first, first + MAX_BATCH_ITEMS);
        for (const item of await write(client, tableName, batch)) lost.add(keyOf(item));
      }
      return events.filter((event) => lost.has(keyOf(items.get(event) ?? toItem(event))));
    },
    list: (query) => list(client, tableName, query),
  };
}

function toItem(event: CloudEvent): Item {
  return {
    pk: `subject#${event.subject}`,
    // Times of one form sort as they passed: `…00Z` would come after `…00.123Z`.
    sk: `${new Date(event.time).toISOString()}#${event.source}#${event.id}`,
    correlation: event.correlationid,
    event: JSON.stringify(event),
  };
}

function keyOf({ pk, sk }: Item): string {
  return JSON.stringify([pk, sk]);
}

/** Writes up to 25 items in one request; returns those that were not written. */
async function write(
  client: DynamoDBDocumentClient,
  tableName: string,
  items: readonly Item[],
): Promise<readonly Item[]> {
  let pending = items;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS && pending.length > 0; attempt += 1) {
    if (attempt > 1) await sleep(Math.random() * BASE_DELAY_MS * 2 ** attempt);
    try {
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({
          RequestItems: { [tableName]: pending.map((Item) => ({ PutRequest: { Item } })) },
        }),
      );
      const unprocessed = UnprocessedItems?.[tableName] ?? [];
      pending = unprocessed.map(({ PutRequest }) => PutRequest?.Item as Item);
    } catch (error) {
      // One item that DynamoDB will not have (too large, too long a key) has the whole request refused.
      if ((error as Error).name !== 'ValidationException') throw error;
      return writeOneByOne(client, tableName, pending);
    }
  }
  return pending;
}

async function writeOneByOne(
  client: DynamoDBDocumentClient,
  tableName: string,
  items: readonly Item[],
): Promise<readonly Item[]> {
  const outcomes = await Promise.allSettled(
    items.map((Item) => client.send(new PutCommand({ TableName: tableName, Item }))),
  );
  return items.filter((_item, index) => outcomes[index]?.status === 'rejected');
}

/** One request reads a megabyte at the most, which keeps a page of large events within Lambda's 6 MB. */
async function list(
  client: DynamoDBDocumentClient,
  tableName: string,
  { of, after, limit }: EventQuery,
): Promise<EventPage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ...('correlationId' in of ? { IndexName: 'by-correlation' } : {}),
      KeyConditionExpression: after === undefined ? '#key = :key' : '#key = :key AND sk > :after',
      ExpressionAttributeNames: { '#key': 'correlationId' in of ? 'correlation' : 'pk' },
      ExpressionAttributeValues: {
        ':key': 'correlationId' in of ? of.correlationId : `subject#${of.subject}`,
        ...(after === undefined ? {} : { ':after': after }),
      },
      // One more than is wanted, where there is one: that tells whether there is more.
      Limit: limit + 1,
    }),
  );
  const wanted = (Items as Item[]).slice(0, limit);
  const items = wanted.map(({ event }) => cloudEventAttributes.parse(JSON.parse(event)) as CloudEvent);
  const last = wanted.at(-1)?.sk;
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return last !== undefined && hasMore ? { items, next: last } : { items };
}
