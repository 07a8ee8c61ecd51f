import type { GuestOrder, Order } from '@tradepost/contracts/orders/model';

/** Decline codes about the card or its account, which help to test stolen cards. */
const DECLINES: ReadonlySet<string> = new Set([
  'INSUFFICIENT_FUNDS',
  'CARD_EXPIRED',
  'PAYMENT_ACTION_REQUIRED',
]);

/** An order as the holder of its order token sees it. */
export function toGuestOrder(order: Order): GuestOrder {
  const { id, status, version, orderNumber, currency, shippingAddress, rejection, ...rest } = order;
  const { lines, taxIncluded, shipping, discounts, taxes, totals, total, awaitingPayment } = rest;
  const { city, region, country } = shippingAddress;
  const { placedAt, confirmedAt, rejectedAt, cancelledAt, updatedAt } = rest;
  return {
    id,
    status,
    version,
    ...(orderNumber === undefined ? {} : { orderNumber }),
    currency,
    ...{ lines, taxIncluded, shipping, discounts, taxes, totals, total },
    ...(awaitingPayment === undefined ? {} : { awaitingPayment }),
    shippingAddress: {
      ...(city === undefined ? {} : { city }),
      country,
      ...(region === undefined ? {} : { region }),
    },
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
