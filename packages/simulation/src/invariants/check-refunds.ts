import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Record_ } from '../workload/workload.ts';
import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** Each accepted refund is made once. Other refunds are only of orders that do not ship. */
export function checkRefunds(
  { orders, payments }: Pick<Books, 'orders' | 'payments'>,
  { refunds, refunded }: Pick<Record_, 'refunds' | 'refunded'>,
): readonly Violation[] {
  const violations: Violation[] = [];
  const done = new Set<string>();
  for (const [paymentId, log] of payments) {
    const order = orders.get(paymentId.replace('pay_', 'ord_'));
    const isToShip = order?.at(-1)?.events.at(-1).type === 'OrderConfirmed';
    for (const { refundId, amount } of refundsIn(log)) {
      const name = `${paymentId} ${refundId}`;
      if (done.has(name)) violations.push({ invariant: 'nothing is refunded twice', what: name });
      done.add(name);
      const asked = `${name} ${amount.amountMinor}`;
      if (isToShip && !refunds.has(asked))
        violations.push({ invariant: 'nothing is refunded without a request', what: asked });
    }
  }
  for (const name of refunded) {
    if (!done.has(name))
      violations.push({ invariant: 'accepted requests have their effect', what: `${name} does not exist` });
  }
  return violations;
}

/** Returns the `PaymentRefunded` events of a payment's log. */
function refundsIn(log: readonly UncheckedJson[]): readonly UncheckedJson[] {
  return log.flatMap(({ events }) => events.filter(({ type }: UncheckedJson) => type === 'PaymentRefunded'));
}
