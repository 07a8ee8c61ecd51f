import type { DeclineCode } from '@tradepost/contracts/payments/model';
import * as z from 'zod/mini';

/*
 * Stored shapes are not API shapes: they describe everything this service has ever written. A stricter API rule, such as
 * for the list of currencies, must not make a stored payment unreadable.
 */
const money = z.object({ amountMinor: z.int(), currency: z.string() });
const declineCode = z.custom<DeclineCode>((stored) => typeof stored === 'string');
const at = z.string();
const orderId = z.string();
const refundId = z.string();
const optionalNumber = z._default(z.int(), 0);
/** Parts of an amount. Absent if all of it is goods, as in every payment before December 2026. */
const split = z.optional(
  z.object({
    goodsMinor: optionalNumber,
    shippingMinor: optionalNumber,
    taxMinor: optionalNumber,
    discountsMinor: optionalNumber,
    storeCreditMinor: optionalNumber,
  }),
);
const facts = { orderId, amount: money, provider: z.string() };
const captureId = z.optional(z.string());
const refund = { orderId, refundId, amount: money, reason: z.optional(z.string()), split };
const disputed = { orderId, disputeId: z.string(), amount: money };

/**
 * Events of a payment, as stored. An intent is stored before each call to a provider, and its result after it. An intent
 * without a result causes the call to be repeated with the same idempotency key. `to-contract-events.ts` maps these
 * events to the published ones.
 */
export const paymentEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('AuthorizationRequested'), at, ...facts, sealedToken: z.string(), split }),
  /** The customer must act before `until`. What they must do may authorize whoever has it, so it is sealed. */
  z.object({
    type: z.literal('PaymentPending'),
    at,
    ...facts,
    providerReference: z.string(),
    sealedAction: z.string(),
    until: z.string(),
  }),
  z.object({ type: z.literal('PaymentAuthorized'), at, ...facts, providerReference: z.string(), split }),
  /** `openCharge` is the provider's id of a pending charge, which the customer could still complete: it must be closed. */
  z.object({
    type: z.literal('PaymentDeclined'),
    at,
    ...facts,
    declineCode,
    openCharge: z.optional(z.string()),
  }),
  /** The provider has closed the charge of a declined payment. */
  z.object({ type: z.literal('ChargeClosed'), at }),
  /** A void that arrived before the authorization: no money will ever be held under this id. */
  z.object({ type: z.literal('PaymentVoidedInAdvance'), at, orderId }),
  /** `notCompleted`: the customer did not complete the pending payment in time. */
  z.object({ type: z.literal('VoidRequested'), at, notCompleted: z.optional(z.literal(true)) }),
  /** `amount` was released by the provider; `wasBooked` is whether the authorization had been recorded. */
  z.object({ type: z.literal('PaymentVoided'), at, orderId, amount: money, wasBooked: z.boolean() }),
  /** A capture without an id, or a final one, is the last: the rest of the hold is released with it. */
  z.object({
    type: z.literal('CaptureRequested'),
    at,
    amount: money,
    captureId,
    isFinal: z.optional(z.boolean()),
    split,
  }),
  /** `released` is the rest of the authorized amount if the capture ended the hold, else 0. */
  z.object({
    type: z.literal('PaymentCaptured'),
    at,
    orderId,
    amount: money,
    released: money,
    captureId,
    capturedTotal: z.optional(money),
    split,
  }),
  z.object({ type: z.literal('CaptureFailed'), at, captureId, providerCode: z.string() }),
  z.object({ type: z.literal('RemainderVoidRequested'), at }),
  /** The rest of the hold of a partly captured payment was released. */
  z.object({ type: z.literal('RemainderVoided'), at, orderId, amount: money }),
  z.object({ type: z.literal('RefundRequested'), at, ...refund }),
  z.object({ type: z.literal('PaymentRefunded'), at, ...refund }),
  z.object({ type: z.literal('RefundFailed'), at, refundId, providerCode: z.string() }),
  /** The provider has taken the disputed amount back, and a fee. */
  z.object({
    type: z.literal('DisputeOpened'),
    at,
    ...disputed,
    feeMinor: optionalNumber,
    reason: z.optional(z.string()),
    split,
  }),
  z.object({ type: z.literal('DisputeWon'), at, ...disputed }),
  z.object({ type: z.literal('DisputeLost'), at, ...disputed, split }),
]);

export type PaymentEvent = z.infer<typeof paymentEvent>;
