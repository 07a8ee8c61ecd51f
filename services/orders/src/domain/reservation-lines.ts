import { expandLines, hasBundles, type StockLine } from '@tradepost/quote/expand-lines';
import type { OrderPlacedEvent } from './order.ts';

/** Bundles of an order that need more than one reservation can have. */
export type TooLargeToReserve =
  | { readonly code: 'ORDER_TOO_LARGE'; readonly maxSkus: number }
  | { readonly code: 'ORDER_TOO_LARGE'; readonly sku: string; readonly maxUnits: number };

/**
 * Returns the units that an order with bundles reserves, as its published event has them. An order without bundles reserves its lines
 * as they are: its event does not have them twice.
 */
export function reservationLinesOf({
  lines,
}: Pick<OrderPlacedEvent, 'lines'>):
  | { readonly reservationLines?: StockLine[] }
  | { readonly rejection: TooLargeToReserve } {
  if (!hasBundles(lines)) return {};
  const expanded = expandLines(lines);
  if ('rejection' in expanded) {
    const { code: _code, ...facts } = expanded.rejection;
    return { rejection: { code: 'ORDER_TOO_LARGE', ...facts } as TooLargeToReserve };
  }
  return { reservationLines: [...expanded.lines] };
}
