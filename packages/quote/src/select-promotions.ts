import { holds, missingMinor } from './condition.ts';
import { discountCart } from './discount-cart.ts';
import { type DiscountedCart, type PricedCart, sumOf } from './discounted-cart.ts';
import { MAX_BUDGETS } from './limits.ts';
import type { Code, Promotion, SkippedPromotion } from './promotion.ts';
import type { Rounding } from './round.ts';
import { isValidAt } from './validity.ts';

export type SelectedPromotions = {
  readonly cart: DiscountedCart;
  readonly skipped: readonly SkippedPromotion[];
};

type Facts = {
  readonly at: string;
  readonly promotions: readonly Promotion[];
  readonly codes: readonly Code[];
  readonly rounding: Rounding;
};

/**
 * Selects the promotions that apply to a cart, in the order of `sortOrder`. Each is tried together with those that are selected
 * already, and is selected if it takes effect. A group stands at the place of its first promotion, and the one that leaves the
 * customer least to pay is selected. After a promotion with `stop` none is.
 */
export function selectPromotions(
  cart: PricedCart,
  { at, promotions, codes, rounding }: Facts,
): SelectedPromotions {
  const skipped: SkippedPromotion[] = [];
  const skip = (promotion: Promotion, reason: SkippedPromotion['reason'], missing?: number) => {
    const code = codeOf(promotion, codes);
    skipped.push({
      promotion: promotion.id,
      ...(code !== undefined && { code }),
      reason,
      ...(missing !== undefined && { missingMinor: missing }),
    });
  };
  const candidates = promotions
    .filter((each) => !each.requiresCode || codeOf(each, codes) !== undefined)
    .toSorted((a, b) => a.sortOrder - b.sortOrder)
    .filter((each) => {
      if (!isValidAt(at, each.startsAt, undefined)) skip(each, 'NOT_STARTED');
      else if (!isValidAt(at, undefined, each.endsAt)) skip(each, 'ENDED');
      else if (!holds(each.condition, cart.facts)) {
        skip(each, 'CONDITION_NOT_MET', missingMinor(each.condition, cart.facts));
      } else return true;
      return false;
    });

  let selected: readonly Promotion[] = [];
  for (const rivals of toGroups(candidates)) {
    if (selected.at(-1)?.stacking === 'stop') {
      for (const each of rivals) skip(each, 'STOPPED');
      continue;
    }
    const isFull = selected.filter(hasBudget).length >= MAX_BUDGETS;
    if (isFull) for (const each of rivals.filter(hasBudget)) skip(each, 'BUDGET_EXCEEDED');
    const trials = rivals
      .filter((each) => !isFull || !hasBudget(each))
      .map((each) => {
        const trial = [...selected, each].toSorted((a, b) => a.sortOrder - b.sortOrder);
        return { each, result: discountCart(cart, trial, rounding) };
      });
    const effective = trials
      .filter(({ each, result }) => result.applied.has(each.id))
      .toSorted((a, b) => savedMinor(b.result) - savedMinor(a.result));
    const best = effective[0]?.each;
    for (const { each, result } of trials) {
      if (each === best) continue;
      if (result.overBudget.has(each.id)) skip(each, 'BUDGET_EXCEEDED');
      else skip(each, result.applied.has(each.id) ? 'NOT_BEST_OF_GROUP' : 'NO_EFFECT');
    }
    if (best !== undefined) selected = [...selected, best];
  }
  const inOrder = selected.toSorted((a, b) => a.sortOrder - b.sortOrder);
  const discounted = discountCart(cart, inOrder, rounding);
  // A promotion that was selected later, but is applied in an earlier step, may have left nothing to discount.
  for (const each of inOrder) if (!discounted.applied.has(each.id)) skip(each, 'NO_EFFECT');
  return { cart: discounted, skipped };
}

/** Returns the first code that the customer gave for a promotion. */
export function codeOf({ id, requiresCode }: Promotion, codes: readonly Code[]): string | undefined {
  return requiresCode ? codes.find(({ promotionIds }) => promotionIds.includes(id))?.code : undefined;
}

function hasBudget({ budgetMinor }: Promotion): boolean {
  return budgetMinor !== undefined;
}

/** Discounts, with gifts, less the cost of shipping, which depends on the discounts of the goods. */
function savedMinor({ applied, shipping }: DiscountedCart): number {
  return sumOf([...applied.values()], (minor) => minor) - sumOf(shipping, ({ fullMinor }) => fullMinor);
}

function toGroups(promotions: readonly Promotion[]): readonly (readonly Promotion[])[] {
  const groups = new Map<string, Promotion[]>();
  for (const each of promotions) {
    const key = each.group === undefined ? `promotion:${each.id}` : `group:${each.group}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}
