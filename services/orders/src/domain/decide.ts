import type { Address } from '@tradepost/contracts/fields/address';
import type { Rejection } from '@tradepost/contracts/rejection';
import type { Money } from '@tradepost/money/money';
import { type OrderEvent, type OrderState, parseEvent } from './order.ts';
import { type Offer, type PricingRejection, priceLines, type RequestedLine } from './price-lines.ts';

/** The caller supplies the time, the ids and the offers. */
export type PlaceOrder = {
  readonly type: 'PlaceOrder';
  readonly at: string;
  readonly orderId: string;
  readonly reservationId: string;
  readonly paymentId: string;
  readonly currency: string;
  readonly lines: readonly RequestedLine[];
  readonly offers: ReadonlyMap<string, Offer>;
  /** Share of the catalogue price that a negotiated price must reach, from 0 to 100. */
  readonly priceFloorPercent: number;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly paymentToken?: string | undefined;
  readonly expectedTotal?: Money | undefined;
  readonly customerId?: string | undefined;
  readonly note?: string | undefined;
  readonly reference?: string | undefined;
};

export type OrderCommand =
  | PlaceOrder
  | { readonly type: 'ConfirmOrder'; readonly at: string }
  | { readonly type: 'RejectOrder'; readonly at: string; readonly rejection: Rejection }
  | { readonly type: 'CancelOrder'; readonly at: string; readonly reason?: string | undefined };

export type OrderRejection =
  | PricingRejection
  | { readonly code: 'ORDER_TOO_LARGE'; readonly maxBytes: number }
  | { readonly code: 'PAYMENT_TOKEN_REQUIRED'; readonly total: Money }
  | { readonly code: 'PRICE_ABOVE_EXPECTED'; readonly expectedTotal: Money; readonly total: Money }
  | { readonly code: 'ORDER_NOT_FOUND' | 'ORDER_CONFIRMED' | 'ORDER_REJECTED' | 'ORDER_CANCELLED' }
  | { readonly code: 'ORDER_NOT_CANCELLABLE'; readonly orderStatus: string };

export type OrderDecision =
  | { readonly events: readonly OrderEvent[] }
  | { readonly rejection: OrderRejection };

/**
 * Maximum size of an order. The whole order is the payload of an event on the bus and the input of its saga. A state's payload
 * is limited to 256 KB; the difference is left for the envelope and for the data that the saga adds.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MAX_ORDER_BYTES = 200 * 1024;

/** Decides a command on an order: the events to commit, or the rejection. Pure. */
export function decide(command: OrderCommand, order: OrderState): OrderDecision {
  switch (command.type) {
    case 'PlaceOrder':
      return place(command, order);
    case 'ConfirmOrder':
      return confirm(command.at, order);
    case 'RejectOrder':
      return reject(command.at, command.rejection, order);
    case 'CancelOrder':
      return cancel(command.at, command.reason, order);
    default:
      return command satisfies never;
  }
}

function place(command: PlaceOrder, order: OrderState): OrderDecision {
  if (order.status !== 'none') return { events: [] };
  const { lines: requested, offers, priceFloorPercent, expectedTotal, ...facts } = command;
  const priced = priceLines(requested, facts.currency, offers, priceFloorPercent);
  if ('rejection' in priced) return priced;
  const { total } = priced;
  if (expectedTotal !== undefined && total.amountMinor > expectedTotal.amountMinor) {
    return { rejection: { code: 'PRICE_ABOVE_EXPECTED', expectedTotal, total } };
  }
  // Checked here, because the request does not have the total. An order with a total of 0 needs no payment.
  if (total.amountMinor > 0 && facts.paymentToken === undefined) {
    return { rejection: { code: 'PAYMENT_TOKEN_REQUIRED', total } };
  }
  const placed = parseEvent(
    withoutUndefined({ ...facts, type: 'OrderPlaced', ...priced, lines: [...priced.lines] }),
  );
  if (new TextEncoder().encode(JSON.stringify(placed)).length > MAX_ORDER_BYTES) {
    return { rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES } };
  }
  return { events: [placed] };
}

function confirm(at: string, order: OrderState): OrderDecision {
  switch (order.status) {
    case 'none':
      return { rejection: { code: 'ORDER_NOT_FOUND' } };
    case 'placed':
      return { events: [{ type: 'OrderConfirmed', at }] };
    case 'confirmed':
      return { events: [] };
    case 'rejected':
      return { rejection: { code: 'ORDER_REJECTED' } };
    case 'cancelled':
      return { rejection: { code: 'ORDER_CANCELLED' } };
    default:
      return order satisfies never;
  }
}

/** A confirmed order is never rejected: a saga that runs twice or late must not undo the confirmation of another execution. */
function reject(at: string, rejection: Rejection, order: OrderState): OrderDecision {
  switch (order.status) {
    case 'none':
      return { rejection: { code: 'ORDER_NOT_FOUND' } };
    case 'placed':
      return { events: [{ type: 'OrderRejected', at, rejection }] };
    case 'rejected':
      return { events: [] };
    case 'confirmed':
      return { rejection: { code: 'ORDER_CONFIRMED' } };
    case 'cancelled':
      return { rejection: { code: 'ORDER_CANCELLED' } };
    default:
      return order satisfies never;
  }
}

function cancel(at: string, reason: string | undefined, order: OrderState): OrderDecision {
  switch (order.status) {
    case 'none':
      return { rejection: { code: 'ORDER_NOT_FOUND' } };
    case 'placed':
    case 'confirmed':
      return { events: [{ type: 'OrderCancelled', at, ...(reason === undefined ? {} : { reason }) }] };
    case 'cancelled':
      return { events: [] };
    case 'rejected':
      return { rejection: { code: 'ORDER_NOT_CANCELLABLE', orderStatus: order.status } };
    default:
      return order satisfies never;
  }
}

function withoutUndefined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
