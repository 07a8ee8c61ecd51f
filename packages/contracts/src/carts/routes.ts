import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { cartId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import type { ProblemCode } from '../problem.ts';
import {
  addLineBody,
  createCartBody,
  givenCode,
  mergeCartBody,
  setLineBody,
  submitCartBody,
  updateCartBody,
} from './given-cart.ts';
import { cart, cartLineId, cartSummary, createdGuestCart, submittedCart } from './model.ts';

const service = 'carts';
const ofCart = () => z.strictObject({ cartId });
const ofLine = () => z.strictObject({ cartId, lineId: cartLineId });
const ofCode = () => z.strictObject({ code: givenCode });
const me = { kind: 'customer' } as const;
const guest = { kind: 'cartToken' } as const;

/** Rejections of every change of a cart, and further ones. A bundler can leave a call out, not a spread. */
const changing = <const Code extends ProblemCode>(...more: readonly Code[]) => [
  ...(['CART_NOT_FOUND', 'CART_SUBMITTED', 'CART_MERGED', 'CART_TOO_LARGE'] as const),
  ...more,
];
const adding = () =>
  changing('UNKNOWN_SKU', 'SKU_NOT_FOR_SALE', 'QUANTITY_ABOVE_MAXIMUM', 'CATALOG_UNAVAILABLE');
const applying = () =>
  changing(
    'TOO_MANY_CODES',
    'CODE_UNKNOWN',
    'CODE_NOT_YET_VALID',
    'CODE_EXPIRED',
    'CODE_DISABLED',
    'CODE_EXHAUSTED',
    'CODE_USED_BY_CUSTOMER',
    'CODE_NEEDS_CUSTOMER',
    'PRICING_UNAVAILABLE',
  );
/** Rejections of a new cart, which may have lines, codes and addresses from the start. */
const creating = () =>
  [
    ...(['UNKNOWN_SKU', 'SKU_NOT_FOR_SALE', 'QUANTITY_ABOVE_MAXIMUM', 'CATALOG_UNAVAILABLE'] as const),
    ...(['CODE_UNKNOWN', 'CODE_NOT_YET_VALID', 'CODE_EXPIRED', 'CODE_DISABLED', 'CODE_EXHAUSTED'] as const),
    ...(['CODE_USED_BY_CUSTOMER', 'CODE_NEEDS_CUSTOMER', 'PRICING_UNAVAILABLE'] as const),
    ...(['EMAIL_MISSING', 'CART_TOO_LARGE'] as const),
  ] as const;
const checkingOut = () =>
  changing('CATALOG_UNAVAILABLE', 'PRICING_UNAVAILABLE', 'SHIPPING_UNAVAILABLE', 'INVENTORY_UNAVAILABLE');
const submitting = <const Code extends ProblemCode>(...more: readonly Code[]) => [
  ...checkingOut(),
  ...([
    'CART_EMPTY',
    'EMAIL_MISSING',
    'ADDRESS_MISSING',
    'SHIPPING_CHOICE_MISSING',
    'SHIPPING_CHOICE_STALE',
    'NO_SHIPPING_FOR_ADDRESS',
    'UNKNOWN_SKU',
    'SKU_NOT_FOR_SALE',
    'CURRENCY_NOT_OFFERED',
    'QUANTITY_ABOVE_MAXIMUM',
    'OUT_OF_STOCK',
    'TAX_RATE_MISSING',
    'QUOTE_EXPIRED',
    'QUOTE_CHANGED',
    'PAYMENT_TOKEN_REQUIRED',
    'ORDER_TOO_LARGE',
    'ORDER_OUTCOME_UNKNOWN',
  ] as const),
  ...more,
];

/*
 * Routes of guests, who have no account: a cart token is the key to one cart.
 */

export const createGuestCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/carts',
  summary:
    'Create a cart without an account, empty or with everything that a checkout needs. The response has the token with which the guest reaches it.',
  access: { kind: 'public' },
  throttle: 'guests',
  body: createCartBody,
  success: { status: 201, body: createdGuestCart },
  problems: /* @__PURE__ */ creating(),
});

export const getGuestCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/guest/carts/{cartId}',
  summary: 'Get a cart of a guest, with its money and its problems as they are now.',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  success: { status: 200, body: cart },
  problems: ['CART_NOT_FOUND'],
});

export const addGuestCartLine = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/carts/{cartId}/lines',
  summary: 'Add units of a SKU to a cart of a guest. With If-Match a repeat adds nothing.',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  body: addLineBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ adding(),
});

export const setGuestCartLine = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/guest/carts/{cartId}/lines/{lineId}',
  summary: 'Set the units of a line of a cart of a guest; 0 removes the line.',
  access: guest,
  throttle: 'guests',
  params: ofLine,
  body: setLineBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing('LINE_NOT_FOUND', 'QUANTITY_ABOVE_MAXIMUM'),
});

export const applyGuestCartCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/carts/{cartId}/codes',
  summary: 'Apply a discount code to a cart of a guest. Repeating the call changes nothing.',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  body: ofCode,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ applying(),
});

export const removeGuestCartCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/guest/carts/{cartId}/codes',
  summary: 'Remove a discount code from a cart of a guest. Repeating the call changes nothing.',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  query: ofCode,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing(),
});

export const updateGuestCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/guest/carts/{cartId}',
  summary:
    'Set e-mail address, addresses and shipping method of a cart of a guest. The fields that are given are changed (RFC 7396).',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  body: updateCartBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing('EMAIL_MISSING'),
});

export const checkOutGuestCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/carts/{cartId}/checkout',
  summary:
    'Begin the checkout of a cart of a guest: it gets a quote that can be submitted, unless it has blocking problems.',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ checkingOut(),
});

export const submitGuestCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/carts/{cartId}/submit',
  summary:
    'Submit a cart of a guest: places its order, at exactly the quote that was shown. A cart has one order, however often it is submitted.',
  access: guest,
  throttle: 'guests',
  idempotencyKey: true,
  params: ofCart,
  body: submitCartBody,
  success: { status: 201, body: submittedCart },
  problems: /* @__PURE__ */ submitting('GUEST_ORDERS_NOT_ACCEPTED'),
});

export const dropGuestCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/guest/carts/{cartId}',
  summary: 'Delete a cart of a guest. The response has the cart as it was.',
  access: guest,
  throttle: 'guests',
  params: ofCart,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing(),
});

/*
 * Routes of signed-in customers. No path, query or body has a customer's id: it comes from the access token.
 */

export const createMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/carts',
  summary:
    'Create a cart as the signed-in customer, empty or with everything that a checkout needs. It has the verified e-mail address of the customer, unless another one is given.',
  access: me,
  body: createCartBody,
  success: { status: 201, body: cart },
  idempotencyKey: true,
  problems: /* @__PURE__ */ creating(),
});

export const listMyCarts = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/carts',
  summary: 'List the carts of the signed-in customer, newest first.',
  access: me,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(cartSummary) },
  problems: ['INVALID_CURSOR'],
});

export const getMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/carts/{cartId}',
  summary: 'Get a cart of the signed-in customer, with its money and its problems as they are now.',
  access: me,
  params: ofCart,
  success: { status: 200, body: cart },
  problems: ['CART_NOT_FOUND'],
});

export const addMyCartLine = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/carts/{cartId}/lines',
  summary: 'Add units of a SKU to a cart of the signed-in customer. With If-Match a repeat adds nothing.',
  access: me,
  params: ofCart,
  body: addLineBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ adding(),
});

export const setMyCartLine = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/me/carts/{cartId}/lines/{lineId}',
  summary: 'Set the units of a line of a cart of the signed-in customer; 0 removes the line.',
  access: me,
  params: ofLine,
  body: setLineBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing('LINE_NOT_FOUND', 'QUANTITY_ABOVE_MAXIMUM'),
});

export const applyMyCartCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/carts/{cartId}/codes',
  summary: 'Apply a discount code to a cart of the signed-in customer. Repeating the call changes nothing.',
  access: me,
  params: ofCart,
  body: ofCode,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ applying(),
});

export const removeMyCartCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/me/carts/{cartId}/codes',
  summary:
    'Remove a discount code from a cart of the signed-in customer. Repeating the call changes nothing.',
  access: me,
  params: ofCart,
  query: ofCode,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing(),
});

export const updateMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/me/carts/{cartId}',
  summary:
    'Set e-mail address, addresses and shipping method of a cart of the signed-in customer. The fields that are given are changed (RFC 7396).',
  access: me,
  params: ofCart,
  body: updateCartBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing('EMAIL_MISSING'),
});

export const checkOutMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/carts/{cartId}/checkout',
  summary:
    'Begin the checkout of a cart of the signed-in customer: it gets a quote that can be submitted, unless it has blocking problems.',
  access: me,
  params: ofCart,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ checkingOut(),
});

export const submitMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/carts/{cartId}/submit',
  summary:
    'Submit a cart of the signed-in customer: places its order, at exactly the quote that was shown. A cart has one order, however often it is submitted.',
  access: me,
  throttle: 'placing',
  idempotencyKey: true,
  params: ofCart,
  body: submitCartBody,
  success: { status: 201, body: submittedCart },
  problems: /* @__PURE__ */ submitting(),
});

export const dropMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/me/carts/{cartId}',
  summary: 'Delete a cart of the signed-in customer. The response has the cart as it was.',
  access: me,
  params: ofCart,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing(),
});

export const mergeMyCart = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/carts/{cartId}/merge',
  summary:
    "Move the lines and codes of a guest's cart into a cart of the signed-in customer, usually after the sign-in. Repeating the call changes nothing.",
  access: me,
  params: ofCart,
  body: mergeCartBody,
  success: { status: 200, body: cart },
  ifMatch: 'optional',
  problems: /* @__PURE__ */ changing('QUANTITY_ABOVE_MAXIMUM'),
});

/*
 * Routes of staff. The list has no personal data.
 */

export const listCarts = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/carts',
  summary: 'List abandoned carts, the last abandoned first.',
  access: { kind: 'staff', scope: 'carts:read', machines: true },
  query: () =>
    z.strictObject({
      ...paging,
      status: z
        .literal('abandoned')
        .check(z.describe('abandoned: carts with lines that were not changed for a day.')),
    }),
  success: { status: 200, body: () => pageOf(cartSummary) },
  problems: ['INVALID_CURSOR'],
});
