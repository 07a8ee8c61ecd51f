import type { Aggregate, Stored, Upcaster } from '@tradepost/aggregate/aggregate';
import { addMoney, zero } from '@tradepost/money/money';
import { type PaymentEvent, paymentEvent } from './payment-event.ts';
import type { Dispute, Facts, PaymentState, Refund, Taken, TakenPayment } from './payment-state.ts';

/** Returns the payment after an event. An event that cannot follow in this state leaves the payment unchanged. */
function evolve(payment: PaymentState, event: PaymentEvent): PaymentState {
  switch (event.type) {
    case 'AuthorizationRequested':
    case 'PaymentPending':
    case 'PaymentAuthorized':
    case 'PaymentDeclined':
    case 'ChargeClosed':
    case 'PaymentVoidedInAdvance':
    case 'VoidRequested':
    case 'PaymentVoided':
      return evolveAuthorization(payment, event);
    case 'CaptureRequested':
    case 'PaymentCaptured':
    case 'CaptureFailed':
    case 'RemainderVoidRequested':
    case 'RemainderVoided':
      return evolveCapture(payment, event);
    case 'RefundRequested':
    case 'PaymentRefunded':
    case 'RefundFailed':
      return 'refunds' in payment ? evolveRefunds(payment, event) : payment;
    case 'DisputeOpened':
    case 'DisputeWon':
    case 'DisputeLost':
      return 'refunds' in payment ? evolveDisputes(payment, event) : payment;
    default:
      return event satisfies never;
  }
}

type EventOf<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { readonly type: Type }>;

type AuthorizationEvent = EventOf<
  | 'AuthorizationRequested'
  | 'PaymentPending'
  | 'PaymentAuthorized'
  | 'PaymentDeclined'
  | 'ChargeClosed'
  | 'PaymentVoidedInAdvance'
  | 'VoidRequested'
  | 'PaymentVoided'
>;

function evolveAuthorization(payment: PaymentState, event: AuthorizationEvent): PaymentState {
  switch (event.type) {
    case 'AuthorizationRequested': {
      const { type: _type, at: _at, ...requested } = event;
      return payment.status === 'none' ? { status: 'authorizing', ...requested } : payment;
    }
    case 'PaymentVoidedInAdvance':
      return payment.status === 'none' ? { status: 'voided-in-advance', orderId: event.orderId } : payment;
    case 'PaymentPending': {
      const { providerReference, sealedAction, until } = event;
      return payment.status === 'authorizing'
        ? { status: 'pending', ...factsOf(payment), providerReference, sealedAction, until }
        : payment;
    }
    case 'PaymentAuthorized': {
      const { providerReference } = event;
      return payment.status === 'authorizing' || payment.status === 'pending'
        ? { status: 'authorized', ...factsOf(payment), providerReference, failedCaptures: [] }
        : payment;
    }
    case 'PaymentDeclined': {
      const { declineCode, openCharge } = event;
      return payment.status === 'authorizing' || payment.status === 'pending'
        ? { status: 'declined', ...factsOf(payment), declineCode, openCharge }
        : payment;
    }
    case 'ChargeClosed':
      return payment.status === 'declined' && payment.openCharge !== undefined
        ? { ...payment, openCharge: undefined }
        : payment;
    case 'VoidRequested':
      return evolveVoidRequested(payment, event);
    case 'PaymentVoided':
      return evolveVoided(payment);
    default:
      return event satisfies never;
  }
}

function evolveVoidRequested(
  payment: PaymentState,
  { notCompleted }: Extract<PaymentEvent, { type: 'VoidRequested' }>,
): PaymentState {
  switch (payment.status) {
    case 'authorizing':
      return { status: 'voiding', ...factsOf(payment), wasBooked: false };
    case 'pending':
    case 'authorized': {
      const { providerReference } = payment;
      const wasBooked = payment.status === 'authorized';
      return { status: 'voiding', ...factsOf(payment), wasBooked, providerReference, notCompleted };
    }
    case 'none':
    case 'voided-in-advance':
    case 'declined':
    case 'voiding':
    case 'voided':
    case 'capturing':
    case 'partlyCaptured':
    case 'releasing':
    case 'captured':
      return payment;
    default:
      return payment satisfies never;
  }
}

/** A hold that expires at the provider is voided without a request of ours; a pending charge has expired, too. */
function evolveVoided(payment: PaymentState): PaymentState {
  if (payment.status !== 'voiding' && payment.status !== 'pending' && payment.status !== 'authorized')
    return payment;
  const { providerReference } = payment;
  const wasPending = payment.status === 'pending' || (payment.status === 'voiding' && payment.notCompleted);
  const notCompleted = wasPending ? true : undefined;
  return { status: 'voided', ...factsOf(payment), providerReference, notCompleted };
}

type CaptureEvent = EventOf<
  'CaptureRequested' | 'PaymentCaptured' | 'CaptureFailed' | 'RemainderVoidRequested' | 'RemainderVoided'
>;

function evolveCapture(payment: PaymentState, event: CaptureEvent): PaymentState {
  switch (event.type) {
    case 'CaptureRequested': {
      if (payment.status !== 'authorized' && payment.status !== 'partlyCaptured') return payment;
      const { amount, captureId: id, isFinal = id === undefined, split: parts } = event;
      const capture = { captureId: id, amount, split: parts, isFinal };
      return { ...takenOf(payment), status: 'capturing', capture };
    }
    case 'PaymentCaptured':
      return payment.status === 'capturing' ? evolveCaptured(payment, event) : payment;
    case 'CaptureFailed': {
      if (payment.status !== 'capturing') return payment;
      const { capture, ...taken } = payment;
      const { isFinal: _isFinal, ...failed } = capture;
      const failedCaptures = [...taken.failedCaptures, { ...failed, providerCode: event.providerCode }];
      // A disputed charge was captured, whatever the provider answers: the payment keeps its disputes, as the ledger does.
      return taken.captures.length > 0 || taken.disputes.length > 0
        ? { ...taken, failedCaptures, status: 'partlyCaptured' }
        : {
            ...factsOf(taken),
            providerReference: taken.providerReference,
            failedCaptures,
            status: 'authorized',
          };
    }
    case 'RemainderVoidRequested':
      return payment.status === 'partlyCaptured' ? { ...payment, status: 'releasing' } : payment;
    case 'RemainderVoided':
      return payment.status === 'releasing' || payment.status === 'partlyCaptured'
        ? { ...payment, status: 'captured' }
        : payment;
    default:
      return event satisfies never;
  }
}

function takenOf(payment: Extract<PaymentState, { status: 'authorized' | 'partlyCaptured' }>): Taken {
  if (payment.status === 'partlyCaptured') return payment;
  return { ...payment, captured: zero(payment.amount.currency), captures: [], refunds: [], disputes: [] };
}

function evolveCaptured(
  { capture, ...payment }: Extract<PaymentState, { status: 'capturing' }>,
  { amount, released, captureId: id, split: parts }: EventOf<'PaymentCaptured'>,
): PaymentState {
  const captured = addMoney(payment.captured, amount);
  const isLast = capture.isFinal || captured.amountMinor + released.amountMinor >= payment.amount.amountMinor;
  return {
    ...payment,
    status: isLast ? 'captured' : 'partlyCaptured',
    captured,
    captures: [...payment.captures, { captureId: id, amount, split: parts }],
  };
}

function evolveRefunds(
  payment: TakenPayment,
  event: EventOf<'RefundRequested' | 'PaymentRefunded' | 'RefundFailed'>,
): PaymentState {
  switch (event.type) {
    case 'RefundRequested': {
      const { refundId: id, amount, reason, split: parts } = event;
      if (payment.refunds.some((each) => each.refundId === id)) return payment;
      const requested = { refundId: id, amount, reason, split: parts, status: 'requested' as const };
      return { ...payment, refunds: [...payment.refunds, requested] };
    }
    case 'PaymentRefunded':
      return evolveRefund(payment, event.refundId, { status: 'refunded' });
    case 'RefundFailed':
      return evolveRefund(payment, event.refundId, { status: 'failed', providerCode: event.providerCode });
    default:
      return event satisfies never;
  }
}

function evolveRefund(
  payment: TakenPayment,
  id: string,
  result: Pick<Refund, 'status' | 'providerCode'>,
): PaymentState {
  const isPending = (each: Refund) => each.refundId === id && each.status === 'requested';
  if (!payment.refunds.some(isPending)) return payment;
  return {
    ...payment,
    refunds: payment.refunds.map((each) => (isPending(each) ? { ...each, ...result } : each)),
  };
}

function evolveDisputes(
  payment: TakenPayment,
  event: EventOf<'DisputeOpened' | 'DisputeWon' | 'DisputeLost'>,
): PaymentState {
  const isOfEvent = (each: Dispute) => each.disputeId === event.disputeId;
  if (event.type === 'DisputeOpened') {
    if (payment.disputes.some(isOfEvent)) return payment;
    const { disputeId, amount, reason, split: parts } = event;
    const opened = { disputeId, amount, reason, split: parts, status: 'open' as const };
    return { ...payment, disputes: [...payment.disputes, opened] };
  }
  const status = event.type === 'DisputeWon' ? ('won' as const) : ('lost' as const);
  const isOpen = (each: Dispute) => isOfEvent(each) && each.status === 'open';
  if (!payment.disputes.some(isOpen)) return payment;
  return {
    ...payment,
    disputes: payment.disputes.map((each) => (isOpen(each) ? { ...each, status } : each)),
  };
}

function factsOf({ orderId: id, amount, provider, split: parts }: Facts): Facts {
  return { orderId: id, amount, provider, ...(parts === undefined ? {} : { split: parts }) };
}

const renamed =
  (type: PaymentEvent['type']): Upcaster =>
  (stored: Stored) => ({ ...stored, type });

/** A payment: its commands are the other files of this folder. */
export const payment = {
  name: 'payment',
  initial: { status: 'none' },
  evolve,
  events: {
    schema: paymentEvent,
    // Former names, until November 2026.
    upcasters: {
      Authorized: [renamed('PaymentAuthorized')],
      Declined: [renamed('PaymentDeclined')],
      AuthorizationBarred: [renamed('PaymentVoidedInAdvance')],
      Voided: [renamed('PaymentVoided')],
      Captured: [renamed('PaymentCaptured')],
      Refunded: [renamed('PaymentRefunded')],
    },
  },
} satisfies Aggregate<PaymentState, PaymentEvent>;
