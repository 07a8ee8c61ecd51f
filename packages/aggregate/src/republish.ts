import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { Republication, RepublicationRequest } from '@tradepost/contracts/operations/model';
import { queryPages } from '@tradepost/dynamodb/query-pages';
import type { PublishTarget } from './event-bus.ts';
import { publish } from './publish.ts';
import type { ToEvents } from './publish-stream.ts';
import { type StreamRecord, toCommit } from './stream-record.ts';

/** More commits than any aggregate has, except that a SKU may have more adjustments. */
const MAX_COMMITS = 1_000;

export type RepublishConfig = {
  readonly bus: () => PublishTarget;
  readonly table: () => { readonly client: DynamoDBDocumentClient; readonly tableName: string };
  /** The kinds of aggregates in the table, before the `#` of their keys: `order`. */
  readonly keyPrefixes: readonly string[];
  /** As for `publishStream`. */
  readonly toEvents: ToEvents;
};

/** The request is rejected: the aggregate does not exist, or it has more commits than one request publishes. */
export type RepublishRejection = { readonly rejection: 'AGGREGATE_NOT_FOUND' | 'TOO_MANY_EVENTS' };

/**
 * Publishes stored events of an aggregate again. It uses the same mapping as the first time, so the events have the same
 * ids. An event store has the events of all versions, a state store only those of the last one.
 *
 * @returns a function that reads the events and, unless it is a dry run, publishes them one after the other until one is
 *   not accepted
 */
export function createRepublish({ bus, table, keyPrefixes, toEvents }: RepublishConfig) {
  return async ({
    aggregateId,
    fromVersion = 0,
    toVersion = Number.POSITIVE_INFINITY,
    dryRun = false,
  }: RepublicationRequest): Promise<Republication | RepublishRejection> => {
    const records: StreamRecord[] = [];
    for (const prefix of keyPrefixes) {
      if (records.length === 0) records.push(...(await readCommits(table(), `${prefix}#${aggregateId}`)));
    }
    const versions = records.map(versionOf);
    if (versions.length === 0) return { rejection: 'AGGREGATE_NOT_FOUND' };
    if (versions.length > MAX_COMMITS) return { rejection: 'TOO_MANY_EVENTS' };
    const found: { readonly event: CloudEvent; readonly version: number }[] = [];
    for (const record of records) {
      const version = versionOf(record);
      if (version < fromVersion || version > toVersion) continue;
      for (const event of await toEvents(record)) found.push({ event, version });
    }
    const result = {
      versions: { first: Math.min(...versions), last: Math.max(...versions) },
      events: found.map(({ event: { id, type, time }, version }) => ({ id, type, version, time })),
    };
    if (dryRun) return { ...result, published: 0 };
    return {
      ...result,
      ...(await publishInOrder(
        bus(),
        found.map(({ event }) => event),
      )),
    };
  };
}

async function publishInOrder(
  bus: PublishTarget,
  events: readonly CloudEvent[],
): Promise<Pick<Republication, 'published' | 'failure'>> {
  for (const [published, event] of events.entries()) {
    const error = (await publish(bus, [event])).get(event);
    if (error === undefined) continue;
    return { published, failure: 'code' in error ? String(error.code) : error.name };
  }
  return { published: events.length };
}

function versionOf({ newImage }: StreamRecord): number {
  return Number(newImage?.['version']);
}

/** Reads the commits in a partition, as stream records. Stops after the page that exceeds the limit. */
async function readCommits(
  { client, tableName }: ReturnType<RepublishConfig['table']>,
  pk: string,
): Promise<readonly StreamRecord[]> {
  const records: StreamRecord[] = [];
  const pages = queryPages(client, {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  });
  for await (const { items } of pages) {
    for (const newImage of items) {
      const record: StreamRecord = { sequenceNumber: '', kind: 'INSERT', pk, newImage };
      if (toCommit(record) !== undefined) records.push(record);
    }
    if (records.length > MAX_COMMITS) break;
  }
  return records;
}
