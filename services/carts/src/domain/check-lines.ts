import {
  bundlesIn,
  type ExpandableLine,
  type ExpansionTooLarge,
  expandLines,
} from '@tradepost/quote/expand-lines';
import type { OpenCart, StoredLine } from './cart-shapes.ts';
import type { CatalogOffer, Facts } from './facts.ts';
import { MAX_UNITS_OF_LINE } from './limits.ts';
import { blocking, type Problem } from './problem.ts';

/** The problems of the lines of a cart, but for prices, which the quote chooses. */
export function checkLines({ lines }: Pick<OpenCart, 'lines'>, facts: Facts): readonly Problem[] {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const { unitsPerOrder: maxQuantity } = facts.caps;
  const { offers, stock } = facts;
  const offered = lines.filter(({ sku }) => offers.has(sku)).map((line) => withComponents(line, offers));
  const short = shortLines(offered, (sku) => stock.available.get(sku) ?? 0);
  return [
    ...(lines.length === 0 ? [blocking('CART_EMPTY')] : []),
    ...lines.flatMap((line) => checkLine(line, facts)),
    ...short.filter(({ sku }) => sku === undefined || offers.get(sku)?.isForSale === true),
    ...(units > maxQuantity ? [blocking('QUANTITY_ABOVE_MAXIMUM', { maxQuantity })] : []),
  ];
}

function checkLine({ lineId, sku, quantity }: StoredLine, facts: Facts): readonly Problem[] {
  const offer = facts.offers.get(sku);
  if (offer === undefined) return [blocking('UNKNOWN_SKU', { lineId, sku })];
  const maxQuantity = maxQuantityOf(offer, facts);
  return [
    ...(offer.isForSale ? [] : [blocking('SKU_NOT_FOR_SALE', { lineId, sku })]),
    ...(quantity > maxQuantity ? [blocking('QUANTITY_ABOVE_MAXIMUM', { lineId, sku, maxQuantity })] : []),
  ];
}

/** A line of a cart or of its quote. A gift is no line of the cart. */
type CheckedLine = ExpandableLine & { readonly lineId: string; readonly gift?: string | undefined };

type StockProblem = Problem & { readonly sku?: string };

/**
 * The lines that the cart cannot have all units of, next to its other lines: a bundle and a line of its component share the stock.
 * Each names the units that it can have if the others stay as they are, and of a bundle the component that is short.
 *
 * @param available units of a SKU that the cart can have
 * @returns problems; a single one if the cart needs more than one reservation can have
 */
export function shortLines(
  lines: readonly CheckedLine[],
  available: (sku: string) => number,
): readonly StockProblem[] {
  const expanded = expandLines(lines);
  if ('rejection' in expanded) return [tooLarge(expanded.rejection)];
  const needed = new Map(expanded.lines.map(({ sku, quantity }) => [sku, quantity]));
  return lines.flatMap(({ lineId, sku, quantity, components, gift }) => {
    const parts = components ?? [{ sku, quantity: 1 }];
    const left = (part: (typeof parts)[number]) =>
      available(part.sku) - ((needed.get(part.sku) ?? 0) - quantity * part.quantity);
    const units = new Map(parts.map((part) => [part.sku, left(part)]));
    const unitsOf = (component: string) => units.get(component) ?? 0;
    const most = bundlesIn(parts, unitsOf);
    if (quantity <= most) return [];
    const component = components?.find((part) => bundlesIn([part], unitsOf) === most)?.sku;
    return [
      blocking('OUT_OF_STOCK', {
        ...(gift === undefined ? { lineId } : {}),
        ...{ sku, available: most },
        ...(component === undefined ? {} : { component }),
      }),
    ];
  });
}

function tooLarge({ code: _code, ...bounds }: ExpansionTooLarge): Problem {
  const { sku: component, ...facts } = { sku: undefined, ...bounds };
  return blocking('CART_TOO_LARGE', { ...facts, ...(component === undefined ? {} : { component }) });
}

/** A line with the components of its SKU, as they are offered now. */
export function withComponents<Line extends { readonly sku: string }>(
  line: Line,
  offers: ReadonlyMap<string, Pick<CatalogOffer, 'components'>>,
): Line & Pick<CatalogOffer, 'components'> {
  const components = offers.get(line.sku)?.components;
  return components === undefined ? line : { ...line, components };
}

/** Most units of a SKU that one order may have. */
export function maxQuantityOf({ purchaseLimit }: CatalogOffer, { caps }: Pick<Facts, 'caps'>): number {
  return Math.min(purchaseLimit ?? MAX_UNITS_OF_LINE, caps.unitsPerLine);
}
