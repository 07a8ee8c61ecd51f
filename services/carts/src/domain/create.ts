import type { Command, NewEvent } from '@tradepost/aggregate/aggregate';
import type { CartEvent, CartState } from './cart-shapes.ts';
import type { Details } from './change-details.ts';
import { ifNotTooLarge } from './changeable.ts';

export type NewCart = Omit<Extract<CartEvent, { type: 'CartCreated' }>, 'type' | 'at'>;

/** Everything that a new cart has from the start. */
export type Contents = {
  readonly details?: Details | undefined;
  readonly lines: readonly NewLine[];
  readonly codes: readonly string[];
};

type NewLine = {
  readonly sku: string;
  readonly quantity: number;
  /** Most units of the SKU that one order may have. */
  readonly maxQuantity: number;
};

/** Rejections of a new cart with contents. */
export type CreateRejection =
  | { readonly code: 'QUANTITY_ABOVE_MAXIMUM'; readonly sku: string; readonly maxQuantity: number }
  | { readonly code: 'CART_TOO_LARGE'; readonly maxBytes: number };

/** Creates a cart with its contents, in one write. One that exists is not changed. */
export const create =
  (
    created: NewCart,
    { details, lines, codes }: Contents = { lines: [], codes: [] },
  ): Command<CartState, CartEvent, CreateRejection> =>
  (cart, context) => {
    if (cart.status !== 'none') return { events: [] };
    const merged = mergeLines(lines);
    const above = merged.find(({ quantity, maxQuantity }) => quantity > maxQuantity);
    if (above !== undefined) {
      const { sku, maxQuantity } = above;
      return { rejection: { code: 'QUANTITY_ABOVE_MAXIMUM', sku, maxQuantity } };
    }
    const events: readonly NewEvent<CartEvent>[] = [
      { type: 'CartCreated', ...created },
      ...(details === undefined ? [] : [{ type: 'DetailsChanged' as const, ...details }]),
      ...merged.map(({ sku, quantity }, index) => ({
        type: 'LineAdded' as const,
        line: { lineId: `L${index + 1}`, sku, quantity },
      })),
      ...[...new Set(codes)].map((code) => ({ type: 'CodeApplied' as const, code })),
    ];
    return ifNotTooLarge(cart, { events }, context);
  };

/** One line for each SKU, with all of its units, in the order in which the SKUs are first given. */
function mergeLines(lines: readonly NewLine[]): readonly NewLine[] {
  const bySku = new Map<string, NewLine>();
  for (const line of lines) {
    const quantity = (bySku.get(line.sku)?.quantity ?? 0) + line.quantity;
    bySku.set(line.sku, { ...line, quantity });
  }
  return [...bySku.values()];
}
