import * as z from 'zod/mini';
import {
  emailHash,
  ipHash,
  orderId,
  paymentId,
  reservationId,
  sku,
  subjectId,
} from '../fields/identifiers.ts';
import { anyCurrency, money } from '../fields/money.ts';
import { notPersonal, personal, sealed } from '../fields/personal-data.ts';
import { quoteLineFields, quoteOfOrder, quoteParts } from '../fields/quote.ts';
import { sealedText } from '../fields/sealed.ts';
import { storedText } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { nextAction } from '../payments/model.ts';
import { rejection } from '../rejection.ts';

/** Maximum number of lines. Real orders have up to about 600; a caller must split a larger one. */
export const MAX_ORDER_LINES = 1_000;

/** Units of one line. */
export const quantity = z.int().check(z.minimum(1), z.maximum(1_000_000), z.describe('Units.'));

const lineFacts = {
  sku,
  title: z
    .string()
    .check(
      z.describe('Title of the variant when the order was placed.'),
      notPersonal('text about a product'),
    ),
  quantity,
  unitPrice: money.check(z.describe('Price of one unit in this order, before discounts.')),
};

export const orderLine = /* @__PURE__ */ z
  .object({
    ...lineFacts,
    lineId: z.optional(quoteLineFields.lineId),
    wasMinor: quoteLineFields.wasMinor,
    priceList: quoteLineFields.priceList,
    gift: quoteLineFields.gift,
    components: quoteLineFields.components,
    discounts: z.optional(quoteLineFields.discounts),
    taxes: z.optional(quoteLineFields.taxes),
    totalMinor: z.optional(quoteLineFields.totalMinor),
  })
  .register(z.globalRegistry, {
    description:
      'Units of one SKU, at a price, in a message. Without discounts or taxes if it has none; without lineId and totalMinor in orders without a quote.',
  });

/** A line of an order in responses. */
export const shownOrderLine = /* @__PURE__ */ z
  .object({ ...lineFacts, ...quoteLineFields })
  .register(z.globalRegistry, { description: 'Units of one SKU, at a price, with its discounts and taxes.' });

export const orderStatus = z
  .enum(['placed', 'awaitingPayment', 'confirmed', 'rejected', 'cancelled'])
  .check(
    z.describe(
      'placed: stock and payment are pending; awaitingPayment: the customer has to complete the payment; confirmed: it will be shipped; rejected, cancelled: it will not.',
    ),
  );

export type OrderStatus = z.infer<typeof orderStatus>;

const country = z
  .string()
  .check(
    z.regex(/^[A-Z]{2}$/),
    z.describe('ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country.'),
  );

/**
 * Address of an order in responses. It accepts every address that was ever accepted; `address` in `fields/` restricts the
 * addresses that callers send. If the address was erased, only the country is left.
 */
export const shippingAddress = /* @__PURE__ */ z
  .object({
    name: z.optional(storedText(120)).check(z.describe('Name of the recipient.'), personal('invoice')),
    company: z.optional(storedText(120)).check(z.describe('Company of the recipient.'), personal('invoice')),
    line1: z.optional(storedText(200)).check(z.describe('Street and number.'), personal('invoice')),
    line2: z.optional(storedText(200)).check(z.describe('Flat, floor or building.'), personal('invoice')),
    city: z.optional(storedText(100)).check(z.describe('City, town or village.'), personal('invoice')),
    region: z.optional(storedText(100)).check(z.describe('State, county or province.'), personal('invoice')),
    postalCode: z
      .optional(storedText(20))
      .check(z.describe('Postal code in the form of the country.'), personal('invoice')),
    country,
    phone: z
      .optional(storedText(40))
      .check(z.describe('Phone number for the carrier, in any form.'), personal('contact')),
  })
  .register(z.globalRegistry, {
    description: 'Postal address of an order. Only the country is left if it was erased.',
  });

/** Address of the invoice in responses, if it is another one than that of the delivery. Absent if it was erased. */
export const billingAddress = /* @__PURE__ */ z
  .omit(shippingAddress, { phone: true })
  .register(z.globalRegistry, { description: 'Postal address of an invoice.' });

/** Maximum entries of metadata of an order. */
export const MAX_METADATA_ENTRIES = 20;

/** A guest as other services may count their payments: hashes under the stage's pepper, of which nothing can be read. */
export const guest = z.object({
  emailHash: emailHash.check(z.describe('Hash of the e-mail address.')),
  ipHash: z.optional(ipHash).check(z.describe('Hash of the IP address that placed the order.')),
});

/** Number of an order for people. */
export const orderNumber = z
  .string()
  .check(
    z.regex(/^\d{1,20}$/, 'must be the digits of an order number'),
    z.describe('Number of the order for people.'),
  );

/** Facts of an order that never change after it is placed, in messages and responses. */
const orderFacts = {
  reservationId: reservationId.check(z.describe('Id of the stock reservation.')),
  paymentId: paymentId.check(z.describe('Id of the payment.')),
  customerId: z
    .optional(z.string())
    .check(z.describe("The customer's id in the caller's own system."), personal('pseudonym')),
  currency: anyCurrency,
  lines: z
    .array(orderLine)
    .check(
      z.minLength(1),
      z.maxLength(MAX_ORDER_LINES),
      z.describe('At least one. Several lines may have one SKU.'),
    ),
  total: money.check(z.describe('Amount of the order: lines and shipping, less discounts, plus taxes.')),
  orderNumber: z
    .optional(orderNumber)
    .check(z.describe('Number of the order for people. Absent in orders before version 0.2.')),
  reference: z
    .optional(storedText(100))
    .check(z.describe("The caller's own number for this order."), personal('pseudonym')),
  purchaseOrderNumber: z
    .optional(storedText(100))
    .check(z.describe("Number of the buyer's own purchase order."), personal('pseudonym')),
  locale: z
    .optional(z.string().check(z.maxLength(35)))
    .check(z.describe('Language of the customer, as BCP 47.'), notPersonal('name of a language')),
  metadata: z
    .optional(z.record(z.string(), z.string()))
    .check(z.describe("The caller's own facts about the order."), personal('pseudonym')),
  codes: z
    .optional(z.array(z.string().check(z.maxLength(100))))
    .check(z.describe('Discount codes of the order.'), notPersonal('discount codes')),
};

/** Lines and amounts of an order in responses. */
const shownMoney = {
  currency: orderFacts.currency,
  lines: z
    .array(shownOrderLine)
    .check(z.minLength(1), z.maxLength(MAX_ORDER_LINES), z.describe('Lines. Several may have one SKU.')),
  ...quoteParts,
  total: orderFacts.total,
};

/** Present while the payment of an order is pending. */
const awaitingPayment = z
  .optional(
    z.object({
      until: timestamp.check(z.describe('Time until which the payment can be completed.')),
      nextAction: z
        .optional(nextAction)
        .check(z.describe('Next step of the customer. Staff does not get it.')),
    }),
  )
  .check(z.describe('Present while the customer has to complete the payment.'));

/**
 * Facts of an order in messages, without personal data. They are open: a stricter rule of the API must not make a placed order
 * unreadable.
 */
export const placedOrder = {
  orderId,
  ...orderFacts,
  quote: z
    .optional(quoteOfOrder)
    .check(
      z.describe(
        'Quote of the order, whose currency and lines are those of the order. Absent in orders before version 0.2.',
      ),
    ),
  subjectId: subjectId.check(z.describe('Person whose keys seal the personal data of the order.')),
  country: country.check(z.describe('Country that the order is shipped to, for taxes and reports.')),
};

/** Personal data of an order, sealed with the keys of its subject. */
export const sealedOrderData = /* @__PURE__ */ z
  .object({
    contact: sealedText.check(
      z.describe('Sealed e-mail address, phone number and note, with the key contact of the subject.'),
      sealed('contact'),
    ),
    invoice: sealedText.check(
      z.describe('Sealed name and postal address, with the key invoice of the subject.'),
      sealed('invoice'),
    ),
    billing: z
      .optional(sealedText)
      .check(
        z.describe('Sealed billing address, with the key invoice of the subject. Absent if there is none.'),
        sealed('invoice'),
      ),
  })
  .register(z.globalRegistry, { description: 'Sealed personal data of an order.' });

/** A seal of an order that a correction has replaced. */
export const correctedPart = z
  .union([z.enum(['contact', 'invoice']), z.string().check(notPersonal('name of a seal'))])
  .check(z.describe('Seal that is new: contact or invoice.'));

/** The caller that placed an order. */
export const placedBy = z.object({
  kind: z
    .enum(['customer', 'guest', 'person', 'machine'])
    .check(
      z.describe('customer, guest: the buyer; person: staff; machine: a system with its own access token.'),
    ),
  id: z
    .string()
    .check(
      z.describe('Id of the caller: of a customer, of a person of staff, or of a machine.'),
      personal('pseudonym'),
    ),
});

/** An order as the API returns it to staff and machines. */
export const order = /* @__PURE__ */ z
  .object({
    id: orderId,
    status: orderStatus,
    version,
    customerId: orderFacts.customerId,
    email: z
      .optional(z.string().check(z.maxLength(254)))
      .check(z.describe('E-mail address of the customer. Absent if it was erased.'), personal('contact')),
    shippingAddress: shippingAddress.check(
      z.describe('Address that the order is shipped to. Only the country is left if it was erased.'),
    ),
    orderNumber: orderFacts.orderNumber,
    billingAddress: z
      .optional(billingAddress)
      .check(z.describe('Address of the invoice, if it is another one. Absent if it was erased.')),
    ...shownMoney,
    codes: orderFacts.codes,
    note: z
      .optional(storedText(500))
      .check(
        z.describe('Note of the customer for the packers. Absent if it was erased.'),
        personal('contact'),
      ),
    personalData: z
      .optional(z.literal('erased'))
      .check(
        z.describe(
          'Present if personal data of the order was erased, in part or as a whole: the fields that had it are absent.',
        ),
      ),
    reference: orderFacts.reference,
    purchaseOrderNumber: orderFacts.purchaseOrderNumber,
    locale: orderFacts.locale,
    metadata: orderFacts.metadata,
    awaitingPayment,
    reservationId: orderFacts.reservationId,
    paymentId: orderFacts.paymentId,
    placedBy: z
      .optional(placedBy)
      .check(z.describe('Caller that placed the order. Absent in orders of version 0.1.')),
    rejection: z.optional(rejection).check(z.describe('Reason of the rejection: a code, with its facts.')),
    cancellationReason: z
      .optional(z.string())
      .check(
        z.describe('Reason of the cancellation, as the caller gave it. Absent if it was erased.'),
        personal('contact'),
      ),
    placedAt: timestamp,
    confirmedAt: z.optional(timestamp),
    rejectedAt: z.optional(timestamp),
    cancelledAt: z.optional(timestamp),
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Order.' });

export type Order = z.infer<typeof order>;

/** Name and address of an order, for taxes. */
export const invoiceDetails = /* @__PURE__ */ z
  .object({
    orderId,
    address: z.omit(shippingAddress, { phone: true }).check(z.describe('Name and postal address.')),
    billingAddress: z
      .optional(billingAddress)
      .check(z.describe('Address of the invoice, if it is another one.')),
    total: orderFacts.total,
    placedAt: timestamp,
    restrictedUntil: z
      .optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)))
      .check(
        z.describe(
          'Last day on which name and address are kept, if the person was erased. They may be used for taxes alone.',
        ),
      ),
  })
  .register(z.globalRegistry, { description: 'Name and address of an order, for taxes.' });

export type InvoiceDetails = z.infer<typeof invoiceDetails>;

/** An order as its customer sees it. */
export const customerOrder = /* @__PURE__ */ z
  .omit(order, { placedBy: true, reservationId: true, paymentId: true })
  .register(z.globalRegistry, { description: 'Order, as its customer sees it.' });

export type CustomerOrder = z.infer<typeof customerOrder>;

const guestOrderFields = {
  id: orderId,
  status: orderStatus,
  version,
  orderNumber: orderFacts.orderNumber,
  ...shownMoney,
  awaitingPayment,
  shippingAddress: z
    .object({
      city: shippingAddress.shape.city,
      region: shippingAddress.shape.region,
      country: shippingAddress.shape.country,
    })
    .check(
      z.describe(
        'Place that the order is shipped to, without name, street, postal code and phone number. Only the country is left if it was erased.',
      ),
    ),
  rejection: z
    .optional(z.object({ code: rejection.shape.code }))
    .check(z.describe('Reason of the rejection. All declines of the payment are PAYMENT_DECLINED.')),
  placedAt: timestamp,
  confirmedAt: z.optional(timestamp),
  rejectedAt: z.optional(timestamp),
  cancelledAt: z.optional(timestamp),
  updatedAt: timestamp,
};

/** An order as the holder of its order token sees it: an e-mail with the link may be forwarded. */
export const guestOrder = /* @__PURE__ */ z
  .object(guestOrderFields)
  .register(z.globalRegistry, { description: "Guest's order, without personal data." });

export type GuestOrder = z.infer<typeof guestOrder>;

/** A guest's order with its order token, as it is returned when it is placed. */
export const placedGuestOrder = /* @__PURE__ */ z
  .object({
    ...guestOrderFields,
    orderToken: z
      .string()
      .check(
        z.describe(
          'Token of this order, for the header X-Order-Token. Valid for 90 days. Keep it as secret as a password.',
        ),
        notPersonal('token of an order'),
      ),
  })
  .register(z.globalRegistry, { description: "Guest's order and its order token." });

export type PlacedGuestOrder = z.infer<typeof placedGuestOrder>;
