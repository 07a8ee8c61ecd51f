import type { NewEvent } from '@tradepost/aggregate/aggregate';
import type { PaymentEvent } from './payment.ts';

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
  authorized: [requested, authorized],
  declined: [requested, declined],
  voiding: [requested, authorized, voidRequested],
  voided: [requested, authorized, voidRequested, voided],
  capturing: [requested, authorized, captureRequested],
  captured: [requested, authorized, captureRequested, captured],
};

/** A captured payment with a pending refund of 15.00 GBP. */
export const refunding = [...states.captured, refundRequested('rfd_1', 1_500)];
