import type { Quote } from '@tradepost/quote/quote';
import type { OrderEvent, OrderPlacedEvent } from './order.ts';
import type { PersonalData } from './personal-data.ts';
import type { QuotedOrder, RequestedOrder } from './place.ts';

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
    {
      lineId: '1',
      sku: 'MUG-BLUE',
      title: 'Mug, blue',
      quantity: 2,
      unitPrice: { amountMinor: 850, currency: 'GBP' },
      totalMinor: 1700,
    },
    {
      lineId: '2',
      sku: 'TEAPOT',
      title: 'Teapot',
      quantity: 1,
      unitPrice: { amountMinor: 2400, currency: 'GBP' },
      totalMinor: 2400,
    },
  ],
  total: { amountMinor: 4100, currency: 'GBP' },
  quote: {
    id: 'qte_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    at: PLACED_AT,
    taxIncluded: true,
    shipping: [],
    discounts: [],
    taxes: [],
    totals: {
      linesMinor: 4100,
      shippingMinor: 0,
      discountMinor: 0,
      taxMinor: 0,
      totalMinor: 4100,
      creditMinor: 0,
      dueMinor: 4100,
    },
    fingerprint: 'd1c4c8b0967ba2b2608a607daf3766bfc65bab14c7ef9a65f732443783dd4b3a',
    expiresAt: PLACED_AT,
  },
};

/** The same order as version 0.1 stored it. */
export const placedWithoutQuote: OrderPlacedEvent = {
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

/** Two mugs with a code and shipping, in euros with VAT; 5 euros are paid by a gift card. */
export const quote: Quote = {
  id: 'qte_01JD3XK8WQ4N6T2B9V5M7R0C1F',
  currency: 'EUR',
  at: PLACED_AT,
  taxIncluded: true,
  lines: [
    {
      lineId: 'a',
      sku: 'MUG-BLUE',
      title: 'Mug, blue',
      quantity: 2,
      unitPriceMinor: 990,
      discounts: [{ promotion: 'prm_1', minor: 198 }],
      taxes: [{ class: 'standard', name: 'VAT', ppm: 190_000, baseMinor: 1_497, taxMinor: 285 }],
      totalMinor: 1_782,
    },
  ],
  shipping: [
    {
      methodId: 'parcel',
      name: 'Parcel',
      priceMinor: 490,
      discounts: [],
      taxes: [{ class: 'standard', name: 'VAT', ppm: 190_000, baseMinor: 412, taxMinor: 78 }],
      totalMinor: 490,
    },
  ],
  discounts: [{ promotion: 'prm_1', name: '10 % off', code: 'SPRING', minor: 198 }],
  taxes: [{ class: 'standard', name: 'VAT', ppm: 190_000, baseMinor: 1_909, taxMinor: 363 }],
  totals: {
    linesMinor: 1_980,
    shippingMinor: 490,
    discountMinor: 198,
    taxMinor: 363,
    totalMinor: 2_272,
    creditMinor: 500,
    dueMinor: 1_772,
  },
  fingerprint: 'f'.repeat(64),
  expiresAt: '2026-03-01T09:30:00.000Z',
};

export const quoted: QuotedOrder = {
  ...ids,
  ...buyer,
  quote,
  codes: ['SPRING'],
  customerKey: 'cus_2M5T8X1B4E7H0K3N6Q9S2V5Y8Z',
  orderNumber: '10013',
};

export const UNTIL = '2026-03-01T10:00:00.000Z';
export const awaited: OrderEvent = {
  type: 'OrderPaymentAwaited',
  at: CONFIRMED_AT,
  until: UNTIL,
  sealedNextAction: 's1..c2VhbGVkIGFjdGlvbg',
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
  OrderPaymentAwaited: awaited,
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
  awaitingPayment: [placed, awaited],
  confirmed: [placed, confirmed],
  rejected: [placed, rejected],
  cancelled: [placed, cancelled],
};
