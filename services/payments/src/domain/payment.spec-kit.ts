import type { NewEvent } from '@tradepost/aggregate/aggregate';
import type { PaymentEvent } from './payment-event.ts';

type Event = NewEvent<PaymentEvent>;

// A payment of 50.00 GBP, of which 40.00 are captured.
export const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
export const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
export const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
export const facts = { orderId, amount: gbp(5_000), provider: 'simulated' };

export const requested = {
  type: 'AuthorizationRequested',
  ...facts,
  sealedToken: 's1.Zk3vQ9aB.tok_approved',
} satisfies Event;
export const authorized = { type: 'PaymentAuthorized', ...facts, providerReference: 'ch_1' } satisfies Event;
export const pending = {
  type: 'PaymentPending',
  ...facts,
  providerReference: 'ch_1',
  sealedAction: 's1.Zk3vQ9aB.action',
  until: '2026-01-01T13:00:00.000Z',
} satisfies Event;
/** Declined while it was pending: the customer could still complete the charge. */
export const declinedOpen = {
  type: 'PaymentDeclined',
  ...facts,
  declineCode: 'CARD_EXPIRED',
  openCharge: 'ch_1',
} satisfies Event;
export const chargeClosed = { type: 'ChargeClosed' } satisfies Event;
export const declined = { type: 'PaymentDeclined', ...facts, declineCode: 'CARD_EXPIRED' } satisfies Event;
export const voidedInAdvance = { type: 'PaymentVoidedInAdvance', orderId } satisfies Event;
export const voidRequested = { type: 'VoidRequested' } satisfies Event;
export const voided = {
  type: 'PaymentVoided',
  orderId,
  amount: gbp(5_000),
  wasBooked: true,
} satisfies Event;
export const captureRequested = { type: 'CaptureRequested', amount: gbp(4_000) } satisfies Event;
export const captured = {
  type: 'PaymentCaptured',
  orderId,
  amount: gbp(4_000),
  released: gbp(1_000),
} satisfies Event;
/** A part of 20.00 GBP, after which 30.00 are still held. */
export const partRequested = {
  type: 'CaptureRequested',
  amount: gbp(2_000),
  captureId: 'cap_1',
  isFinal: false,
} satisfies Event;
export const partCaptured = {
  type: 'PaymentCaptured',
  orderId,
  amount: gbp(2_000),
  released: gbp(0),
  captureId: 'cap_1',
  capturedTotal: gbp(2_000),
} satisfies Event;
export const captureFailed = (captureId?: string) =>
  ({ type: 'CaptureFailed', captureId, providerCode: 'expired' }) satisfies Event;
export const remainderVoidRequested = { type: 'RemainderVoidRequested' } satisfies Event;
export const remainderVoided = { type: 'RemainderVoided', orderId, amount: gbp(3_000) } satisfies Event;
const disputeOf = (disputeId: string, amountMinor: number) => ({
  ...{ orderId, disputeId, amount: gbp(amountMinor) },
});
export const disputeOpened = (disputeId: string, amountMinor: number) =>
  ({ type: 'DisputeOpened', ...disputeOf(disputeId, amountMinor), feeMinor: 0 }) satisfies Event;
export const disputeWon = (disputeId: string, amountMinor: number) =>
  ({ type: 'DisputeWon', ...disputeOf(disputeId, amountMinor) }) satisfies Event;
export const disputeLost = (disputeId: string, amountMinor: number) =>
  ({ type: 'DisputeLost', ...disputeOf(disputeId, amountMinor) }) satisfies Event;
const refundOf = (refundId: string, amountMinor: number) => ({ orderId, refundId, amount: gbp(amountMinor) });
export const refundRequested = (refundId: string, amountMinor: number, reason?: string) =>
  ({ type: 'RefundRequested', ...refundOf(refundId, amountMinor), reason }) satisfies Event;
export const refunded = (refundId: string, amountMinor: number, reason?: string) =>
  ({ type: 'PaymentRefunded', ...refundOf(refundId, amountMinor), reason }) satisfies Event;
export const refundFailed = (refundId: string) =>
  ({ type: 'RefundFailed', refundId, providerCode: 'expired' }) satisfies Event;

/** The events that lead to each state. */
export const states = {
  none: [],
  'voided-in-advance': [voidedInAdvance],
  authorizing: [requested],
  pending: [requested, pending],
  authorized: [requested, authorized],
  declined: [requested, declined],
  voiding: [requested, authorized, voidRequested],
  voided: [requested, authorized, voidRequested, voided],
  capturing: [requested, authorized, captureRequested],
  partlyCaptured: [requested, authorized, partRequested, partCaptured],
  releasing: [requested, authorized, partRequested, partCaptured, remainderVoidRequested],
  captured: [requested, authorized, captureRequested, captured],
};

/** A captured payment with a pending refund of 15.00 GBP. */
export const refunding = [...states.captured, refundRequested('rfd_1', 1_500)];
