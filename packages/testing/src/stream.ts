import { type AttributeValue, toAttributeValues } from './attribute-values.ts';

/** In the year 2100: the stacks treat records that are older than 22 hours in another way. */
const CREATED_AT_SECONDS = 4_102_444_800;

/** A change of an item: without an old image it was inserted, without a new one it was removed. */
export type ItemChange = {
  readonly oldImage?: Readonly<Record<string, unknown>>;
  readonly newImage?: Readonly<Record<string, unknown>>;
};

/**
 * A batch as Lambda passes it from a table's stream with both images. The keys are `pk` and, if the item has one, `sk`;
 * sequence numbers count from 1.
 *
 * @param changes plain items, in the order of the stream
 * @param tableName for the stream's ARN
 */
export function toStreamEvent(changes: readonly ItemChange[], tableName = 'a-table') {
  return { Records: changes.map((change, index) => toRecord(change, index + 1, tableName)) };
}

function toRecord({ oldImage, newImage }: ItemChange, sequence: number, tableName: string) {
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
      StreamViewType: 'NEW_AND_OLD_IMAGES' as const,
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
