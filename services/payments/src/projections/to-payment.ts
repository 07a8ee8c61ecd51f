import type { StoredCommit } from '@tradepost/aggregate/store';
import type { Payment } from '@tradepost/contracts/payments/model';
import { addMoney, zero } from '@tradepost/money/money';
import { payment as paymentAggregate } from '../domain/payment.ts';
import type { PaymentEvent } from '../domain/payment-event.ts';
import type { PaymentState, TakenPayment } from '../domain/payment-state.ts';

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
    captured: nothing,
    refunded: nothing,
    ...('captures' in payment ? toTaken(payment) : {}),
    ...(reference === undefined ? {} : { providerReference: reference }),
    ...(payment.status === 'declined' ? { declineCode: payment.declineCode } : {}),
    ...(payment.status === 'pending' ? { pendingUntil: payment.until } : {}),
  };
}

/** Captures by id, refunds that succeeded, and disputes. */
function toTaken({ captured, captures, refunds, disputes }: TakenPayment) {
  const succeeded = refunds.filter(({ status }) => status === 'refunded');
  const parts = captures.filter(({ captureId }) => captureId !== undefined);
  return {
    captured,
    refunded: addMoney(zero(captured.currency), ...succeeded.map(({ amount }) => amount)),
    ...(parts.length === 0
      ? {}
      : { captures: parts.map(({ captureId, amount }) => ({ captureId, amount })) }),
    ...(disputes.length === 0
      ? {}
      : {
          disputes: disputes.map(({ disputeId, amount, status, reason }) => ({
            disputeId,
            amount,
            status,
            ...(reason === undefined ? {} : { reason }),
          })),
        }),
  };
}
