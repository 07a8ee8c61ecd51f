import * as z from 'zod/mini';
import { address } from '../fields/address.ts';
import { country } from '../fields/country.ts';
import { cartId, quoteId, sku } from '../fields/identifiers.ts';
import { language } from '../fields/language.ts';
import { currency } from '../fields/money.ts';
import { paymentToken } from '../fields/payment-token.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { email, line, noCardNumber, notAnEmail } from '../fields/text.ts';
import { quantity } from '../orders/model.ts';

/** Maximum lines of a new cart, as of every cart. */
const MAX_NEW_LINES = 200;
/** Maximum codes of a new cart, as of every cart. */
const MAX_NEW_CODES = 10;

const givenQuantity = quantity.check(
  z.describe('Units to add. If the cart has a line of the SKU, they are added to it.'),
);

export const addLineBody = z.strictObject({ sku, quantity: givenQuantity });

export const setLineBody = z.strictObject({
  quantity: z
    .int()
    .check(
      z.minimum(0),
      z.maximum(1_000_000),
      z.describe('Units of the line from now on; 0 removes the line.'),
    ),
});

/** A discount code as a caller sends it. It is compared in upper case and without spaces around it. */
export const givenCode = line(50).check(
  noCardNumber(),
  notAnEmail(),
  z.describe('Discount code, in any case.'),
  notPersonal('discount code'),
);

const givenAddress = z.strictObject(address.shape);

const methodId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens and underscores'));

const givenEmail = z.optional(email).check(z.describe('E-mail address for the order.'), personal('contact'));
const givenShippingAddress = z
  .optional(givenAddress)
  .check(z.describe('Address that the goods are shipped to. Its country becomes that of the cart.'));

/** The body of a new cart. Everything that a cart can have may be given at once, so that a checkout needs few requests. */
export const createCartBody = z.strictObject({
  currency: currency.check(z.describe('ISO 4217 code of the currency of all its prices.')),
  country: country.check(
    z.describe('Country that the goods go to, for prices and taxes. The shipping address replaces it.'),
  ),
  lines: z
    .optional(z.array(addLineBody).check(z.maxLength(MAX_NEW_LINES, { abort: true })))
    .check(z.describe('Lines of the cart. Units of one SKU are one line.')),
  codes: z
    .optional(z.array(givenCode).check(z.maxLength(MAX_NEW_CODES, { abort: true })))
    .check(z.describe('Discount codes, in any case.')),
  email: givenEmail,
  shippingAddress: givenShippingAddress,
  billingAddress: z
    .optional(givenAddress)
    .check(z.describe('Address of the invoice, if it is not the shipping address.')),
  shippingMethodId: z
    .optional(methodId)
    .check(z.describe('Shipping method, one of `GET /v1/shipping-methods`.')),
});

/** Null removes a field. */
export const updateCartBody = z.strictObject({
  email: givenEmail,
  shippingAddress: givenShippingAddress,
  billingAddress: z
    .optional(z.nullable(givenAddress))
    .check(z.describe('Address of the invoice; null if it is the shipping address.')),
  shippingMethodId: z
    .optional(z.nullable(methodId))
    .check(z.describe('Shipping method, one of `shippingOptions`; null for none.')),
});

export const submitCartBody = z.strictObject({
  quoteId: quoteId.check(z.describe('Quote that the customer was shown: it is charged.')),
  paymentToken: z
    .optional(paymentToken)
    .check(z.describe('Token of the payment provider, never a card number. Required if an amount is due.')),
  locale: z.optional(language).check(z.describe('Language of the customer, as a tag of BCP 47.')),
  purchaseOrderNumber: z
    .optional(line(100).check(noCardNumber(), notAnEmail()))
    .check(
      z.describe("The buyer's own number for the order. Not sealed: no personal data."),
      personal('pseudonym'),
    ),
});

export const mergeCartBody = z.strictObject({
  cartId: cartId.check(z.describe("Guest's cart whose lines are moved.")),
  cartToken: z
    .string()
    .check(
      z.regex(/^ct1\.[A-Za-z0-9_-]{1,16}\.[A-Za-z0-9_-]{43}$/, 'must be a cart token'),
      z.describe("Token of the guest's cart."),
      notPersonal('token of a cart'),
    ),
  strategy: z
    ._default(z.enum(['sum', 'max', 'keep']), 'sum')
    .check(
      z.describe(
        'Units of a SKU that both carts have. sum: those of both; max: the larger number; keep: those of the customer.',
      ),
    ),
});
