import type { StoredCommit } from '@tradepost/aggregate/store';
import type { Payment } from '@tradepost/contracts/payments/model';
import { addMoney, zero } from '@tradepost/money/money';
import {
  type CapturedPayment,
  type PaymentEvent,
  type PaymentState,
  payment as paymentAggregate,
} from '../domain/payment.ts';

/** Maps the commits of a payment to its API representation; undefined if there are none. */
export function toPayment(commits: readonly StoredCommit<PaymentEvent>[]): Payment | undefined {
  const first = commits[0];
  const last = commits.at(-1);
  const { initial, evolve } = paymentAggregate;
  const payment: PaymentState = commits.flatMap(({ events }) => events).reduce(evolve, initial);
  if (first === undefined || last === undefined || payment.status === 'none') return undefined;
  return {
    id: first.id,
    ...toShown(payment),
    version: last.version,
    createdAt: first.at,
    updatedAt: last.at,
  };
}

type ExistingPayment = Exclude<PaymentState, { status: 'none' }>;

function toShown(payment: ExistingPayment): Omit<Payment, 'id' | 'version' | 'createdAt' | 'updatedAt'> {
  if (payment.status === 'voided-in-advance') return { orderId: payment.orderId, status: 'voided' };
  const { orderId, status, amount, provider } = payment;
  const nothing = zero(amount.currency);
  const reference = 'providerReference' in payment ? payment.providerReference : undefined;
  return {
    orderId,
    status,
    amount,
    provider,
    captured: payment.status === 'captured' ? payment.captured : nothing,
    refunded: payment.status === 'captured' ? toRefunded(payment) : nothing,
    ...(reference === undefined ? {} : { providerReference: reference }),
    ...(payment.status === 'declined' ? { declineCode: payment.declineCode } : {}),
  };
}

/** The sum of the refunds that succeeded. */
function toRefunded({ captured, refunds }: CapturedPayment) {
  const succeeded = refunds.filter(({ status }) => status === 'refunded');
  return addMoney(zero(captured.currency), ...succeeded.map(({ amount }) => amount));
}
