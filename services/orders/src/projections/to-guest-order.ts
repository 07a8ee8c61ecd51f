import type { GuestOrder } from '@tradepost/contracts/orders/model';
import type { PlacedOrder } from '../domain/order.ts';
import { toOrder } from './to-order.ts';

/** Decline codes about the card or its account, which help to test stolen cards. */
const DECLINES: ReadonlySet<string> = new Set([
  'INSUFFICIENT_FUNDS',
  'CARD_EXPIRED',
  'PAYMENT_ACTION_REQUIRED',
]);

/** An order as the holder of its order token sees it. */
export function toGuestOrder(state: PlacedOrder, version: number): GuestOrder {
  const { id, status, currency, lines, total, shippingAddress, rejection, ...rest } = toOrder(state, version);
  const { city, region, country } = shippingAddress;
  const { placedAt, confirmedAt, rejectedAt, cancelledAt, updatedAt } = rest;
  return {
    id,
    status,
    version,
    currency,
    lines,
    total,
    shippingAddress: { city, country, ...(region === undefined ? {} : { region }) },
    ...(rejection === undefined
      ? {}
      : { rejection: { code: DECLINES.has(rejection.code) ? 'PAYMENT_DECLINED' : rejection.code } }),
    placedAt,
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    ...(rejectedAt === undefined ? {} : { rejectedAt }),
    ...(cancelledAt === undefined ? {} : { cancelledAt }),
    updatedAt,
  };
}
