import type { Aggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';
import { withoutBuyer } from './without-buyer.ts';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. The rules of the API (countries,
 * currencies, characters, lengths) are checked when an order is placed. They may become stricter later, and orders accepted
 * before must stay readable. A field that is added later is optional here, or has a default.
 */

const money = z.object({ amountMinor: z.int(), currency: z.string() });

const discountShare = z.object({ promotion: z.string(), minor: z.int() });

const tax = z.object({
  class: z.string(),
  name: z.string(),
  ppm: z.int(),
  baseMinor: z.int(),
  taxMinor: z.int(),
  exemption: z.optional(z.string()),
});

/** Everything from `lineId` on is absent in orders without a quote. */
const line = z.object({
  sku: z.string(),
  title: z.string(),
  quantity: z.int(),
  unitPrice: money,
  lineId: z.optional(z.string()),
  wasMinor: z.optional(z.int()),
  priceList: z.optional(z.string()),
  gift: z.optional(z.string()),
  /** Only of a bundle: the units of other SKUs in one of it. */
  components: z.optional(z.array(z.object({ sku: z.string(), quantity: z.int() }))),
  discounts: z.optional(z.array(discountShare)),
  taxes: z.optional(z.array(tax)),
  totalMinor: z.optional(z.int()),
});

/** A quote without its currency and its lines, which are those of the order. */
const quote = z.object({
  id: z.string(),
  at: z.string(),
  taxIncluded: z.boolean(),
  shipping: z.array(
    z.object({
      methodId: z.string(),
      name: z.string(),
      priceMinor: z.int(),
      discounts: z.array(discountShare),
      taxes: z.array(tax),
      totalMinor: z.int(),
    }),
  ),
  discounts: z.array(
    z.object({
      promotion: z.string(),
      name: z.string(),
      code: z.optional(z.string()),
      /** True if the promotion had a budget. Absent in orders of before. */
      hasBudget: z.optional(z.boolean()),
      minor: z.int(),
    }),
  ),
  taxes: z.array(tax),
  totals: z.object({
    linesMinor: z.int(),
    shippingMinor: z.int(),
    discountMinor: z.int(),
    taxMinor: z.int(),
    totalMinor: z.int(),
    creditMinor: z.int(),
    dueMinor: z.int(),
  }),
  fingerprint: z.string(),
  expiresAt: z.string(),
});

/** A code and its facts. */
const reason = z.looseObject({ code: z.string() });

const at = z.string();

/** Absent in orders of version 0.1. */
const placedBy = z.object({ kind: z.enum(['customer', 'guest', 'person', 'machine']), id: z.string() });

/** Stored events of an order. They are internal to the service; `to-contract-events.ts` maps them to published events. */
export const orderEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('OrderPlaced'),
    at,
    orderId: z.string(),
    reservationId: z.string(),
    paymentId: z.string(),
    customerId: z.optional(z.string()),
    /** Person whose keys seal the personal data. */
    subjectId: z.string(),
    /** E-mail address, phone number and note; name and address. See `personal-data.ts`. */
    sealed: z.object({
      contact: z.string(),
      invoice: z.string(),
      /** Address of the invoice. Absent if it is the one that the order is shipped to. */
      billing: z.optional(z.string()),
    }),
    country: z.string(),
    currency: z.string(),
    lines: z.array(line),
    total: money,
    /** Absent in orders of version 0.1. */
    quote: z.optional(quote),
    /** Number for people. Absent in orders of version 0.1. */
    orderNumber: z.optional(z.string()),
    /** Cart that the order is made of. */
    cartId: z.optional(z.string()),
    /** Discount codes, and the buyer as their limits count them. */
    codes: z.optional(z.array(z.string())),
    customerKey: z.optional(z.string()),
    reference: z.optional(z.string()),
    purchaseOrderNumber: z.optional(z.string()),
    locale: z.optional(z.string()),
    metadata: z.optional(z.record(z.string(), z.string())),
    /** Sealed for payments. Absent if the total is 0 and the caller gave none. */
    sealedPaymentToken: z.optional(z.string()),
    placedBy: z.optional(placedBy),
    /** Only in orders of guests: replaces the e-mail address where orders of one address are found. */
    emailHash: z.optional(z.string()),
    /** Only in orders of guests: replaces the IP address where declined payments are counted. */
    ipHash: z.optional(z.string()),
  }),
  /** Stock is committed, and the payment is pending. What the customer has to do is sealed like the contact. */
  z.object({
    type: z.literal('OrderPaymentAwaited'),
    at,
    until: z.string(),
    sealedNextAction: z.optional(z.string()),
  }),
  z.object({ type: z.literal('OrderConfirmed'), at }),
  z.object({ type: z.literal('OrderRejected'), at, rejection: reason }),
  /** The reason, as the caller gave it, is sealed like the contact. */
  z.object({ type: z.literal('OrderCancelled'), at, sealedReason: z.optional(z.string()) }),
  /** Order tokens of earlier epochs are no longer valid. */
  z.object({ type: z.literal('OrderTokenRevoked'), at }),
  z.object({ type: z.literal('OrderLinkRequested'), at, requestId: z.string() }),
  /** The order of a guest is one of a customer now. It stays sealed with its own keys. */
  z.object({ type: z.literal('OrderClaimed'), at, customerId: z.string() }),
  /** Staff corrected personal data. Parts that were not corrected are absent. */
  z.object({
    type: z.literal('PersonalDataCorrected'),
    at,
    sealed: z.object({ contact: z.optional(z.string()), invoice: z.optional(z.string()) }),
    /** Only if the e-mail address was corrected, and the keys of the person are of this order alone. */
    emailHash: z.optional(z.string()),
  }),
  /** The keys of the person were deleted. The state keeps nothing by which the person could be found. */
  z.object({ type: z.literal('PersonalDataErased'), at }),
]);

export type PlacedBy = z.infer<typeof placedBy>;

export type OrderEvent = z.infer<typeof orderEvent>;
export type OrderPlacedEvent = Extract<OrderEvent, { type: 'OrderPlaced' }>;
export type PersonalDataCorrectedEvent = Extract<OrderEvent, { type: 'PersonalDataCorrected' }>;

/** Why an order was rejected: a code and its facts. */
export type RejectionReason = z.infer<typeof reason>;

type Facts = Omit<OrderPlacedEvent, 'type' | 'at'> & {
  readonly placedAt: string;
  readonly updatedAt: string;
  /** Number of times that the order token was revoked; absent for 0. */
  readonly tokenEpoch?: number;
  /** Time at which the person was erased. */
  readonly erasedAt?: string;
  /** Number of times that personal data was corrected; absent for 0. */
  readonly corrections?: number;
  /** Requests for the link to the order: their number, and the last one. */
  readonly links?: { readonly count: number; readonly lastRequestId: string };
};

/** A payment that the customer has to complete. */
export type AwaitedPayment = { readonly until: string; readonly sealedNextAction?: string | undefined };

export type OrderState =
  | { readonly status: 'none' }
  | (Facts & { readonly status: 'placed' })
  | (Facts & { readonly status: 'awaitingPayment'; readonly awaitingPayment: AwaitedPayment })
  | (Facts & { readonly status: 'confirmed'; readonly confirmedAt: string })
  | (Facts & {
      readonly status: 'rejected';
      readonly rejectedAt: string;
      readonly rejectionReason: RejectionReason;
    })
  | (Facts & {
      readonly status: 'cancelled';
      readonly cancelledAt: string;
      readonly confirmedAt?: string;
      readonly sealedReason?: string;
    });

/** An order that was placed. */
export type PlacedOrder = Exclude<OrderState, { readonly status: 'none' }>;

/** Returns the order after an event. An event that cannot follow this state leaves the order unchanged. */
function evolve(order: OrderState, event: OrderEvent): OrderState {
  switch (event.type) {
    case 'OrderPlaced': {
      if (order.status !== 'none') return order;
      const { type: _type, at: placedAt, ...facts } = event;
      return { status: 'placed', ...facts, placedAt, updatedAt: placedAt };
    }
    case 'OrderTokenRevoked':
      if (order.status === 'none') return order;
      return { ...order, tokenEpoch: (order.tokenEpoch ?? 0) + 1, updatedAt: event.at };
    case 'OrderLinkRequested':
      if (order.status === 'none') return order;
      return {
        ...order,
        links: { count: (order.links?.count ?? 0) + 1, lastRequestId: event.requestId },
        updatedAt: event.at,
      };
    case 'OrderClaimed':
      if (order.status === 'none' || order.customerId !== undefined || order.erasedAt !== undefined)
        return order;
      return { ...order, customerId: event.customerId, updatedAt: event.at };
    case 'PersonalDataCorrected':
      return order.status === 'none' || order.erasedAt !== undefined ? order : corrected(order, event);
    case 'PersonalDataErased':
      return order.status === 'none' ? order : withoutPerson(order, event.at);
    case 'OrderPaymentAwaited': {
      if (order.status !== 'placed') return order;
      const { until, sealedNextAction } = event;
      const awaitingPayment = { until, ...(sealedNextAction === undefined ? {} : { sealedNextAction }) };
      return { ...order, status: 'awaitingPayment', awaitingPayment, updatedAt: event.at };
    }
    case 'OrderConfirmed':
      if (!isPending(order)) return order;
      return { ...paid(order), status: 'confirmed', confirmedAt: event.at, updatedAt: event.at };
    case 'OrderRejected':
      if (!isPending(order)) return order;
      return {
        ...paid(order),
        status: 'rejected',
        rejectedAt: event.at,
        rejectionReason: event.rejection,
        updatedAt: event.at,
      };
    case 'OrderCancelled':
      if (!isPending(order) && order.status !== 'confirmed') return order;
      return {
        ...(order.status === 'confirmed' ? order : paid(order)),
        status: 'cancelled',
        cancelledAt: event.at,
        updatedAt: event.at,
        ...(event.sealedReason === undefined ? {} : { sealedReason: event.sealedReason }),
      };
    default:
      return event satisfies never;
  }
}

type PendingOrder = Extract<OrderState, { readonly status: 'placed' | 'awaitingPayment' }>;

/** Returns true if an order is neither confirmed nor ended. */
export function isPending(order: OrderState): order is PendingOrder {
  return order.status === 'placed' || order.status === 'awaitingPayment';
}

/** Returns an order without the payment that it may have waited for. */
function paid(order: PendingOrder): Facts {
  if (order.status === 'placed') return order;
  const { awaitingPayment: _awaited, ...facts } = order;
  return facts;
}

/** Returns the seals of an order after a correction. */
export function replaceSeals(
  sealed: OrderPlacedEvent['sealed'],
  { contact = sealed.contact, invoice = sealed.invoice }: PersonalDataCorrectedEvent['sealed'],
): OrderPlacedEvent['sealed'] {
  return { ...sealed, contact, invoice };
}

/** Only an order of a guest is found by the hash of its address. */
function corrected(order: PlacedOrder, { sealed, emailHash, at }: PersonalDataCorrectedEvent): PlacedOrder {
  return {
    ...order,
    sealed: replaceSeals(order.sealed, sealed),
    ...(order.emailHash === undefined || emailHash === undefined ? {} : { emailHash }),
    corrections: (order.corrections ?? 0) + 1,
    updatedAt: at,
  };
}

/**
 * Returns an order without what identifies the person who bought it. The seals stay: without the key nobody can read them, and
 * the key of names and addresses is kept until the tax period ends.
 */
function withoutPerson(order: PlacedOrder, erasedAt: string): PlacedOrder {
  const {
    customerId: _customerId,
    emailHash: _emailHash,
    ipHash: _ipHash,
    customerKey: _customerKey,
    placedBy,
    ...rest
  } = order;
  return {
    ...rest,
    ...(placedBy === undefined ? {} : { placedBy: withoutBuyer(placedBy) }),
    erasedAt,
    updatedAt: erasedAt,
  };
}

/** An order: its commands are the other files of this folder. */
export const order = {
  name: 'order',
  initial: { status: 'none' },
  evolve,
  events: { schema: orderEvent },
} satisfies Aggregate<OrderState, OrderEvent>;
