const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Durations in milliseconds, as the documentation of the services states them. They are written down a second time on
 * purpose: a duration in another unit, in the code or in a template, differs from this.
 */
export const DOCUMENTED = {
  /** `services/inventory/README.md`: a reservation expires after 30 minutes, a guest's after 15. */
  reservationMs: 30 * MINUTE_MS,
  guestReservationMs: 15 * MINUTE_MS,
  /** `services/inventory/README.md`: a cart's expires after ten minutes, and is extended to half an hour at most. */
  cartReservationMs: 10 * MINUTE_MS,
  cartReservationMaxMs: 30 * MINUTE_MS,
  /** `services/inventory/README.md`: carts together hold at most half of a stock's units that no order holds, rounded up. */
  cartStockSharePercent: 50,
  /** `services/inventory/README.md`, `services/orders/README.md`: expired reservations and lost sagas are looked for each minute. */
  sweepEveryMs: MINUTE_MS,
  /** `services/orders/README.md`: after six minutes the sweeper starts the saga of an order again. */
  sagaLostAfterMs: 6 * MINUTE_MS,
  /** `services/orders/README.md`: a saga times out after 240 seconds. */
  sagaEndsWithinMs: 240 * SECOND_MS,
  /** `packages/serverless-config/stages.yml`: an archived event is kept for 90 days. */
  archiveMs: 90 * DAY_MS,
  /** `packages/serverless-config/README.md`: without faults, a record of a stream reaches its function within five seconds. */
  streamedWithinMs: 5 * SECOND_MS,
  /** `services/carts/README.md`: a cart is deleted 90 days after its last change, and abandoned after a day without one. */
  cartKeptMs: 90 * DAY_MS,
  cartAbandonedAfterMs: DAY_MS,
  /** `services/carts/README.md`: a cart has up to five orders, of which all but one were rejected. */
  ordersOfCart: 5,
  /** `services/carts/README.md`: a quote is valid for ten minutes. */
  quoteValidMs: 10 * MINUTE_MS,
  /** `packages/dynamodb`: a count of an hour is kept until the end of the next hour. */
  countWindowMs: HOUR_MS,
} as const;

/**
 * The longest time from reading a clock until the write that depends on it, in milliseconds: the time-out of a function,
 * a slow call, and a request that arrives a minute after its caller gave up.
 */
export const MAX_IN_FLIGHT_MS = 3 * MINUTE_MS;

/** The same without faults. */
export const MAX_IN_FLIGHT_QUIET_MS = 5 * SECOND_MS;
