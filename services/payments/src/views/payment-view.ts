import type { StoredCommit } from '@tradepost/aggregate/store';
import type { Payment } from '@tradepost/contracts/payments/model';
import { addMoney, zero } from '@tradepost/money/money';
import { evolve, noPayment, type PaymentEvent, type PaymentState } from '../domain/payment.ts';

/** Maps the commits of a payment to its API representation; undefined if there are none. */
export function toPayment(commits: readonly StoredCommit<PaymentEvent>[]): Payment | undefined {
  const first = commits[0];
  const last = commits.at(-1);
  const payment = commits.flatMap(({ events }) => events).reduce(evolve, noPayment);
  if (first === undefined || last === undefined || payment.status === 'none') return undefined;
  return {
    id: first.id,
    ...shown(payment),
    version: last.version,
    createdAt: first.at,
    updatedAt: last.at,
  };
}

type Existing = Exclude<PaymentState, { status: 'none' }>;

function shown(payment: Existing): Omit<Payment, 'id' | 'version' | 'createdAt' | 'updatedAt'> {
  if (payment.status === 'barred') return { orderId: payment.orderId, status: 'voided' };
  const { orderId, status, amount, provider } = payment;
  const nothing = zero(amount.currency);
  const reference = 'providerReference' in payment ? payment.providerReference : undefined;
  return {
    orderId,
    status,
    amount,
    provider,
    captured: payment.status === 'captured' ? payment.captured : nothing,
    refunded: payment.status === 'captured' ? refundedOf(payment) : nothing,
    ...(reference === undefined ? {} : { providerReference: reference }),
    ...(payment.status === 'declined' ? { declineCode: payment.declineCode } : {}),
  };
}

function refundedOf({ captured, refunds }: Extract<PaymentState, { status: 'captured' }>) {
  const done = refunds.filter(({ status }) => status === 'refunded');
  return addMoney(zero(captured.currency), ...done.map(({ amount }) => amount));
}
