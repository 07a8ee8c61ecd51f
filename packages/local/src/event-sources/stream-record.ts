import { createHash } from 'node:crypto';
import type { WireRecord } from './streams-api.ts';

/** A record as Lambda hands it to a function: binary values in base64, times in epoch seconds. */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: WireRecord['eventName'];
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: WireRecord['dynamodb'];
  readonly eventSourceARN: string;
  /** There for a deletion by time to live. */
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
};

/** Ids shorter than this are an engine's counters, which another stream has, too. */
const MIN_EVENT_ID_CHARS = 16;

/**
 * Takes the record as the engine has it, the engine's stream ARN, and the ARN that functions are to see.
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

/** The engine's stream ARN with the region and account of the local cloud in place of the engine's. */
export function seenStreamArn(streamArn: string, region: string, accountId: string): string {
  const [arn, partition, service, , , ...rest] = streamArn.split(':');
  return [arn, partition, service, region, accountId, ...rest].join(':');
}

/** When the record was made, in epoch milliseconds; undefined where the engine does not tell. */
export function createdAtMs(record: StreamRecord): number | undefined {
  const seconds = record.dynamodb.ApproximateCreationDateTime;
  return seconds === undefined ? undefined : seconds * 1_000;
}

export function sequenceNumberOf(record: StreamRecord): string {
  return record.dynamodb.SequenceNumber;
}

/**
 * DynamoDB Local leaves out the type of an empty map in an image, and no value of another kind is ever without one.
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
