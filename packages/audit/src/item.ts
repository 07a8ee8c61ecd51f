import { eventSortKey } from '@tradepost/contracts/archived-event';
import { type AuditEntry, type Head, toContent, toText } from './entry.ts';

/**
 * An entry as it is stored. The attributes beside `entry`, `prev` and `hash` are keys of the table and of its indexes, and
 * follow from the entry.
 */
export type StoredEntry = {
  /** Name of the chain. */
  readonly pk: string;
  /** Sequence number, with leading zeros. */
  readonly sk: string;
  /** Canonical JSON of the entry without `prev` and `hash`. */
  readonly entry: string;
  readonly prev: string;
  readonly hash: string;
  readonly log: typeof LOG;
  readonly actor: string;
  readonly act: string;
  readonly target: string;
  readonly correlation: string;
  /** Sorts entries of all chains by time, and as events of the event archive. */
  readonly place: string;
};

/** Partition of the index of all entries. */
export const LOG = 'audit';

const SEQ_DIGITS = 12;

/** Returns the item of an entry. */
export function toItem({ prev, hash, ...entry }: AuditEntry): StoredEntry {
  return {
    ...{ pk: entry.chain, sk: toSortKey(entry.seq), entry: toText(entry), prev, hash },
    ...{ log: LOG, actor: entry.actor, act: entry.act, target: entry.target },
    ...{ correlation: entry.correlationId, place: placeOf(entry) },
  };
}

/** @throws if the item is not an entry */
export function toEntry({ entry, prev, hash }: Pick<StoredEntry, 'entry' | 'prev' | 'hash'>): AuditEntry {
  return { ...toContent(entry), prev, hash };
}

export function toSortKey(seq: number): string {
  return String(seq).padStart(SEQ_DIGITS, '0');
}

/** Returns the id of an entry, of its chain and its sequence number: `prod/2026-11-30/3/000000000012`. */
export function entryId({ chain, seq }: Pick<AuditEntry, 'chain' | 'seq'>): string {
  return `${chain}/${toSortKey(seq)}`;
}

function placeOf(entry: Pick<AuditEntry, 'chain' | 'seq' | 'at'>): string {
  return eventSortKey({ time: entry.at, source: AUDIT_SOURCE, id: entryId(entry) });
}

/** Source of audit entries in lists of events. */
export const AUDIT_SOURCE = 'tradepost.operations';

/** Key of the item that has the head of a shard. */
export function headKey(shard: number): { readonly pk: string; readonly sk: string } {
  return { pk: `head#${shard}`, sk: 'head' };
}

/** Returns the item of the head of a shard. */
export function toHeadItem(shard: number, head: Head) {
  return { ...headKey(shard), ...head };
}
