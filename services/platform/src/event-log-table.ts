import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { toError } from '@tradepost/lambda/fault';
import { agree } from './agree.ts';

/** A consumer gets 25 messages at once. */
const MAX_CONCURRENT_WRITES = 25;

/** Which events to list: those after `after` (a place in the archive), at most `limit`. */
export type EventQuery = {
  readonly of: { readonly correlationId: string } | { readonly subject: string };
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is there while there is more: the `after` of the next page. */
export type EventPage = { readonly items: readonly CloudEvent[]; readonly next?: string };

export type Recorded = {
  /** DynamoDB rejects them: an item that is too large, a key that is too long. */
  readonly failed: readonly CloudEvent[];
  /** Another event with the same subject, time, source and id is archived already. It stays as it is. */
  readonly differing: readonly CloudEvent[];
};

/** Every event that was ever on the bus. What is archived is never overwritten. */
export type EventLogTable = {
  /**
   * Archives events, each once, however often it comes.
   *
   * @throws if the table cannot be reached; events may be archived by then, and can all be recorded again
   */
  readonly record: (events: readonly CloudEvent[]) => Promise<Recorded>;
  /** Lists events, oldest first. An event is found by its correlation id a moment later than by its subject. */
  readonly list: (query: EventQuery) => Promise<EventPage>;
};

/** `pk` and `sk` follow from the event alone, so that the same event has the same key. */
type Item = {
  readonly pk: string;
  readonly sk: string;
  readonly correlation: string;
  readonly event: string;
};

/**
 * The event archive over its table: `pk = subject#<subject>`, `sk = <time>#<source>#<id>`, and the index
 * `by-correlation` under the same sort key. Events are kept as text.
 */
export function createEventLogTable(client: DynamoDBDocumentClient, tableName: string): EventLogTable {
  return {
    record: async (events) => {
      const outcomes: Outcome[] = [];
      for (let first = 0; first < events.length; first += MAX_CONCURRENT_WRITES) {
        const batch = events.slice(first, first + MAX_CONCURRENT_WRITES);
        outcomes.push(...(await Promise.all(batch.map((event) => put(client, tableName, event)))));
      }
      const fault = outcomes.find((each) => each instanceof Error && each.name !== 'ValidationException');
      if (fault !== undefined) throw fault;
      return {
        failed: events.filter((_event, index) => outcomes[index] instanceof Error),
        differing: events.filter((_event, index) => outcomes[index] === 'differs'),
      };
    },
    list: (query) => list(client, tableName, query),
  };
}

function toItem(event: CloudEvent): Item {
  return {
    pk: `subject#${event.subject}`,
    // In one form, times sort by time: `…00Z` would come after `…00.123Z`.
    sk: `${new Date(event.time).toISOString()}#${event.source}#${event.id}`,
    correlation: event.correlationid,
    event: JSON.stringify(event),
  };
}

type Outcome = 'archived' | 'differs' | Error;

/**
 * Writes one event, unless it is there.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
async function put(client: DynamoDBDocumentClient, tableName: string, event: CloudEvent): Promise<Outcome> {
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: toItem(event),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'archived';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) return toError(error);
    const archived: unknown = JSON.parse(error.Item?.['event']?.S ?? 'null');
    return agree(archived, event) ? 'archived' : 'differs';
  }
}

/** One request reads at most a megabyte, which keeps a page of large events within Lambda's 6 MB. */
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
      // Reads limit + 1 items to know whether there is a next page.
      Limit: limit + 1,
    }),
  );
  const wanted = (Items as Item[]).slice(0, limit);
  const items = wanted.map(({ event }) => cloudEventAttributes.parse(JSON.parse(event)) as CloudEvent);
  const last = wanted.at(-1)?.sk;
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return last !== undefined && hasMore ? { items, next: last } : { items };
}
