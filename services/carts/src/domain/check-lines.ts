import type { OpenCart, StoredLine } from './cart-shapes.ts';
import type { CatalogOffer, Facts } from './facts.ts';
import { MAX_UNITS_OF_LINE } from './limits.ts';
import { blocking, type Problem } from './problem.ts';

/** The problems of the lines of a cart, but for prices, which the quote chooses. */
export function checkLines({ lines }: Pick<OpenCart, 'lines'>, facts: Facts): readonly Problem[] {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const { unitsPerOrder: maxQuantity } = facts.caps;
  return [
    ...(lines.length === 0 ? [blocking('CART_EMPTY')] : []),
    ...lines.flatMap((line) => checkLine(line, facts)),
    ...(units > maxQuantity ? [blocking('QUANTITY_ABOVE_MAXIMUM', { maxQuantity })] : []),
  ];
}

function checkLine({ lineId, sku, quantity }: StoredLine, facts: Facts): readonly Problem[] {
  const offer = facts.offers.get(sku);
  if (offer === undefined) return [blocking('UNKNOWN_SKU', { lineId, sku })];
  const maxQuantity = maxQuantityOf(offer, facts);
  const available = facts.stock.available.get(sku) ?? 0;
  return [
    ...(offer.isForSale ? [] : [blocking('SKU_NOT_FOR_SALE', { lineId, sku })]),
    ...(quantity > maxQuantity ? [blocking('QUANTITY_ABOVE_MAXIMUM', { lineId, sku, maxQuantity })] : []),
    ...(offer.isForSale && quantity > available
      ? [blocking('OUT_OF_STOCK', { lineId, sku, available })]
      : []),
  ];
}

/** Most units of a SKU that one order may have. */
export function maxQuantityOf({ purchaseLimit }: CatalogOffer, { caps }: Pick<Facts, 'caps'>): number {
  return Math.min(purchaseLimit ?? MAX_UNITS_OF_LINE, caps.unitsPerLine);
}
