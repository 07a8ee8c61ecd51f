import {
  type Discounted,
  type DiscountedCart,
  type DiscountedLine,
  type DiscountedShipping,
  discounted,
  type PricedCart,
  sumOf,
  undiscounted,
} from './discounted-cart.ts';
import { discountsOfLines, discountsOfShipping } from './discounts-of.ts';
import { GIFT_PREFIX } from './limits.ts';
import { type Promotion, type Step, stepOf } from './promotion.ts';
import type { Rounding } from './round.ts';
import { shippingCost } from './shipping-cost.ts';

/**
 * Applies promotions to a cart, whatever their conditions: first to lines, then to the order, then to shipping, whose cost depends
 * on the goods after their discounts; in each step in the order of the list.
 *
 * @param promotions by `sortOrder`
 */
export function discountCart(
  cart: PricedCart,
  promotions: readonly Promotion[],
  rounding: Rounding,
): DiscountedCart {
  const settings = { currency: cart.currency, rounding };
  const applied = new Map<string, number>();
  const overBudget = new Set<string>();
  const of = (step: Step) => promotions.filter((promotion) => stepOf(promotion) === step);

  /** Takes discounts off, unless there are none or they exceed the budget. */
  const take = <Item extends Discounted>(
    promotion: Promotion,
    items: readonly Item[],
    minors: readonly number[],
  ): readonly Item[] => {
    const sum = sumOf(minors, (minor) => minor);
    if (sum === 0 || !fitsBudget(promotion, sum, cart.currency, overBudget)) return items;
    applied.set(promotion.id, sum);
    return items.map((item, index) => discounted(item, promotion.id, minors[index] ?? 0));
  };

  let lines: readonly DiscountedLine[] = cart.lines.map((line) =>
    undiscounted(line, line.unitPriceMinor * line.quantity),
  );
  for (const promotion of of('lines')) {
    if (promotion.value.kind !== 'gift') {
      lines = take(promotion, lines, discountsOfLines(promotion, lines, settings));
      continue;
    }
    const gift = cart.gifts.get(promotion.value.sku);
    if (gift === undefined || !fitsBudget(promotion, gift.unitPriceMinor, cart.currency, overBudget))
      continue;
    applied.set(promotion.id, gift.unitPriceMinor);
    const line = { lineId: `${GIFT_PREFIX}${promotion.id}`, ...gift, gift: promotion.id };
    lines = [
      ...lines,
      discounted(undiscounted(line, gift.unitPriceMinor), promotion.id, gift.unitPriceMinor),
    ];
  }
  for (const promotion of of('order')) {
    lines = take(promotion, lines, discountsOfLines(promotion, lines, settings));
  }

  const goods = {
    valueMinor: sumOf(lines, ({ leftMinor }) => leftMinor),
    weightGrams: sumOf(lines, ({ offer, quantity }) => (offer.weightGrams ?? 0) * quantity),
    units: sumOf(lines, ({ quantity }) => quantity),
  };
  let shipping: readonly DiscountedShipping[] = cart.shipping.map((choice) =>
    undiscounted(choice, shippingCost(choice, cart.currency, goods)),
  );
  for (const promotion of of('shipping')) {
    shipping = take(promotion, shipping, discountsOfShipping(promotion, shipping, settings));
  }
  return { lines, shipping, applied, overBudget };
}

function fitsBudget(
  { id, budgetMinor }: Promotion,
  discountMinor: number,
  currency: string,
  overBudget: Set<string>,
): boolean {
  if (budgetMinor === undefined || discountMinor <= (budgetMinor[currency] ?? 0)) return true;
  overBudget.add(id);
  return false;
}
