import * as z from 'zod/mini';
import { components } from '../fields/components.ts';
import { cartId, orderId, profileId, sku } from '../fields/identifiers.ts';
import { amountMinor, anyCurrency } from '../fields/money.ts';
import { notPersonal, personal, personalData } from '../fields/personal-data.ts';
import { quote } from '../fields/quote.ts';
import { storedText } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { quantity, shippingAddress } from '../orders/model.ts';
import { shippingCutOff, shippingDays } from '../shipping/model.ts';

export const cartLineId = z
  .string()
  .check(
    z.regex(/^L[1-9]\d{0,5}$/, 'must be L and a number'),
    z.describe('Id of a line in its cart. It stays the same while the line exists.'),
  );

export const cartCode = z
  .string()
  .check(z.maxLength(100), z.describe('Discount code, in upper case.'), notPersonal('discount code'));

const country = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/), z.describe('ISO 3166-1 alpha-2 code of the country that the goods go to.'));

export const cartLine = /* @__PURE__ */ z
  .object({ lineId: cartLineId, sku, quantity, components: z.optional(components) })
  .register(z.globalRegistry, { description: 'Units of one SKU in a cart.' });

const text = (description: string) =>
  z.string().check(z.describe(description), notPersonal('text of the shop'));

/** A problem of a cart. */
export const cartProblem = /* @__PURE__ */ z
  .looseObject({
    code: z.string().check(z.regex(/^[A-Z][A-Z_]+$/), z.describe('Stable code of the problem.')),
    blocking: z.boolean().check(z.describe('True if the cart cannot be submitted while it has the problem.')),
    lineId: z
      .optional(cartLineId)
      .check(z.describe('Line with the problem; absent if it is of the whole cart.')),
    available: z
      .optional(z.int().check(z.minimum(0)))
      .check(
        z.describe(
          'Units that the line can have, with those that the cart holds, if the problem is OUT_OF_STOCK. Of a bundle, units of the bundle.',
        ),
      ),
    component: z
      .optional(sku)
      .check(
        z.describe('Component of the bundle of the line that is short, if the problem is OUT_OF_STOCK.'),
      ),
  })
  .register(z.globalRegistry, { description: 'Problem of a cart: a code and its facts.' })
  .register(personalData, { kinds: [], why: 'facts of a problem: codes, ids and amounts' });

/** A shipping method that is offered for a cart. */
export const shippingOption = /* @__PURE__ */ z
  .object({
    methodId: text('Id of the shipping method.'),
    name: text('Name of the shipping method.'),
    priceMinor: amountMinor.check(z.describe('Price before discounts, in the currency of the cart.')),
    days: z
      .optional(shippingDays)
      .check(z.describe('Working days from the hand-over to the carrier to the delivery.')),
    cutOff: z.optional(shippingCutOff),
    carrier: z.optional(text('Carrier.')),
  })
  .register(z.globalRegistry, { description: 'Shipping method with its price for a cart.' });

export const cartStatus = z
  .enum(['open', 'checkingOut', 'submitted', 'abandoned', 'merged'])
  .check(
    z.describe(
      'open: it can be changed; checkingOut: it has a quote that can be submitted; submitted: its order is placed; abandoned: it was not changed for a day, and a change opens it again; merged: its lines are in another cart.',
    ),
  );

export const rejectionCode = z
  .string()
  .check(
    z.describe('Code of the reason for which the order was rejected.'),
    notPersonal('code of a rejection'),
  );

const rejectedOrder = /* @__PURE__ */ z
  .object({
    orderId,
    orderNumber: z.optional(text('Number of the order for people.')),
    code: rejectionCode,
    rejectedAt: timestamp.check(z.describe('Time at which the cart was opened again.')),
  })
  .register(z.globalRegistry, { description: 'Order of a cart that was rejected.' });

/** A cart as its owner sees it. */
export const cart = /* @__PURE__ */ z
  .object({
    id: cartId,
    version,
    status: cartStatus,
    currency: anyCurrency,
    country,
    lines: z.array(cartLine).check(z.describe('Lines, in the order in which they were added.')),
    codes: z.array(cartCode).check(z.describe('Discount codes that were applied.')),
    email: z.optional(storedText(254)).check(z.describe('E-mail address.'), personal('contact')),
    shippingAddress: z.optional(shippingAddress).check(z.describe('Address that the goods are shipped to.')),
    billingAddress: z
      .optional(shippingAddress)
      .check(z.describe('Address of the invoice, if it is another one.')),
    shippingMethodId: z.optional(text('Chosen shipping method.')),
    quote: z
      .optional(quote)
      .check(
        z.describe(
          'Money of the cart. Of a cart that is checkingOut or submitted, the quote that is charged; otherwise an estimate, which cannot be submitted. Absent if there is no price.',
        ),
      ),
    problems: z
      .array(cartProblem)
      .check(
        z.describe('Everything for which the cart could not be submitted now, and codes without effect.'),
      ),
    shippingOptions: z
      .array(shippingOption)
      .check(z.describe('Shipping methods for the address, or for the country, in the order of the shop.')),
    reservedUntil: z
      .optional(timestamp)
      .check(
        z.describe(
          'Time until which the stock of the lines is held for a cart in its checkout. Absent if none is: its order reserves then.',
        ),
      ),
    orderId: z.optional(orderId).check(z.describe('Order of a submitted cart.')),
    rejectedOrders: z
      .optional(z.array(rejectedOrder))
      .check(
        z.describe(
          'Orders of this cart that were rejected, the oldest first; absent if there is none. After each, the cart is open again, until it has had five orders.',
        ),
      ),
    mergedInto: z.optional(cartId).check(z.describe('Cart that has the lines of a merged cart.')),
    createdAt: timestamp,
    updatedAt: timestamp,
    expiresAt: timestamp.check(z.describe('Time at which the cart is deleted, unless it is changed before.')),
  })
  .register(z.globalRegistry, { description: 'Cart of a guest or a customer.' });

export type Cart = z.infer<typeof cart>;

const cartToken = z
  .string()
  .check(
    z.describe('Token of this cart, for the header X-Cart-Token. Keep it as secret as a password.'),
    notPersonal('token of a cart'),
  );

/** A guest's cart with its token, as it is returned when it is created. */
export const createdGuestCart = /* @__PURE__ */ z
  .object({ ...cart.shape, cartToken })
  .register(z.globalRegistry, {
    description: 'Cart of a guest, with the token by which the guest reaches it.',
  });

/** A cart in a list, without personal data. */
export const cartSummary = /* @__PURE__ */ z
  .object({
    id: cartId,
    version,
    status: cartStatus,
    customerId: z.optional(profileId).check(z.describe('Customer whose cart it is; absent for a guest.')),
    currency: anyCurrency,
    country,
    lines: z.array(cartLine).check(z.describe('Lines, in the order in which they were added.')),
    createdAt: timestamp,
    updatedAt: timestamp,
    abandonedAt: z.optional(timestamp).check(z.describe('Time at which an abandoned cart was found.')),
  })
  .register(z.globalRegistry, { description: 'A cart, without personal data.' });

export type CartSummary = z.infer<typeof cartSummary>;

/** The order of a submitted cart. */
export const submittedCart = /* @__PURE__ */ z
  .object({
    cartId,
    orderId,
    orderNumber: z.optional(text('Number of the order for people.')),
    status: text('State of the order when it was placed.'),
    dueMinor: amountMinor.check(z.describe('Amount that is charged.')),
    currency: anyCurrency,
    orderToken: z
      .optional(z.string().check(notPersonal('token of an order')))
      .check(z.describe("Token of a guest's order, for the header X-Order-Token.")),
  })
  .register(z.globalRegistry, { description: 'Order of a submitted cart.' });

export type SubmittedCart = z.infer<typeof submittedCart>;
