import {
  ADDRESS,
  CANCELLED_AT,
  CONFIRMED_AT,
  CREATED_AT,
  CUSTOMER_ID,
  EMAIL,
  ORDER_ID,
  PLACED_AT,
  SKU,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import type { Cart } from './model.ts';
import * as routes from './routes.ts';

const ULID = ORDER_ID.slice('ord_'.length);
const CART_ID = `crt_${ULID}`;
const QUOTE_ID = `qte_${ULID}`;
const METHOD_ID = `shm_${ULID}`;
const CODE = 'TEA10';
const EXPIRES_AT = '2026-05-30T09:00:00.000Z';

const cartToken = 'ct1.q83vEjRW.3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const params = { cartId: CART_ID };
const token = { 'X-Cart-Token': cartToken };
const ofLine = { ...params, lineId: 'L1' };
const { phone: _phone, ...POSTAL } = ADDRESS;
const ADDRESSES = {
  shippingAddress: ADDRESS,
  billingAddress: { ...POSTAL, company: 'Analytical Engines Ltd' },
};
const LINE = { lineId: 'L1', sku: SKU, quantity: 2 };
const CODES = [CODE];

const VAT = { class: 'standard', name: 'VAT', ppm: 200_000 };
const PROMOTION = 'prm_6R1W4Z7C0F3J6M9P2S5V8Y1B4E';
const SHARE = { promotion: PROMOTION, minor: 170 };
const OPTION = { methodId: METHOD_ID, name: 'Parcel', priceMinor: 395, days: { min: 2, max: 3 } };

const QUOTE = {
  ...{ id: QUOTE_ID, currency: 'GBP', at: PLACED_AT, taxIncluded: true },
  lines: [
    {
      ...{ ...LINE, title: 'Enamel mug, blue', unitPriceMinor: 850, discounts: [SHARE] },
      ...{ taxes: [{ ...VAT, baseMinor: 1_275, taxMinor: 255 }], totalMinor: 1_530 },
    },
  ],
  shipping: [
    {
      ...{ methodId: METHOD_ID, name: OPTION.name, priceMinor: 395, discounts: [] },
      ...{ taxes: [{ ...VAT, baseMinor: 329, taxMinor: 66 }], totalMinor: 395 },
    },
  ],
  discounts: [{ promotion: PROMOTION, name: 'Ten percent', code: CODE, minor: 170 }],
  taxes: [{ ...VAT, baseMinor: 1_604, taxMinor: 321 }],
  totals: {
    ...{ linesMinor: 1_700, shippingMinor: 395, discountMinor: 170, taxMinor: 321 },
    ...{ totalMinor: 1_925, creditMinor: 0, dueMinor: 1_925 },
  },
  fingerprint: '0b1c2d3e4f5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
  expiresAt: '2026-03-01T09:10:00.000Z',
};

const missing = (...codes: readonly string[]) => codes.map((code) => ({ code, blocking: true }));
const EMPTY: Cart = {
  ...{ id: CART_ID, version: 0, status: 'open', currency: 'GBP', country: 'GB', lines: [], codes: [] },
  problems: missing('CART_EMPTY', 'EMAIL_MISSING', 'ADDRESS_MISSING', 'SHIPPING_CHOICE_MISSING'),
  shippingOptions: [OPTION],
  ...{ createdAt: CREATED_AT, updatedAt: CREATED_AT, expiresAt: EXPIRES_AT },
};
/** Quote of the goods, before a shipping method is chosen. */
const OF_GOODS = {
  ...QUOTE,
  lines: [
    {
      ...{ ...LINE, title: 'Enamel mug, blue', unitPriceMinor: 850, discounts: [] },
      ...{ taxes: [{ ...VAT, baseMinor: 1_417, taxMinor: 283 }], totalMinor: 1_700 },
    },
  ],
  ...{ shipping: [], discounts: [], taxes: [{ ...VAT, baseMinor: 1_417, taxMinor: 283 }] },
  totals: {
    ...{ linesMinor: 1_700, shippingMinor: 0, discountMinor: 0, taxMinor: 283 },
    ...{ totalMinor: 1_700, creditMinor: 0, dueMinor: 1_700 },
  },
};
/** The same with the discount of a code. */
const DISCOUNTED = {
  ...{ ...OF_GOODS, lines: QUOTE.lines, discounts: QUOTE.discounts },
  taxes: [{ ...VAT, baseMinor: 1_275, taxMinor: 255 }],
  totals: {
    ...{ linesMinor: 1_700, shippingMinor: 0, discountMinor: 170, taxMinor: 255 },
    ...{ totalMinor: 1_530, creditMinor: 0, dueMinor: 1_530 },
  },
};
const FILLED: Cart = {
  ...{ ...EMPTY, version: 1, lines: [LINE], quote: OF_GOODS, updatedAt: PLACED_AT },
  problems: missing('EMAIL_MISSING', 'ADDRESS_MISSING', 'SHIPPING_CHOICE_MISSING'),
};
const MORE = { ...LINE, quantity: 3 };
/** The same with another unit. */
const ENLARGED: Cart = {
  ...{ ...FILLED, version: 2, lines: [MORE] },
  quote: {
    ...OF_GOODS,
    lines: [
      {
        ...{ ...MORE, title: 'Enamel mug, blue', unitPriceMinor: 850, discounts: [] },
        ...{ taxes: [{ ...VAT, baseMinor: 2_125, taxMinor: 425 }], totalMinor: 2_550 },
      },
    ],
    taxes: [{ ...VAT, baseMinor: 2_125, taxMinor: 425 }],
    totals: {
      ...{ linesMinor: 2_550, shippingMinor: 0, discountMinor: 0, taxMinor: 425 },
      ...{ totalMinor: 2_550, creditMinor: 0, dueMinor: 2_550 },
    },
  },
};
const COMPLETE: Cart = {
  ...{ ...FILLED, version: 3, codes: CODES, email: EMAIL, ...ADDRESSES },
  ...{ shippingMethodId: METHOD_ID, quote: QUOTE, problems: [] },
};
const CHECKING_OUT: Cart = {
  ...{ ...COMPLETE, version: 4, status: 'checkingOut', reservedUntil: QUOTE.expiresAt },
};
/** A cart that was dropped in its checkout, whose stock is released. */
const DROPPED: Cart = { ...COMPLETE, version: 4, status: 'checkingOut' };
const SUBMITTED = {
  ...{ cartId: CART_ID, orderId: ORDER_ID, status: 'placed', dueMinor: 1_925, currency: 'GBP' },
};
const creating = { currency: 'GBP', country: 'GB' };
const adding = { sku: SKU, quantity: 2 };
const details = { email: EMAIL, ...ADDRESSES, shippingMethodId: METHOD_ID };
const submitting = { quoteId: QUOTE_ID, paymentToken: 'tok_approved' };
const key = { 'Idempotency-Key': 'submit-1' };
const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

export const createGuestCart = exampleFor(routes.createGuestCart, {
  body: creating,
  answer: { ...EMPTY, cartToken },
});

export const getGuestCart = exampleFor(routes.getGuestCart, { params, headers: token, answer: COMPLETE });

export const addGuestCartLine = exampleFor(routes.addGuestCartLine, {
  params,
  headers: token,
  body: adding,
  answer: FILLED,
});

export const setGuestCartLine = exampleFor(routes.setGuestCartLine, {
  params: ofLine,
  headers: { ...token, ...ifMatch(1) },
  body: { quantity: 3 },
  answer: ENLARGED,
});

export const applyGuestCartCode = exampleFor(routes.applyGuestCartCode, {
  params,
  headers: token,
  body: { code: 'tea10' },
  answer: { ...FILLED, version: 2, codes: CODES, quote: DISCOUNTED },
});

export const removeGuestCartCode = exampleFor(routes.removeGuestCartCode, {
  params,
  headers: token,
  query: { code: CODE },
  answer: { ...FILLED, version: 3 },
});

export const updateGuestCart = exampleFor(routes.updateGuestCart, {
  params,
  headers: token,
  body: details,
  answer: COMPLETE,
});

export const checkOutGuestCart = exampleFor(routes.checkOutGuestCart, {
  params,
  headers: token,
  answer: CHECKING_OUT,
});

export const submitGuestCart = exampleFor(routes.submitGuestCart, {
  params,
  headers: { ...token, ...key },
  body: submitting,
  answer: SUBMITTED,
});

export const dropGuestCart = exampleFor(routes.dropGuestCart, { params, headers: token, answer: DROPPED });

const MINE: Cart = { ...EMPTY, email: EMAIL };

export const createMyCart = exampleFor(routes.createMyCart, {
  headers: { 'Idempotency-Key': 'my-cart' },
  body: creating,
  answer: MINE,
});

export const listMyCarts = exampleFor(routes.listMyCarts, {
  query: { limit: '20' },
  answer: {
    items: [
      {
        ...{
          id: CART_ID,
          version: 1,
          status: 'open',
          customerId: CUSTOMER_ID,
          currency: 'GBP',
          country: 'GB',
        },
        ...{ lines: [LINE], createdAt: CREATED_AT, updatedAt: PLACED_AT },
      },
    ],
  },
});

export const getMyCart = exampleFor(routes.getMyCart, { params, answer: COMPLETE });

export const addMyCartLine = exampleFor(routes.addMyCartLine, {
  params,
  body: adding,
  answer: { ...FILLED, email: EMAIL },
});

export const setMyCartLine = exampleFor(routes.setMyCartLine, {
  params: ofLine,
  headers: ifMatch(1),
  body: { quantity: 3 },
  answer: { ...ENLARGED, email: EMAIL },
});

export const applyMyCartCode = exampleFor(routes.applyMyCartCode, {
  params,
  body: { code: 'tea10' },
  answer: { ...FILLED, email: EMAIL, version: 2, codes: CODES, quote: DISCOUNTED },
});

export const removeMyCartCode = exampleFor(routes.removeMyCartCode, {
  params,
  query: { code: CODE },
  answer: { ...FILLED, email: EMAIL, version: 3 },
});

export const updateMyCart = exampleFor(routes.updateMyCart, {
  params,
  body: { ...ADDRESSES, shippingMethodId: METHOD_ID },
  answer: COMPLETE,
});

export const checkOutMyCart = exampleFor(routes.checkOutMyCart, { params, answer: CHECKING_OUT });

export const submitMyCart = exampleFor(routes.submitMyCart, {
  params,
  headers: key,
  body: submitting,
  answer: SUBMITTED,
});

export const mergeMyCart = exampleFor(routes.mergeMyCart, {
  params,
  body: { cartId: `crt_${ULID.slice(0, -1)}F`, cartToken, strategy: 'sum' },
  answer: { ...FILLED, email: EMAIL },
});

export const dropMyCart = exampleFor(routes.dropMyCart, { params, answer: DROPPED });

export const listCarts = exampleFor(routes.listCarts, {
  query: { status: 'abandoned', limit: '20' },
  answer: {
    items: [
      {
        ...{ id: CART_ID, version: 2, status: 'abandoned', currency: 'GBP', country: 'GB', lines: [LINE] },
        ...{ createdAt: CREATED_AT, updatedAt: CONFIRMED_AT, abandonedAt: CANCELLED_AT },
      },
    ],
  },
});
