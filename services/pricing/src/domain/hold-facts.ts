import type { CodeFacts } from './discount-code.ts';

/** Facts about a code that is to be held, read together. */
export type CodeToHold = {
  /** The code as it was given, in the form in which codes are compared. */
  readonly text: string;
  /** Absent if there is no such code. */
  readonly code?: CodeFacts | undefined;
  /** Version of the code. A counter of another version rejects the hold. */
  readonly version: number;
  /** Uses of each counter. */
  readonly taken: readonly number[];
  /** Uses by this customer. */
  readonly takenByCustomer: number;
};

/** A reason for which a code is refused. */
export type CodeRefusal =
  | 'CODE_UNKNOWN'
  | 'CODE_NOT_YET_VALID'
  | 'CODE_EXPIRED'
  | 'CODE_DISABLED'
  | 'CODE_EXHAUSTED'
  | 'CODE_USED_BY_CUSTOMER'
  | 'CODE_NEEDS_CUSTOMER';

/**
 * Returns the reason for which an order cannot hold a code at a time; undefined if it can.
 *
 * @param hasCustomer true if the buyer is known
 */
export function refusalOf(
  { code, taken, takenByCustomer }: CodeToHold,
  hasCustomer: boolean,
  at: string,
): CodeRefusal | undefined {
  if (code === undefined) return 'CODE_UNKNOWN';
  if (code.status === 'disabled') return 'CODE_DISABLED';
  if (code.validFrom !== undefined && at < code.validFrom) return 'CODE_NOT_YET_VALID';
  if (code.validUntil !== undefined && at >= code.validUntil) return 'CODE_EXPIRED';
  if (code.limitPerCustomer !== undefined) {
    if (!hasCustomer) return 'CODE_NEEDS_CUSTOMER';
    if (takenByCustomer >= code.limitPerCustomer) return 'CODE_USED_BY_CUSTOMER';
  }
  const { shardLimits } = code;
  const isFull = shardLimits?.every((limit, shard) => (taken[shard] ?? 0) >= limit) ?? false;
  return isFull ? 'CODE_EXHAUSTED' : undefined;
}

/**
 * Chooses the counter of a code for an order: the first that is not full, from one that the order's id decides, so that orders of one
 * moment are spread.
 *
 * @returns undefined if all are full
 */
export function chooseShard({ code, taken }: CodeToHold, orderId: string): number | undefined {
  if (code === undefined) return undefined;
  const { shards, shardLimits } = code;
  const first = orderId.charCodeAt(orderId.length - 1) % shards;
  for (let step = 0; step < shards; step += 1) {
    const shard = (first + step) % shards;
    const limit = shardLimits?.[shard];
    if (limit === undefined || (taken[shard] ?? 0) < limit) return shard;
  }
  return undefined;
}
