import * as z from 'zod/mini';
import { address } from '../fields/address.ts';
import { auditReason } from '../fields/audit-reason.ts';
import { customerId, sku } from '../fields/identifiers.ts';
import { language } from '../fields/language.ts';
import { MAX_METADATA_KEY_LENGTH, MAX_METADATA_VALUE_LENGTH } from '../fields/metadata.ts';
import { currency, givenMoney } from '../fields/money.ts';
import { paymentToken } from '../fields/payment-token.ts';
import { personal } from '../fields/personal-data.ts';
import { block, email, line, noCardNumber, notAnEmail } from '../fields/text.ts';
import { MAX_METADATA_ENTRIES, MAX_ORDER_LINES, quantity } from './model.ts';

/** The lines of a new order, from the schema of one line. */
const linesOf = <Line extends z.ZodMiniType>(line: Line) =>
  z
    .array(line)
    .check(
      z.minLength(1),
      z.maxLength(MAX_ORDER_LINES),
      z.describe('At least one. Several lines may have one SKU.'),
    );

/** Facts of the caller about an order. They are not sealed. */
export const givenMetadata = z
  .record(
    line(MAX_METADATA_KEY_LENGTH).check(notAnEmail()),
    block(MAX_METADATA_VALUE_LENGTH).check(notAnEmail()),
  )
  .check(
    z.refine((entries) => Object.keys(entries).length <= MAX_METADATA_ENTRIES, {
      error: `must have at most ${MAX_METADATA_ENTRIES} entries`,
    }),
    z.describe(
      `The caller's own facts about the order: up to ${MAX_METADATA_ENTRIES} texts. Not sealed: no personal data.`,
    ),
    personal('pseudonym'),
  );

/** Fields that every caller sends with a new order. */
const placing = {
  currency,
  email,
  shippingAddress: z.strictObject(address.shape).check(z.describe('Address that the order is shipped to.')),
  billingAddress: z
    .optional(z.strictObject(z.omit(address, { phone: true }).shape))
    .check(z.describe('Address of the invoice. Defaults to the address that the order is shipped to.')),
  paymentToken: z
    .optional(paymentToken)
    .check(
      z.describe('Token of the payment provider, never a card number. Required if the total is above 0.'),
    ),
  expectedTotal: z
    .optional(givenMoney)
    .check(z.describe('The order is rejected if it would cost more than this.')),
  note: z
    .optional(block(500).check(noCardNumber()))
    .check(z.describe('Note of the customer for the packers, of one or several lines.'), personal('contact')),
  reference: z
    .optional(line(100).check(notAnEmail()))
    .check(
      z.describe(
        "The caller's own number for this order, such as a marketplace's order id. Not sealed: no personal data.",
      ),
      personal('pseudonym'),
    ),
  purchaseOrderNumber: z
    .optional(line(100).check(notAnEmail()))
    .check(
      z.describe("Number of the buyer's own purchase order. Not sealed: no personal data."),
      personal('pseudonym'),
    ),
  locale: z.optional(language).check(z.describe('Language of the customer, as BCP 47.')),
  metadata: z.optional(givenMetadata),
};

type Amount = { readonly currency: string };

/** Check: all amounts of an order have its currency. */
const inOneCurrency = () =>
  z.superRefine<{
    readonly currency: string;
    readonly lines: readonly { readonly sku: string; readonly unitPrice?: Amount | undefined }[];
    readonly expectedTotal?: Amount | undefined;
  }>(({ currency, lines, expectedTotal }, context) => {
    const compare = (amount: Amount | undefined, path: PropertyKey[]) => {
      if (amount === undefined || amount.currency === currency) return;
      context.addIssue({
        code: 'custom',
        path: [...path, 'currency'],
        message: 'must be the currency of the order',
        input: amount.currency,
      });
    };
    for (const [index, { unitPrice }] of lines.entries()) compare(unitPrice, ['lines', index, 'unitPrice']);
    compare(expectedTotal, ['expectedTotal']);
  });

/** The body of a new order of staff or a machine. Prices come from the catalogue; see `unitPrice` for the exception. */
export const placeOrderBody = z
  .strictObject({
    ...placing,
    lines: linesOf(
      z.strictObject({
        sku,
        quantity,
        unitPrice: z
          .optional(givenMoney)
          .check(
            z.describe(
              'Negotiated price. Needs the scope orders:price. A stage may refuse prices below a share of the catalogue price.',
            ),
          ),
      }),
    ),
    customerId: z.optional(customerId),
  })
  .check(inOneCurrency());

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;

/**
 * The body of a new order of a customer or a guest. All prices come from the catalogue, and no field names the owner of the
 * order.
 */
export const placeOwnOrderBody = z
  .strictObject({ ...placing, lines: linesOf(z.strictObject({ sku, quantity })) })
  .check(inOneCurrency());

const { name, line1, city, country, company, line2, region, postalCode, phone } = address.shape;
/** A field that a patch may remove. */
const removable = (field: z.ZodMiniOptional<z.ZodMiniString>, kind: 'contact' | 'invoice', what: string) =>
  z
    .optional(z.nullable(field._zod.def.innerType))
    .check(z.describe(`${what}; null removes it.`), personal(kind));

/** Corrected personal data of an order: a JSON Merge Patch (RFC 7396), with its reason. */
export const correctOrderBody = /* @__PURE__ */ z.strictObject({
  reason: auditReason,
  email: z.optional(email).check(z.describe('E-mail address of the customer.'), personal('contact')),
  note: z
    .optional(z.nullable(block(500).check(noCardNumber())))
    .check(z.describe('Note of the customer for the packers; null removes it.'), personal('contact')),
  shippingAddress: z
    .optional(
      z.strictObject({
        name: z.optional(name).check(z.describe('Name of the recipient.'), personal('invoice')),
        company: removable(company, 'invoice', 'Company of the recipient'),
        line1: z.optional(line1).check(z.describe('Street and number.'), personal('invoice')),
        line2: removable(line2, 'invoice', 'Flat, floor or building'),
        city: z.optional(city).check(z.describe('City, town or village.'), personal('invoice')),
        region: removable(region, 'invoice', 'State, county or province'),
        postalCode: removable(postalCode, 'invoice', 'Postal code in the form of the country'),
        country: z
          .optional(country)
          .check(
            z.describe('Country of the order, which cannot be changed: taxes and shipping depend on it.'),
          ),
        phone: removable(phone, 'contact', 'Phone number for the carrier, in any form'),
      }),
    )
    .check(z.describe('Fields of the address to correct.')),
});
