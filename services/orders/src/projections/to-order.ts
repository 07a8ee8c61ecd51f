import type { Order } from '@tradepost/contracts/orders/model';
import type { AwaitedPayment, OrderPlacedEvent, OrderState, PlacedBy } from '../domain/order.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import { type Amounts, toAmounts, toQuotedLines } from '../domain/quote-of-order.ts';
import { withoutBuyer } from '../domain/without-buyer.ts';

type PersonalFields =
  | 'email'
  | 'note'
  | 'shippingAddress'
  | 'billingAddress'
  | 'cancellationReason'
  | 'personalData';

/** An order as the projection stores it: with seals in place of personal data, and lines and quote as they are stored. */
export type SealedOrder = Omit<Order, PersonalFields | keyof Amounts | 'lines' | 'awaitingPayment'> &
  Pick<OrderPlacedEvent, 'lines' | 'quote' | 'subjectId' | 'sealed' | 'country'> & {
    readonly sealedReason?: string;
    readonly awaitingPayment?: AwaitedPayment;
  };

/** Whoever sees an order. The next action of a payment is for the buyer alone: it may complete the payment. */
export type Viewer = 'buyer' | 'staff';

/**
 * The order without the payment token, which a caller does not need, and without the state of the order token.
 *
 * @throws Error if the order does not exist
 */
export function toSealedOrder(order: OrderState, version: number): SealedOrder {
  if (order.status === 'none') throw new Error('an order that does not exist has no projection');
  const {
    orderId,
    sealedPaymentToken: _token,
    emailHash: _emailHash,
    ipHash: _ipHash,
    tokenEpoch: _epoch,
    links: _links,
    corrections: _corrections,
    erasedAt: _erasedAt,
    cartId: _cartId,
    customerKey: _customerKey,
    ...shown
  } = order;
  if (shown.status !== 'rejected') return { id: orderId, version, ...shown };
  const { rejectionReason, ...facts } = shown;
  return { id: orderId, version, ...facts, rejection: rejectionReason };
}

/**
 * The order as the API returns it. Personal data that was erased is absent, and so is what identifies the buyer: also in the order
 * as it was at an earlier time, and before `PersonalDataErased` is recorded.
 */
export function toOrder(order: SealedOrder, data: PersonalData, viewer: Viewer): Order {
  const {
    subjectId: _subjectId,
    sealed: _sealed,
    sealedReason: _reason,
    quote: _quote,
    country,
    awaitingPayment,
    ...facts
  } = order;
  const { reason, nextAction } = data;
  return {
    ...withoutErased(facts, data),
    lines: [...toQuotedLines(order)],
    ...toAmounts(order),
    ...toPersonalFields(country, data),
    ...(awaitingPayment === undefined
      ? {}
      : {
          awaitingPayment: {
            until: awaitingPayment.until,
            ...(viewer === 'buyer' && nextAction !== undefined ? { nextAction } : {}),
          },
        }),
    ...(reason === undefined ? {} : { cancellationReason: reason }),
  };
}

/** Returns facts of an order without the ids of the buyer, if the person was erased. */
export function withoutErased<
  Facts extends { readonly customerId?: string | undefined; readonly placedBy?: PlacedBy | undefined },
>(facts: Facts, { contact }: PersonalData): Omit<Facts, 'customerId' | 'placedBy'> & Partial<Facts> {
  if (contact !== undefined) return facts;
  const { customerId: _customerId, placedBy, ...rest } = facts;
  return { ...rest, ...(placedBy === undefined ? {} : { placedBy: withoutBuyer(placedBy) }) } as never;
}

/** The fields of an order, or of its event `OrderPlaced`, with personal data. */
export function toPersonalFields(
  country: string,
  { contact, invoice, billing }: PersonalData,
): Pick<Order, 'email' | 'note' | 'shippingAddress' | 'billingAddress' | 'personalData'> {
  const { email, phone, note } = contact ?? {};
  return {
    ...(email === undefined ? {} : { email }),
    shippingAddress: { ...invoice, country, ...(phone === undefined ? {} : { phone }) },
    ...(billing === undefined ? {} : { billingAddress: billing }),
    ...(note === undefined ? {} : { note }),
    ...(contact === undefined || invoice === undefined ? { personalData: 'erased' } : {}),
  };
}
