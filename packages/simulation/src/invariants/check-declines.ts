import type { Journal } from './journal.ts';
import { commitsIn } from './models/order-model.ts';
import type { Report } from './violation.ts';

const COUNT = /^declines#(eml_[^#]+)#\d+$/;

/** A guest's declines are counted only if the provider declined a payment of that guest's address. */
export function checkDeclines(journal: Journal, report: Report): void {
  const counted = [...journal.of('payments-limits').keys()].flatMap((key) => COUNT.exec(key)?.[1] ?? []);
  if (counted.length === 0) return;
  const payments = commitsIn(journal, 'payments-events');
  const declined = new Set<string>();
  for (const states of journal.of('orders-events').values()) {
    const [placed] = states[0]?.item?.events ?? [];
    if (placed?.type !== 'OrderPlaced' || placed.emailHash === undefined) continue;
    const log = payments.get(placed.paymentId) ?? [];
    if (log.some(({ events }) => events.some(({ type }) => type === 'PaymentDeclined')))
      declined.add(placed.emailHash);
  }
  for (const emailHash of counted)
    if (!declined.has(emailHash)) report('only declines of the provider are counted', emailHash);
}
