import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import type { Money } from '@tradepost/money/money';
import type { Quote } from '@tradepost/quote/quote';
import type { OrderEvent, OrderPlacedEvent, OrderState } from './order.ts';
import {
  type Offer,
  type PriceBelowFloor,
  type PricingRejection,
  priceLines,
  type RequestedLine,
} from './price-lines.ts';
import { plainQuote, type QuotedMoney, toQuotedMoney } from './quote-of-order.ts';
import { reservationLinesOf, type TooLargeToReserve } from './reservation-lines.ts';

/** An order as it was requested. The caller supplies the ids and the offers. */
export type RequestedOrder = Omit<
  OrderPlacedEvent,
  'type' | 'at' | 'lines' | 'total' | 'quote' | 'codes' | 'customerKey'
> & {
  readonly lines: readonly RequestedLine[];
  readonly offers: ReadonlyMap<string, Offer>;
  /** Share of the catalogue price that a negotiated price must reach, from 0 to 100. */
  readonly priceFloorPercent: number;
  readonly expectedTotal?: Money | undefined;
};

export type PlaceRejection =
  | PricingRejection
  | PlacedRejection
  | { readonly code: 'PRICE_ABOVE_EXPECTED'; readonly expectedTotal: Money; readonly total: Money };

/** Rejections of every new order, whoever computed its quote. */
export type PlacedRejection =
  | { readonly code: 'ORDER_TOO_LARGE'; readonly maxBytes: number }
  | TooLargeToReserve
  | { readonly code: 'PAYMENT_TOKEN_REQUIRED'; readonly total: Money };

/**
 * Maximum size of an order. The whole order is the payload of an event on the bus and the input of its saga. A state's payload
 * is limited to 256 KB; the difference is left for the envelope and for the data that the saga adds.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MAX_ORDER_BYTES = 200 * 1024;

/** Places an order. An order that exists already is not changed: the id follows from the request, so it is a repeat. */
export const place =
  (requested: RequestedOrder): Command<OrderState, OrderEvent, PlaceRejection> =>
  (order, { at }) =>
    order.status === 'none' ? placeNew(requested, at) : { events: [] };

/** An order with the quote that its customer saw. */
export type QuotedOrder = Omit<OrderPlacedEvent, 'type' | 'at' | 'lines' | 'total' | 'currency' | 'quote'> & {
  readonly quote: Quote;
  /** Time at which the customer submitted the quote. Absent: the present time. */
  readonly submittedAt?: string | undefined;
};

export type QuoteExpired = { readonly code: 'QUOTE_EXPIRED'; readonly expiresAt: string };

/**
 * Places an order with the quote that its customer saw. An order that exists already is not changed. The time of the submit decides whether
 * the quote had expired: a repeat that comes later must not be rejected while the first command is still under way.
 */
export const placeQuoted =
  ({
    quote,
    submittedAt,
    ...facts
  }: QuotedOrder): Command<OrderState, OrderEvent, PlacedRejection | QuoteExpired> =>
  (order, { at }) => {
    if (order.status !== 'none') return { events: [] };
    const { expiresAt } = quote;
    if (Date.parse(expiresAt) < Date.parse(submittedAt ?? at))
      return { rejection: { code: 'QUOTE_EXPIRED', expiresAt } };
    return placeMoney(facts, toQuotedMoney(quote));
  };

/** An order whose lines have no negotiated prices. */
export type OrderAtCatalogPrices = Omit<RequestedOrder, 'lines' | 'priceFloorPercent'> & {
  readonly lines: readonly Omit<RequestedLine, 'unitPrice'>[];
  readonly caps: OrderCaps;
};

/** Maximum units of a customer's or a guest's order. Larger orders are placed by staff. */
export type OrderCaps = { readonly unitsPerLine: number; readonly unitsPerOrder: number };

export type CapExceeded = {
  readonly code: 'ORDER_CAP_EXCEEDED';
  /** Index of the line that has too many units, from 0; absent if the lines together have too many. */
  readonly line?: number;
  readonly maxUnits: number;
};

/** Like `place`, for an order at the prices of the catalogue: it is never rejected for a price below the floor. */
export const placeAtCatalogPrices =
  ({
    caps,
    ...requested
  }: OrderAtCatalogPrices): Command<
    OrderState,
    OrderEvent,
    Exclude<PlaceRejection, PriceBelowFloor> | CapExceeded
  > =>
  (order, context) => {
    const exceeded = order.status === 'none' ? findExceededCap(requested.lines, caps) : undefined;
    if (exceeded !== undefined) return { rejection: exceeded };
    return place({ ...requested, priceFloorPercent: 0 })(order, context) as Decision<
      OrderEvent,
      Exclude<PlaceRejection, PriceBelowFloor>
    >;
  };

function findExceededCap(
  lines: OrderAtCatalogPrices['lines'],
  { unitsPerLine, unitsPerOrder }: OrderCaps,
): CapExceeded | undefined {
  const line = lines.findIndex(({ quantity }) => quantity > unitsPerLine);
  if (line >= 0) return { code: 'ORDER_CAP_EXCEEDED', line, maxUnits: unitsPerLine };
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return units > unitsPerOrder ? { code: 'ORDER_CAP_EXCEEDED', maxUnits: unitsPerOrder } : undefined;
}

function placeNew(
  { lines: requested, offers, priceFloorPercent, expectedTotal, ...facts }: RequestedOrder,
  at: string,
): Decision<OrderEvent, PlaceRejection> {
  const priced = priceLines(requested, facts.currency, offers, priceFloorPercent);
  if ('rejection' in priced) return priced;
  const { lines, total } = priced;
  if (expectedTotal !== undefined && total.amountMinor > expectedTotal.amountMinor) {
    return { rejection: { code: 'PRICE_ABOVE_EXPECTED', expectedTotal, total } };
  }
  return placeMoney(facts, toQuotedMoney(plainQuote({ ...facts, at, lines })));
}

/** The last step of a new order: what is due, and its size. */
function placeMoney(
  facts: Omit<OrderPlacedEvent, 'type' | 'at' | keyof QuotedMoney>,
  money: QuotedMoney,
): Decision<OrderEvent, PlacedRejection> {
  const { total, quote } = money;
  // Checked here, because the request does not have the total. An order of which nothing is due needs no payment.
  if (quote.totals.dueMinor > 0 && facts.sealedPaymentToken === undefined) {
    return { rejection: { code: 'PAYMENT_TOKEN_REQUIRED', total } };
  }
  const reserved = reservationLinesOf(money);
  if ('rejection' in reserved) return reserved;
  const placed = { type: 'OrderPlaced' as const, ...facts, ...money };
  // The published event has the units to reserve as well.
  if (new TextEncoder().encode(JSON.stringify({ ...placed, ...reserved })).length > MAX_ORDER_BYTES) {
    return { rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES } };
  }
  return { events: [placed] };
}
