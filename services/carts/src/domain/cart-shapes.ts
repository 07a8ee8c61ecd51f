import type { Quote } from '@tradepost/quote/quote';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. All personal data is in seals:
 * `contact` of the subject seals e-mail addresses and phone numbers, `invoice` names and addresses.
 */

const storedLine = z.object({ lineId: z.string(), sku: z.string(), quantity: z.int() });

const storedAddress = z.object({
  country: z.string(),
  /** `contact` has the phone number; absent if there is none. */
  sealed: z.object({ invoice: z.string(), contact: z.optional(z.string()) }),
});

/** A quote as `packages/quote` computed it. It is only passed on. */
const storedQuote = z.custom<Quote>((value) => typeof value === 'object' && value !== null);

/** The person of a cart: whose keys seal, and the sealed e-mail address. */
const person = z.object({
  subjectId: z.string(),
  emailHash: z.string(),
  sealedEmail: z.string(),
});

/** An order of the cart that was rejected, with the part of its submit by which a repeat is recognised. */
const rejectedOrder = z.object({
  orderId: z.string(),
  orderNumber: z.optional(z.string()),
  /** State of the order when it was placed, as the submit was answered. */
  status: z.string(),
  code: z.string(),
  rejectedAt: z.string(),
  quoteId: z.string(),
  dueMinor: z.int(),
  fingerprint: z.string(),
  keyHash: z.optional(z.string()),
});

const facts = {
  cartId: z.string(),
  /** Absent: a guest's. */
  customerId: z.optional(z.string()),
  currency: z.string(),
  country: z.string(),
  lines: z.array(storedLine),
  /** Number of the last line id that was given. None is given twice. */
  lastLine: z.int(),
  codes: z.array(z.string()),
  person: z.optional(person),
  shippingAddress: z.optional(storedAddress),
  billingAddress: z.optional(storedAddress),
  shippingMethodId: z.optional(z.string()),
  /** Set from the checkout on in which stock was held. The reservation may have expired since. */
  reservationId: z.optional(z.string()),
  /** Absent if there is none. Their number gives the id of the next order. */
  rejectedOrders: z.optional(z.array(rejectedOrder)),
  createdAt: z.string(),
  updatedAt: z.string(),
};

/** A quote that was shown, and may be submitted until it expires. */
const checkout = z.object({ quote: storedQuote, beganAt: z.string() });

/** Everything that `PlaceOrder` needs, so that a repeat sends the same bytes. */
const submission = z.object({
  orderId: z.string(),
  at: z.string(),
  /** Fingerprint of the request, and HMAC of its `Idempotency-Key`. */
  fingerprint: z.string(),
  keyHash: z.optional(z.string()),
  /** Person whose keys seal the order, if they are not those of the cart: they were made for an earlier order. */
  subjectId: z.optional(z.string()),
  sealed: z.object({ contact: z.string(), invoice: z.string(), billing: z.optional(z.string()) }),
  country: z.string(),
  ipHash: z.optional(z.string()),
  sealedPaymentToken: z.optional(z.string()),
  locale: z.optional(z.string()),
  purchaseOrderNumber: z.optional(z.string()),
});

/** The order as it was accepted. */
const placed = z.object({ orderNumber: z.optional(z.string()), status: z.string(), placedAt: z.string() });

const open = z.object({ status: z.literal('open'), ...facts });
const abandoned = z.object({ status: z.literal('abandoned'), ...facts, abandonedAt: z.string() });
const checkingOut = z.object({ status: z.literal('checkingOut'), ...facts, checkout });
/** Submitted, and it is not known yet whether orders has accepted the order. */
const submitting = z.object({ status: z.literal('submitting'), ...facts, checkout, submission });
const submitted = z.object({ status: z.literal('submitted'), ...facts, checkout, submission, order: placed });

/** The lines are in another cart, and nothing else is left. */
const merged = z.object({
  status: z.literal('merged'),
  cartId: z.string(),
  currency: z.string(),
  country: z.string(),
  mergedInto: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** Deleted by its owner, or because the person was erased. Nothing is left but the time. */
const ended = z.object({
  status: z.enum(['dropped', 'erased']),
  cartId: z.string(),
  updatedAt: z.string(),
});

export const cartState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  open,
  abandoned,
  checkingOut,
  submitting,
  submitted,
  merged,
  ended,
]);

const at = z.string();

/** Stored events of a cart. They are internal to the service; `to-contract-events.ts` maps some of them to published events. */
export const cartEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('CartCreated'),
    at,
    cartId: z.string(),
    customerId: z.optional(z.string()),
    currency: z.string(),
    country: z.string(),
    person: z.optional(person),
  }),
  z.object({ type: z.literal('LineAdded'), at, line: storedLine }),
  z.object({ type: z.literal('QuantitySet'), at, lineId: z.string(), quantity: z.int() }),
  z.object({ type: z.literal('LineRemoved'), at, lineId: z.string() }),
  z.object({ type: z.literal('CodeApplied'), at, code: z.string() }),
  z.object({ type: z.literal('CodeRemoved'), at, code: z.string() }),
  /** Fields that are absent are kept, and those in `removed` removed. */
  z.object({
    type: z.literal('DetailsChanged'),
    at,
    person: z.optional(person),
    shippingAddress: z.optional(storedAddress),
    billingAddress: z.optional(storedAddress),
    shippingMethodId: z.optional(z.string()),
    removed: z.array(z.enum(['billingAddress', 'shippingMethodId'])),
  }),
  /** Lines and codes of another cart were added. */
  z.object({
    type: z.literal('CartMergedIn'),
    at,
    from: z.string(),
    lines: z.array(storedLine),
    codes: z.array(z.string()),
  }),
  z.object({ type: z.literal('CartMergedAway'), at, mergedInto: z.string() }),
  z.object({
    type: z.literal('CheckoutBegun'),
    at,
    quote: storedQuote,
    reservationId: z.optional(z.string()),
  }),
  z.object({ type: z.literal('CheckoutExpired'), at }),
  z.object({ type: z.literal('CartSubmitted'), at, submission }),
  z.object({
    type: z.literal('OrderAccepted'),
    at,
    orderNumber: z.optional(z.string()),
    status: z.string(),
  }),
  z.object({ type: z.literal('SubmissionRejected'), at, code: z.string() }),
  /** The order was rejected after it was placed. */
  z.object({
    type: z.literal('CartReopened'),
    at,
    orderId: z.string(),
    orderNumber: z.optional(z.string()),
    code: z.string(),
  }),
  z.object({ type: z.literal('CartAbandoned'), at }),
  z.object({ type: z.literal('CartDropped'), at }),
  z.object({ type: z.literal('CartErased'), at }),
]);

export type CartState = z.infer<typeof cartState>;
export type CartEvent = z.infer<typeof cartEvent>;
/** A cart that can be changed. */
export type OpenCart = z.infer<typeof open> | z.infer<typeof abandoned> | z.infer<typeof checkingOut>;
export type CheckingOutCart = z.infer<typeof checkingOut>;
/** A cart that was submitted, with its order accepted or not yet. */
export type SubmittedCart = z.infer<typeof submitting> | z.infer<typeof submitted>;
/** A cart with lines and personal data. */
export type FullCart = OpenCart | SubmittedCart;
export type MergedCart = z.infer<typeof merged>;
export type RejectedOrder = z.infer<typeof rejectedOrder>;
export type StoredLine = z.infer<typeof storedLine>;
export type StoredAddress = z.infer<typeof storedAddress>;
export type StoredPerson = z.infer<typeof person>;
export type Submission = z.infer<typeof submission>;
