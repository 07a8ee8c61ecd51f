import type { Order } from '@tradepost/contracts/orders/model';
import type { OrderState, PlacedBy } from '../domain/order.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import { withoutBuyer } from '../domain/without-buyer.ts';

type PersonalFields = 'email' | 'note' | 'shippingAddress' | 'cancellationReason' | 'personalData';

/** An order as the projection stores it: as the API returns it, with seals in place of personal data. */
export type SealedOrder = Omit<Order, PersonalFields> & {
  readonly subjectId: string;
  readonly sealed: { readonly contact: string; readonly invoice: string };
  readonly sealedReason?: string;
  readonly country: string;
};

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
export function toOrder(order: SealedOrder, data: PersonalData): Order {
  const { subjectId: _subjectId, sealed: _sealed, sealedReason: _reason, country, ...facts } = order;
  return {
    ...withoutErased(facts, data),
    ...toPersonalFields(country, data),
    ...(data.reason === undefined ? {} : { cancellationReason: data.reason }),
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
  { contact, invoice }: PersonalData,
): Pick<Order, 'email' | 'note' | 'shippingAddress' | 'personalData'> {
  const { email, phone, note } = contact ?? {};
  return {
    ...(email === undefined ? {} : { email }),
    shippingAddress: { ...invoice, country, ...(phone === undefined ? {} : { phone }) },
    ...(note === undefined ? {} : { note }),
    ...(contact === undefined || invoice === undefined ? { personalData: 'erased' } : {}),
  };
}
