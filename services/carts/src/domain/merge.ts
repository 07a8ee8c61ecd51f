import type { Command } from '@tradepost/aggregate/aggregate';
import type { CartEvent, CartState, OpenCart, StoredLine } from './cart-shapes.ts';
import { changing } from './changeable.ts';
import { MAX_CODES, MAX_LINES, MAX_UNITS_OF_LINE } from './limits.ts';

/** Units of a SKU that both carts have: those of both, the larger number, or those of the cart that stays. */
export type MergeStrategy = 'sum' | 'max' | 'keep';

type Rejection =
  | { readonly code: 'CART_TOO_LARGE'; readonly maxLines: number }
  | { readonly code: 'QUANTITY_ABOVE_MAXIMUM'; readonly sku: string; readonly maxQuantity: number };

/** Adds the lines and codes of another cart. No line of either is lost; codes beyond the maximum are. */
export const mergeIn = (other: Pick<OpenCart, 'cartId' | 'lines' | 'codes'>, strategy: MergeStrategy) =>
  changing<Rejection>((cart) => {
    const lines = mergeLines(cart, other.lines, strategy);
    if (lines.length > MAX_LINES) return { rejection: { code: 'CART_TOO_LARGE', maxLines: MAX_LINES } };
    const above = lines.find(({ quantity }) => quantity > MAX_UNITS_OF_LINE);
    if (above !== undefined)
      return {
        rejection: { code: 'QUANTITY_ABOVE_MAXIMUM', sku: above.sku, maxQuantity: MAX_UNITS_OF_LINE },
      };
    const codes = [...new Set([...cart.codes, ...other.codes])].slice(0, MAX_CODES);
    return { events: [{ type: 'CartMergedIn', from: other.cartId, lines, codes }] };
  });

/** Ends a cart whose lines are in another one. A repeat changes nothing. */
export const mergeAway = (mergedInto: string): Command<CartState, CartEvent, { readonly code: string }> => {
  const command = changing(() => ({ events: [{ type: 'CartMergedAway', mergedInto }] }));
  return (state, context) =>
    state.status === 'merged' && state.mergedInto === mergedInto ? { events: [] } : command(state, context);
};

function mergeLines(
  { lines, lastLine }: Pick<OpenCart, 'lines' | 'lastLine'>,
  others: readonly StoredLine[],
  strategy: MergeStrategy,
): StoredLine[] {
  const added = new Map(others.map(({ sku, quantity }) => [sku, quantity]));
  const own = lines.map((line) => ({
    ...line,
    quantity: unitsOf(line.quantity, added.get(line.sku), strategy),
  }));
  const known = new Set(lines.map(({ sku }) => sku));
  const more = others
    .filter(({ sku }) => !known.has(sku))
    .map(({ sku, quantity }, index) => ({ lineId: `L${lastLine + index + 1}`, sku, quantity }));
  return [...own, ...more];
}

function unitsOf(own: number, other: number | undefined, strategy: MergeStrategy): number {
  if (other === undefined) return own;
  switch (strategy) {
    case 'sum':
      return own + other;
    case 'max':
      return Math.max(own, other);
    case 'keep':
      return own;
    default:
      return strategy satisfies never;
  }
}
