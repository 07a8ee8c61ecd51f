import { createHash } from 'node:crypto';
import type { WireRecord } from './streams-api.ts';

/** Lambda's DynamoDB stream record: binary values in base64, times in epoch seconds. */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: WireRecord['eventName'];
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: WireRecord['dynamodb'];
  readonly eventSourceARN: string;
  /** Set for deletions by time to live. */
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
};

/** Shorter ids are an engine's counters, which are not unique across streams. */
const MIN_EVENT_ID_CHARS = 16;

/**
 * Converts an engine's record to Lambda's. `streamArn` is the engine's ARN; `seen` has the ARN and region for functions.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function streamRecordOf(
  wire: WireRecord,
  streamArn: string,
  seen: { readonly arn: string; readonly region: string },
): StreamRecord {
  const { userIdentity } = wire;
  return {
    eventID: wire.eventID.length < MIN_EVENT_ID_CHARS ? uniqueId(streamArn, wire) : wire.eventID,
    eventName: wire.eventName,
    eventVersion: wire.eventVersion ?? '1.1',
    ...(userIdentity && {
      userIdentity: { type: userIdentity.Type ?? '', principalId: userIdentity.PrincipalId ?? '' },
    }),
    eventSource: 'aws:dynamodb',
    awsRegion: seen.region,
    dynamodb: withTypes(wire.dynamodb),
    eventSourceARN: seen.arn,
  };
}

/** Replaces the engine's region and account in its stream ARN with those of the local cloud. */
export function seenStreamArn(streamArn: string, region: string, accountId: string): string {
  const [arn, partition, service, , , ...rest] = streamArn.split(':');
  return [arn, partition, service, region, accountId, ...rest].join(':');
}

/** Time of the change in epoch milliseconds; undefined if the engine does not report it. */
export function createdAtMs(record: StreamRecord): number | undefined {
  const seconds = record.dynamodb.ApproximateCreationDateTime;
  return seconds === undefined ? undefined : seconds * 1_000;
}

export function sequenceNumberOf(record: StreamRecord): string {
  return record.dynamodb.SequenceNumber;
}

/**
 * Restores the type of empty maps in images, which DynamoDB Local omits. All other values have their type.
 *
 * @see https://github.com/awslabs/amazon-dynamodb-local-samples/issues/37
 */
function withTypes(record: WireRecord['dynamodb']): WireRecord['dynamodb'] {
  const typed = { ...record };
  for (const name of ['NewImage', 'OldImage']) {
    if (record[name] !== undefined) typed[name] = itemWithTypes(record[name]);
  }
  return typed;
}

function itemWithTypes(item: unknown): unknown {
  const attributes = Object.entries(item as Record<string, Record<string, unknown>>);
  return Object.fromEntries(attributes.map(([name, value]) => [name, valueWithType(value)]));
}

function valueWithType(value: Record<string, unknown>): unknown {
  const { M: map, L: list } = value;
  if (map !== undefined) return { M: itemWithTypes(map) };
  if (Array.isArray(list)) return { L: list.map(valueWithType) };
  return Object.keys(value).length === 0 ? { M: {} } : value;
}

function uniqueId(streamArn: string, wire: WireRecord): string {
  return createHash('md5').update(`${streamArn}|${wire.dynamodb.SequenceNumber}`).digest('hex');
}
