import { toChain } from '../chain.ts';
import { type AuditEntry, type Head, hashOf, NO_HASH, order, toText } from '../entry.ts';
import { type StoredEntry, toEntry, toItem } from '../item.ts';
import type { Fault, FaultKind } from './fault.ts';

/** A stored item with the key at which it is. Other attributes may be anything. */
export type FoundItem = { readonly pk: string; readonly sk: string } & Partial<StoredEntry>;

/** Hashes that anchors name, by chain and sequence number. The check of a chain removes those that it has found. */
export type AnchoredHashes = Map<string, Map<number, string>>;

/** State of the check of one shard: the last entry that was read. */
export type ShardCheck = {
  /** Checks the next item of a chain. */
  readonly next: (item: FoundItem) => void;
  /** Place of the last entry; undefined before the first one. */
  readonly last: () => Head | undefined;
};

/**
 * Checks the entries of one shard, which must come in their order: by day, then by sequence number. After a fault the check
 * goes on with what is stored, so that one change is one fault, or two if a hash is part of it.
 *
 * @param anchored hashes that anchors name
 * @param report gets each fault
 */
export function checkShard(anchored: AnchoredHashes, report: (fault: Fault) => void): ShardCheck {
  let last: Head | undefined;
  const next = (item: FoundItem) => {
    const [chain, seq] = [item.pk, Number(item.sk)];
    const fault = (kind: FaultKind) => report({ kind, place: chain, seq });
    const expected = last?.chain === chain ? last.seq + 1 : 1;
    if (seq !== expected) fault('entry-missing');
    const entry = parse(item);
    if (entry === undefined) {
      fault('entry-malformed');
    } else {
      checkContent(entry, item, fault);
      // A missing entry before it explains the broken link.
      if (seq === expected && entry.prev !== (last?.hash ?? NO_HASH)) fault('link-broken');
      checkAnchored(anchored, { chain, seq, hash: entry.hash }, fault);
    }
    last = { chain, seq, hash: entry?.hash ?? item.hash ?? '' };
  };
  return { next, last: () => last };
}

function parse({ entry, prev, hash }: FoundItem): AuditEntry | undefined {
  if (typeof entry !== 'string' || typeof prev !== 'string' || typeof hash !== 'string') return undefined;
  try {
    const parsed = toEntry({ entry, prev, hash });
    return toText(parsed) === entry ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function checkContent(entry: AuditEntry, item: FoundItem, fault: (kind: FaultKind) => void): void {
  if (hashOf(entry.prev, toText(entry)) !== entry.hash) fault('entry-changed');
  const { pk, sk, ...attributes } = toItem(entry);
  if (pk !== item.pk || sk !== item.sk) fault('entry-moved');
  // The keys of the indexes that follow from the place differ with it.
  else if (Object.entries(attributes).some(([name, value]) => item[name as keyof FoundItem] !== value))
    fault('index-changed');
}

function checkAnchored(
  anchored: AnchoredHashes,
  { chain, seq, hash }: Head,
  fault: (kind: FaultKind) => void,
): void {
  const ofChain = anchored.get(chain);
  const expected = ofChain?.get(seq);
  if (expected === undefined) return;
  if (expected !== hash) fault('anchored-differs');
  ofChain?.delete(seq);
}

/**
 * Compares a head with the last entry of its shard. Entries may be written meanwhile: the head before the entries were read must
 * not be after the last one, and the head after that must not be before it.
 */
export function checkHead(
  shard: string,
  { before, last, after }: Readonly<Record<'before' | 'last' | 'after', Head | undefined>>,
): readonly Fault[] {
  const at = (kind: FaultKind, { chain, seq }: Head): Fault => ({ kind, place: chain, seq });
  if (last === undefined) return before === undefined ? [] : [at('head-ahead', before)];
  if (after === undefined) return [{ kind: 'head-missing', place: shard }];
  if (before !== undefined && order(before, last) > 0) return [at('head-ahead', before)];
  if (order(last, after) > 0) return [at('head-behind', last)];
  return order(last, after) === 0 && last.hash !== after.hash ? [at('head-differs', last)] : [];
}

/** Returns true if an item's partition key is the name of a chain of a stage. */
export function isChainOf(stage: string, pk: string): boolean {
  return toChain(pk)?.stage === stage;
}
