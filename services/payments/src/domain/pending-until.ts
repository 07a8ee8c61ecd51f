import type { NextAction } from '@tradepost/contracts/payments/model';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Time that a customer has. 3-D Secure and redirects are completed while the customer is there; the stock of the order is firm
 * meanwhile. A SEPA transfer takes one banking day, so that one before a long weekend arrives within a week.
 */
const TIME_MS: Readonly<Record<NextAction['kind'], number>> = {
  confirm: 30 * MINUTE_MS,
  redirect: 60 * MINUTE_MS,
  bankTransfer: 7 * DAY_MS,
};

/** The time until which the customer can complete a payment that is pending since `at`. Both are RFC 3339 in UTC. */
export function pendingUntil(kind: NextAction['kind'], at: string): string {
  return new Date(Date.parse(at) + TIME_MS[kind]).toISOString();
}
