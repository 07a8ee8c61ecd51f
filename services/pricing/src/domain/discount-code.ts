import * as z from 'zod/mini';
import { merge, replaceBy, storedTerms, type TermsCommand, termsAggregate } from './terms.ts';

/**
 * Maximum number of counters of a code. A transaction with an item waits for no other, but is cancelled: one counter takes some
 * 60 transactions a second, eight take eight times as many.
 */
export const MAX_SHARDS = 8;
/** A code with fewer uses for each counter has fewer counters: they would be full at different times. */
const MIN_LIMIT_OF_SHARD = 10;

const codeFacts = z.object({
  ...storedTerms,
  code: z.string(),
  status: z.enum(['active', 'disabled']),
  promotionIds: z.array(z.string()),
  limit: z.optional(z.int()),
  limitPerCustomer: z.optional(z.int()),
  validFrom: z.optional(z.string()),
  validUntil: z.optional(z.string()),
  /** Number of counters. It never changes. */
  shards: z.int(),
  /** Part of the limit that each counter has; absent if the code has no limit. Their sum is the limit. */
  shardLimits: z.optional(z.array(z.int())),
});

export type CodeFacts = z.infer<typeof codeFacts>;

export const discountCode = termsAggregate<CodeFacts>('discount-code', codeFacts);

export type CodeRejection =
  | { readonly code: 'DISCOUNT_CODE_NOT_FOUND' }
  | { readonly code: 'CODE_LIMIT_BELOW_USES'; readonly uses: number };

/** Number of counters for a limit. */
export function shardsFor(limit: number | undefined): number {
  if (limit === undefined) return MAX_SHARDS;
  return Math.max(1, Math.min(MAX_SHARDS, Math.floor(limit / MIN_LIMIT_OF_SHARD)));
}

/**
 * Distributes a limit over counters: each gets what it has taken, the rest is shared evenly.
 *
 * @param taken uses of each counter
 * @returns the limit of each counter; undefined if more is taken than the limit
 */
export function distribute(limit: number, taken: readonly number[]): readonly number[] | undefined {
  const rest = limit - taken.reduce((sum, each) => sum + each, 0);
  if (rest < 0) return undefined;
  const share = Math.floor(rest / taken.length);
  const left = rest - share * taken.length;
  return taken.map((each, index) => each + share + (index < left ? 1 : 0));
}

/**
 * Changes a code.
 *
 * @param taken uses of each counter, as they were read; the write fails if a counter has more by then
 */
export const updateCode =
  (
    change: Readonly<Record<string, unknown>>,
    taken: readonly number[],
  ): TermsCommand<CodeFacts, CodeRejection> =>
  (existing, { at }) => {
    if (existing === undefined) return { rejection: { code: 'DISCOUNT_CODE_NOT_FOUND' } };
    const { shardLimits: former, ...merged } = merge(existing, change);
    const { limit } = merged;
    if (limit === undefined) return replaceBy<CodeFacts>(existing, merged, at);
    const shardLimits = limit === existing.limit && former !== undefined ? former : distribute(limit, taken);
    if (shardLimits === undefined) {
      const uses = taken.reduce((sum, each) => sum + each, 0);
      return { rejection: { code: 'CODE_LIMIT_BELOW_USES', uses } };
    }
    return replaceBy<CodeFacts>(existing, { ...merged, shardLimits: [...shardLimits] }, at);
  };
