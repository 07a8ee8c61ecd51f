import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Record_ } from '../workload/workload.ts';
import { type Books, fateOf } from './tables.ts';
import type { Report } from './violation.ts';

/**
 * Each accepted refund is made once. Other refunds are only of orders that do not ship. A payment whose capture was requested
 * does not stay authorized.
 */
export function checkRefunds(
  { orders, payments, charges }: Books,
  { refunds, refunded, captures }: Pick<Record_, 'refunds' | 'refunded' | 'captures'>,
  report: Report,
): void {
  const done = new Set<string>();
  for (const [paymentId, log] of payments) {
    const order = orders.get(paymentId.replace('pay_', 'ord_')) ?? [];
    const isToShip = fateOf(order).at(-1)?.type === 'OrderConfirmed';
    for (const { type, refundId, amount } of log.flatMap(({ events }): UncheckedJson[] => events)) {
      if (type !== 'PaymentRefunded') continue;
      const name = `${paymentId} ${refundId}`;
      if (done.has(name)) report('nothing is refunded twice', name);
      done.add(name);
      const requested = `${name} ${amount.amountMinor}`;
      if (isToShip && !refunds.has(requested)) report('nothing is refunded without a request', requested);
    }
  }
  for (const id of captures.keys()) {
    if (charges.get(id)?.status === 'authorized')
      report('accepted requests have their effect', `${id} was not captured`);
  }
  for (const name of refunded) {
    if (!done.has(name)) report('accepted requests have their effect', `${name} does not exist`);
  }
}
