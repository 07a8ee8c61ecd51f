import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import {
  MAX_TIMELINE_AGE_SECONDS,
  type OrderTimeline,
  orderTimeline,
} from '@tradepost/contracts/operations/model';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A cache of timelines that were read within the last minute. */
export type TimelineTable = {
  /** Returns undefined unless a timeline is stored that is younger than `maxAgeSeconds`. */
  readonly find: (orderId: string, maxAgeSeconds: number) => Promise<OrderTimeline | undefined>;
  readonly keep: (timeline: OrderTimeline) => Promise<void>;
};

/**
 * Creates the cache over its table: `pk = timeline#<order id>`. Timelines are compressed, because one of 1,000 entries
 * exceeds the size limit of an item (400 KB) otherwise. Their age is checked, because DynamoDB deletes an item some time
 * after it has expired.
 */
export function createTimelineTable({
  client,
  tableName,
  nowMs,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly nowMs: () => number;
}): TimelineTable {
  const keyOf = (orderId: string) => ({ pk: `timeline#${orderId}` });
  return {
    find: async (orderId, maxAgeSeconds) => {
      if (maxAgeSeconds === 0) return undefined;
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keyOf(orderId) }));
      if (Item === undefined) return undefined;
      const text = String(await decompress(Item['timeline'] as Uint8Array));
      // An earlier version of this function may have stored another form.
      const { data: timeline } = orderTimeline.safeParse(JSON.parse(text));
      if (timeline === undefined) return undefined;
      return nowMs() - Date.parse(timeline.readAt) < maxAgeSeconds * 1_000 ? timeline : undefined;
    },
    keep: async (timeline) => {
      const Item = {
        ...keyOf(timeline.orderId),
        timeline: await compress(JSON.stringify(timeline)),
        expiresAt: Math.ceil(Date.parse(timeline.readAt) / 1_000) + MAX_TIMELINE_AGE_SECONDS,
      };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },
  };
}
