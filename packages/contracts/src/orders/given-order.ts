import * as z from 'zod/mini';
import { address } from '../fields/address.ts';
import { customerId, sku } from '../fields/identifiers.ts';
import { currency, givenMoney } from '../fields/money.ts';
import { paymentToken } from '../fields/payment-token.ts';
import { personal } from '../fields/personal-data.ts';
import { block, email, line, noCardNumber, notAnEmail } from '../fields/text.ts';
import { MAX_ORDER_LINES, quantity } from './model.ts';

/** The lines of a new order, from the schema of one line. */
const linesOf = <Line extends z.ZodMiniType>(line: Line) =>
  z
    .array(line)
    .check(
      z.minLength(1),
      z.maxLength(MAX_ORDER_LINES),
      z.describe('At least one. Several lines may have one SKU.'),
    );

/** Fields that every caller sends with a new order. */
const placing = {
  currency,
  email,
  shippingAddress: z.strictObject(address.shape).check(z.describe('Address that the order is shipped to.')),
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
