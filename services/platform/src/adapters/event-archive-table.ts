import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ArchivedEvent, toArchivedEvent } from '@tradepost/contracts/archived-event';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { putIfAbsent } from '@tradepost/dynamodb/put-if-absent';
import { toError } from '@tradepost/lambda/errors';
import { isSameEvent } from '../domain/agree.ts';

/** The inbox passes 25 messages at once to its consumer. */
const MAX_CONCURRENT_WRITES = 25;
const DAY_MS = 24 * 60 * 60 * 1_000;

export type Recorded = {
  /** DynamoDB rejects them: an item that is too large, a key that is too long. */
  readonly failed: readonly CloudEvent[];
  /** Another event with the same subject, time, source and id is archived already. It stays as it is. */
  readonly differing: readonly CloudEvent[];
};

/** The event archive: all events that were on the bus. An archived event is never overwritten. */
export type EventArchiveTable = {
  /**
   * Archives events, each once, however often it is delivered. An event is deleted `archiveDays` after its time.
   *
   * @throws if the table cannot be reached; events may be archived by then, and can all be recorded again
   */
  readonly record: (events: readonly CloudEvent[]) => Promise<Recorded>;
};

export type EventArchiveConfig = {
  readonly tableName: string;
  /** Number of days for which an event is kept. */
  readonly archiveDays: number;
  readonly nowMs: () => number;
};

/** Creates the event archive over its table, whose items are `ArchivedEvent`s with the time at which they are deleted. */
export function createEventArchiveTable(
  client: DynamoDBDocumentClient,
  { tableName, archiveDays, nowMs }: EventArchiveConfig,
): EventArchiveTable {
  const toItem = (event: CloudEvent) => ({
    ...toArchivedEvent(event),
    expiresAt: toExpiry(Date.parse(event.time), archiveDays * DAY_MS, nowMs()),
  });
  return {
    record: async (events) => {
      const outcomes: Outcome[] = [];
      for (let first = 0; first < events.length; first += MAX_CONCURRENT_WRITES) {
        const batch = events.slice(first, first + MAX_CONCURRENT_WRITES);
        outcomes.push(
          ...(await Promise.all(batch.map((event) => put(client, tableName, event, toItem(event))))),
        );
      }
      const fault = outcomes.find((each) => each instanceof Error && each.name !== 'ValidationException');
      if (fault !== undefined) throw fault;
      return {
        failed: events.filter((_event, index) => outcomes[index] instanceof Error),
        differing: events.filter((_event, index) => outcomes[index] === 'differs'),
      };
    },
  };
}

/**
 * Returns the time at which DynamoDB deletes an event, in epoch seconds. It depends on the event, so that an event that is
 * archived again has the same one. Only a forged event has a time far from now. A time in the future counts as one day from
 * now at most, which is more than clocks differ. An event that has expired already expires now, because DynamoDB never
 * deletes items that expired more than five years ago.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
function toExpiry(timeMs: number, keepMs: number, nowMs: number): number {
  return Math.ceil(Math.max(Math.min(timeMs, nowMs + DAY_MS) + keepMs, nowMs) / 1_000);
}

type Outcome = 'archived' | 'differs' | Error;

/** Writes one event, unless its key exists. */
async function put(
  client: DynamoDBDocumentClient,
  tableName: string,
  event: CloudEvent,
  item: ArchivedEvent,
): Promise<Outcome> {
  try {
    const stored = await putIfAbsent(client, tableName, item);
    if (stored === undefined) return 'archived';
    const archived: unknown = JSON.parse(String(stored['event'] ?? null));
    return isSameEvent(archived, event) ? 'archived' : 'differs';
  } catch (error) {
    return toError(error);
  }
}
