import type { OrderEvent, OrderPlacedEvent } from './order.ts';
import type { PersonalData } from './personal-data.ts';
import type { RequestedOrder } from './place.ts';

// An order of two mugs and a teapot.
const PLACED_AT = '2026-03-01T09:00:00.000Z';
const CONFIRMED_AT = '2026-03-01T09:00:01.000Z';

const ids = {
  orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  reservationId: 'res_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  paymentId: 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E',
};

/** Seals have random texts; these have their form. */
const buyer = {
  subjectId: 'sub_6R1W4Z7C0F3J6M9P2S5V8Y1B4E',
  sealed: { contact: 's1..c2VhbGVkIGNvbnRhY3Q', invoice: 's1..c2VhbGVkIGFkZHJlc3M' },
  country: 'GB',
  sealedPaymentToken: 's1.Zk3vQ9aB.c2VhbGVkIHRva2Vu',
};
/** The opened seals. */
export const opened: PersonalData = {
  contact: { email: 'ada@example.com' },
  invoice: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London' },
};

export const requested: RequestedOrder = {
  ...ids,
  ...buyer,
  currency: 'GBP',
  lines: [
    { sku: 'MUG-BLUE', quantity: 2 },
    { sku: 'TEAPOT', quantity: 1 },
  ],
  offers: new Map([
    ['MUG-BLUE', { sku: 'MUG-BLUE', title: 'Mug, blue', isForSale: true, prices: { GBP: 850, EUR: 990 } }],
    ['TEAPOT', { sku: 'TEAPOT', title: 'Teapot', isForSale: true, prices: { GBP: 2400 } }],
    ['VASE', { sku: 'VASE', title: 'Vase', isForSale: false, prices: { GBP: 1500 } }],
  ]),
  priceFloorPercent: 0,
};

export const placed: OrderPlacedEvent = {
  type: 'OrderPlaced',
  at: PLACED_AT,
  ...ids,
  ...buyer,
  currency: 'GBP',
  lines: [
    { sku: 'MUG-BLUE', title: 'Mug, blue', quantity: 2, unitPrice: { amountMinor: 850, currency: 'GBP' } },
    { sku: 'TEAPOT', title: 'Teapot', quantity: 1, unitPrice: { amountMinor: 2400, currency: 'GBP' } },
  ],
  total: { amountMinor: 4100, currency: 'GBP' },
};

export const confirmed: OrderEvent = { type: 'OrderConfirmed', at: CONFIRMED_AT };
export const rejected: OrderEvent = {
  type: 'OrderRejected',
  at: CONFIRMED_AT,
  rejection: { code: 'OUT_OF_STOCK', shortages: [{ sku: 'TEAPOT', requested: 1, available: 0 }] },
};
export const cancelled: OrderEvent = {
  type: 'OrderCancelled',
  at: CONFIRMED_AT,
  sealedReason: 's1..c2VhbGVkIHJlYXNvbg',
};

export const placedByGuest: OrderPlacedEvent = {
  ...placed,
  placedBy: { kind: 'guest', id: 'guest' },
  emailHash: 'eml_1',
};
const tokenRevoked: OrderEvent = { type: 'OrderTokenRevoked', at: CONFIRMED_AT };
export const linkRequested: OrderEvent = {
  type: 'OrderLinkRequested',
  at: CONFIRMED_AT,
  requestId: 'cor_1/RequestOrderLink',
};

export const claimed: OrderEvent = {
  type: 'OrderClaimed',
  at: CONFIRMED_AT,
  customerId: 'cus_2M5T8X1B4E7H0K3N6Q9S2V5Y8Z',
};
export const corrected = {
  type: 'PersonalDataCorrected',
  at: CONFIRMED_AT,
  sealed: { contact: 's1..Y29ycmVjdGVkIGNvbnRhY3Q' },
  emailHash: 'eml_2',
} as const satisfies OrderEvent;
export const personErased: OrderEvent = { type: 'PersonalDataErased', at: CONFIRMED_AT };

/** One event of each type. */
export const events = {
  OrderPlaced: placed,
  OrderConfirmed: confirmed,
  OrderRejected: rejected,
  OrderCancelled: cancelled,
  OrderTokenRevoked: tokenRevoked,
  OrderLinkRequested: linkRequested,
  OrderClaimed: claimed,
  PersonalDataCorrected: corrected,
  PersonalDataErased: personErased,
} satisfies Readonly<Record<OrderEvent['type'], OrderEvent>>;

/** The events that lead to each state. */
export const states = {
  none: [],
  placed: [placed],
  confirmed: [placed, confirmed],
  rejected: [placed, rejected],
  cancelled: [placed, cancelled],
};
