import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type AttributeValue, toAttributeValues } from './attribute-values.ts';

/** In the year 2100, because the Middy stacks treat records that are older than 22 hours in another way. */
const CREATED_AT_SECONDS = 4_102_444_800;

/** A change of an item. Without an old image the item was inserted, without a new image it was removed. */
export type ItemChange = {
  readonly oldImage?: Readonly<Record<string, unknown>>;
  readonly newImage?: Readonly<Record<string, unknown>>;
};

/**
 * Creates the event with which Lambda passes changes of a table whose stream has both images. The keys are `pk` and, if
 * the item has one, `sk`. Sequence numbers count from 1.
 *
 * @param changes plain items, in the order of the stream
 * @param tableName name of the table in the ARN of the stream
 */
export function toStreamEvent(changes: readonly ItemChange[], tableName = 'a-table'): DynamoDBStreamEvent {
  return { Records: changes.map((change, index) => toRecord(change, index + 1, tableName)) };
}

function toRecord({ oldImage, newImage }: ItemChange, sequence: number, tableName: string): DynamoDBRecord {
  return {
    eventID: `record-${sequence}`,
    eventVersion: '1.1',
    eventName: toEventName(oldImage, newImage),
    eventSource: 'aws:dynamodb',
    eventSourceARN: `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}/stream/2026-01-01T00:00:00.000`,
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: CREATED_AT_SECONDS,
      Keys: toKeys(newImage ?? oldImage ?? {}),
      SequenceNumber: String(sequence),
      SizeBytes: 100,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      ...(newImage === undefined ? {} : { NewImage: toAttributeValues(newImage) }),
      ...(oldImage === undefined ? {} : { OldImage: toAttributeValues(oldImage) }),
    },
  };
}

function toEventName(oldImage: unknown, newImage: unknown): 'INSERT' | 'MODIFY' | 'REMOVE' {
  if (oldImage === undefined) return 'INSERT';
  return newImage === undefined ? 'REMOVE' : 'MODIFY';
}

function toKeys({ pk, sk }: Readonly<Record<string, unknown>>): Record<string, AttributeValue> {
  return toAttributeValues({ pk, sk });
}
