import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { CommitMetadata } from './store.ts';

/** A change of an item, with unmarshalled images. */
export type StreamRecord = {
  readonly sequenceNumber: string;
  readonly kind: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly pk: string;
  readonly newImage?: Readonly<Record<string, unknown>>;
  readonly oldImage?: Readonly<Record<string, unknown>>;
};

/** Converts a record from Lambda; unmarshalls its images. */
export function toStreamRecord(record: DynamoDBRecord): StreamRecord {
  const { Keys, NewImage, OldImage, SequenceNumber } = record.dynamodb ?? {};
  return {
    sequenceNumber: SequenceNumber ?? '',
    kind: record.eventName ?? 'MODIFY',
    pk: Keys?.['pk']?.S ?? '',
    ...(NewImage === undefined ? {} : { newImage: unmarshall(NewImage as Parameters<typeof unmarshall>[0]) }),
    ...(OldImage === undefined ? {} : { oldImage: unmarshall(OldImage as Parameters<typeof unmarshall>[0]) }),
  };
}

/** A commit, as read from a table's stream. `state` is set only by a state store. */
export type StreamedCommit = CommitMetadata & {
  readonly id: string;
  /** The kind of aggregate: the prefix of its key, before the `#`. */
  readonly kind: string;
  readonly version: number;
  readonly events: readonly unknown[];
  readonly state?: unknown;
};

/**
 * Returns the commit in a record. Undefined if the record is a removal, the item is not an aggregate, or its version did
 * not change.
 */
export function toCommit({ kind, pk, newImage, oldImage }: StreamRecord): StreamedCommit | undefined {
  if (kind === 'REMOVE' || newImage === undefined) return undefined;
  const { id, version, events, at, actor, correlationId, causationId, state } =
    newImage as Partial<StreamedCommit>;
  if (id === undefined || version === undefined || events === undefined || at === undefined) return undefined;
  if (oldImage?.['version'] === version) return undefined;
  return {
    id,
    kind: pk.slice(0, pk.indexOf('#')),
    version,
    events,
    at,
    actor: actor ?? 'unknown',
    correlationId: correlationId ?? id,
    ...(causationId === undefined ? {} : { causationId }),
    ...(state === undefined ? {} : { state }),
  };
}
