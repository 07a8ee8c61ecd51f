import * as z from 'zod/mini';

/** Amounts of a budget in one currency: all that orders take, and the part of it that confirmed orders have used. */
export type BudgetCount = { readonly takenMinor: number; readonly usedMinor: number };

/** A part of the budget of a promotion that an order takes. */
export type RequestedBudget = {
  readonly promotionId: string;
  readonly currency: string;
  readonly minor: number;
};

/** Facts about a part of a budget that is to be held, read together. */
export type BudgetToHold = RequestedBudget & {
  /** The budget in the currency. Absent if the promotion has no budget any more: nothing limits it. */
  readonly limitMinor?: number | undefined;
  /** Amount that all orders take. */
  readonly takenMinor: number;
};

/** Stored shape of a part of a budget that an order takes. */
export const usedBudget = z.object({
  promotionId: z.string(),
  currency: z.string(),
  minor: z.int(),
  /** Budget on which the hold was decided. A counter with another one fails the hold. */
  limitMinor: z.optional(z.int()),
});

export type UsedBudget = z.infer<typeof usedBudget>;

/** Returns the first part that exceeds the rest of its budget. */
export function findExhausted(facts: readonly BudgetToHold[]): BudgetToHold | undefined {
  return facts.find(
    ({ minor, limitMinor, takenMinor }) => limitMinor !== undefined && minor > limitMinor - takenMinor,
  );
}

/** Returns the part of a budget as an order stores it. */
export function toUsedBudget({ promotionId, currency, minor, limitMinor }: BudgetToHold): UsedBudget {
  return { promotionId, currency, minor, ...(limitMinor === undefined ? {} : { limitMinor }) };
}

/** Returns true if an order takes the same parts as before. */
export function areSameBudgets(
  before: readonly RequestedBudget[],
  requested: readonly RequestedBudget[],
): boolean {
  const keyOf = ({ promotionId, currency, minor }: RequestedBudget) => `${promotionId} ${currency} ${minor}`;
  const keys = new Set(requested.map(keyOf));
  return before.length === requested.length && before.every((each) => keys.has(keyOf(each)));
}
