import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { CommitMetadata } from './store.ts';

/** A change of a table's item, as plain values. */
export type StreamRecord = {
  readonly sequenceNumber: string;
  readonly kind: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly pk: string;
  readonly newImage?: Readonly<Record<string, unknown>>;
  readonly oldImage?: Readonly<Record<string, unknown>>;
};

/** Takes a record as Lambda hands it over; returns it with its images as plain values. */
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

/** A decision, as it comes off a table's stream. `state` is there where the aggregate is kept as a state. */
export type StreamedCommit = CommitMetadata & {
  readonly id: string;
  /** The kind of aggregate: what stands before the `#` of its key. */
  readonly kind: string;
  readonly version: number;
  readonly events: readonly unknown[];
  readonly state?: unknown;
};

/**
 * Takes a record; returns the decision that it carries, or nothing where it carries none: an item that is no
 * aggregate's, a removal, or a change that left the aggregate's version as it was.
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
