import { checkConditions, checkPromotion } from '@tradepost/quote/check-promotion';
import type { Condition } from '@tradepost/quote/condition';
import type { Promotion } from '@tradepost/quote/promotion';
import { QuoteError } from '@tradepost/quote/quote-error';
import * as z from 'zod/mini';
import { merge, type NewTerms, replaceBy, storedTerms, type TermsCommand, termsAggregate } from './terms.ts';

/** Fields of conditions in one order, in which DynamoDB does not return them. */
const CONDITION_FIELDS = ['all', 'any', 'not', 'field', 'op', 'value', 'where'];

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const place = (name: string) => `${CONDITION_FIELDS.indexOf(name) + 1}${name}`;
  const fields = Object.entries(value).toSorted(([a], [b]) => (place(a) < place(b) ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, inOrder(each)]));
}

/** Any condition that was ever stored. `checkConditions` of packages/quote has the rules, once, before it is stored. */
const storedCondition = z.pipe(z.unknown(), z.transform(inOrder)) as unknown as z.ZodMiniType<Condition>;
const where = z.optional(storedCondition);
const minor = z.record(z.string(), z.int());

const promotionFacts = z.object({
  ...storedTerms,
  status: z.enum(['draft', 'active', 'paused', 'ended']),
  name: z.string(),
  sortOrder: z.int(),
  group: z.optional(z.string()),
  stacking: z.enum(['stack', 'stop']),
  startsAt: z.string(),
  endsAt: z.optional(z.string()),
  condition: where,
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('lines'), where }),
    z.object({ kind: z.literal('order') }),
    z.object({ kind: z.literal('shipping'), where }),
    z.object({
      kind: z.literal('pattern'),
      buy: z.object({ units: z.int(), where }),
      get: z.object({ units: z.int(), where }),
      maxTimes: z.optional(z.int()),
      pick: z.optional(z.enum(['cheapest', 'dearest'])),
    }),
  ]),
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('percent'), ppm: z.int() }),
    z.object({ kind: z.literal('amount'), minor }),
    z.object({ kind: z.literal('fixedPrice'), minor }),
    z.object({ kind: z.literal('gift'), sku: z.string() }),
  ]),
  spread: z.optional(z.enum(['each', 'across'])),
  requiresCode: z.boolean(),
  budgetMinor: z.optional(minor),
});

export type PromotionFacts = z.infer<typeof promotionFacts>;

export const promotion = termsAggregate<PromotionFacts>('promotion', promotionFacts);

export type InvalidPromotion = {
  readonly code: 'PROMOTION_INVALID';
  readonly field: string;
  readonly detail: string;
};

export type PromotionRejection =
  | { readonly code: 'PROMOTION_NOT_FOUND' | 'PROMOTION_ENDED' }
  | BudgetBelowUses
  | InvalidPromotion;

export type BudgetBelowUses = {
  readonly code: 'PROMOTION_BUDGET_BELOW_USES';
  readonly currency: string;
  /** Amount that orders hold and have used. */
  readonly takenMinor: number;
};

/** Amounts that orders take of a budget, by currency. */
export type TakenMinor = Readonly<Record<string, number>>;

/** Creates a promotion, if a quote can be computed with it. */
export const createPromotion =
  (terms: NewTerms<PromotionFacts>): TermsCommand<PromotionFacts, InvalidPromotion> =>
  (existing, { at }) => {
    if (existing !== undefined) return { events: [] };
    const invalid = findInvalid(terms);
    if (invalid !== undefined) return { rejection: invalid };
    return { events: [{ type: 'TermsChanged', terms: { ...terms, createdAt: at, updatedAt: at } }] };
  };

/**
 * Changes a promotion. One that has ended stays as it is, and its sort order is free again.
 *
 * @param taken amounts of the budget that orders take, as they were read; the write fails if they take more by then
 */
export const updatePromotion =
  (
    change: Readonly<Record<string, unknown>>,
    taken: TakenMinor = {},
  ): TermsCommand<PromotionFacts, PromotionRejection> =>
  (existing, { at }) => {
    if (existing === undefined) return { rejection: { code: 'PROMOTION_NOT_FOUND' } };
    if (existing.status === 'ended') return { rejection: { code: 'PROMOTION_ENDED' } };
    const merged = merge(existing, change);
    const invalid = findInvalid(merged);
    if (invalid !== undefined) return { rejection: invalid };
    const below = findBelowUses(existing, merged, taken);
    return below === undefined ? replaceBy(existing, merged, at) : { rejection: below };
  };

/** Returns true for a promotion that every quote considers: it is active and needs no code. */
export function isAutomatic(terms: PromotionFacts | undefined): boolean {
  return terms?.status === 'active' && !terms.requiresCode;
}

/** Amounts by currency of which a change of a promotion sets the budget. Undefined: it has none any more. */
export function changedBudgets(
  former: Pick<PromotionFacts, 'budgetMinor'> | undefined,
  { budgetMinor }: Pick<PromotionFacts, 'budgetMinor'>,
): ReadonlyMap<string, number | undefined> {
  const before = former?.budgetMinor ?? {};
  const currencies = [...new Set([...Object.keys(before), ...Object.keys(budgetMinor ?? {})])];
  return new Map(
    currencies
      .map((currency) => [currency, budgetMinor && (budgetMinor[currency] ?? 0)] as const)
      .filter(([currency, minor_]) => minor_ !== before[currency]),
  );
}

function findBelowUses(
  former: PromotionFacts,
  next: PromotionFacts,
  taken: TakenMinor,
): BudgetBelowUses | undefined {
  for (const [currency, limitMinor] of changedBudgets(former, next)) {
    const takenMinor = taken[currency] ?? 0;
    if (limitMinor !== undefined && limitMinor < takenMinor)
      return { code: 'PROMOTION_BUDGET_BELOW_USES', currency, takenMinor };
  }
  return undefined;
}

/** A promotion as packages/quote has it. */
export function toQuotePromotion(terms: NewTerms<PromotionFacts> & Partial<PromotionFacts>): Promotion {
  const { status: _status, createdAt: _createdAt, updatedAt: _updatedAt, ...promotionOfQuote } = terms;
  return promotionOfQuote;
}

/** An item has a promotion three times, and a quote reads up to a hundred. */
const MAX_PROMOTION_BYTES = 32 * 1024;

function findInvalid(terms: NewTerms<PromotionFacts>): InvalidPromotion | undefined {
  try {
    checkPromotion(toQuotePromotion(terms));
    checkConditions(toQuotePromotion(terms));
  } catch (error) {
    if (!(error instanceof QuoteError)) throw error;
    const field = error.field.replace(`promotions.${terms.id}.`, '');
    return { code: 'PROMOTION_INVALID', field, detail: error.message.replace(error.field, field) };
  }
  if (Buffer.byteLength(JSON.stringify(terms)) > MAX_PROMOTION_BYTES)
    return {
      ...{ code: 'PROMOTION_INVALID', field: 'condition' },
      detail: `the promotion must have at most ${MAX_PROMOTION_BYTES} bytes as JSON`,
    };
  if (terms.endsAt !== undefined && terms.endsAt <= terms.startsAt)
    return { code: 'PROMOTION_INVALID', field: 'endsAt', detail: 'endsAt must be after startsAt' };
  return undefined;
}
