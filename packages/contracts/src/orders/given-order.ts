import * as z from 'zod/mini';
import { address } from '../fields/address.ts';
import { customerId, sku } from '../fields/identifiers.ts';
import { currency, givenMoney } from '../fields/money.ts';
import { paymentToken } from '../fields/payment-token.ts';
import { block, email, line, noCardNumber } from '../fields/text.ts';
import { MAX_ORDER_LINES, quantity } from './model.ts';

/** The body of a new order. Prices come from the catalogue; see `unitPrice` for the exception. */
export const placeOrderBody = z
  .strictObject({
    currency,
    lines: z
      .array(
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
      )
      .check(
        z.minLength(1),
        z.maxLength(MAX_ORDER_LINES),
        z.describe('At least one. Several lines may have one SKU.'),
      ),
    email,
    shippingAddress: z.strictObject(address.shape).check(z.describe('Address that the order is shipped to.')),
    paymentToken: z
      .optional(paymentToken)
      .check(
        z.describe('Token of the payment provider, never a card number. Required if the total is above 0.'),
      ),
    customerId: z.optional(customerId),
    expectedTotal: z
      .optional(givenMoney)
      .check(z.describe('The order is rejected if it would cost more than this.')),
    note: z
      .optional(block(500).check(noCardNumber()))
      .check(z.describe('Note of the customer for the packers, of one or several lines.')),
    reference: z
      .optional(line(100))
      .check(z.describe("The caller's own number for this order, such as a marketplace's order id.")),
  })
  .check(
    z.superRefine((body, context) => {
      body.lines.forEach((line, index) => {
        if (line.unitPrice !== undefined && line.unitPrice.currency !== body.currency) {
          context.addIssue({
            code: 'custom',
            path: ['lines', index, 'unitPrice', 'currency'],
            message: 'must be the currency of the order',
            input: line.unitPrice.currency,
          });
        }
      });
      if (body.expectedTotal !== undefined && body.expectedTotal.currency !== body.currency) {
        context.addIssue({
          code: 'custom',
          path: ['expectedTotal', 'currency'],
          message: 'must be the currency of the order',
          input: body.expectedTotal.currency,
        });
      }
    }),
  );

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;
