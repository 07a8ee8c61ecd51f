import * as z from 'zod/mini';
import { personal } from './personal-data.ts';
import { line, noCardNumber } from './text.ts';

/**
 * A token that a payment provider made for the payment details, such as Stripe's `pm_1N3T00LkdIwHu7ix`. It is rejected if
 * it is a card number. Tokens of providers are accepted: those of Stripe, Mollie, Square, Checkout.com and Klarna have letters
 * in them, Braintree's and Adyen's new ones too, and Adyen's old ones are 16 digits that begin with 8.
 */
export const paymentToken = line(200).check(
  noCardNumber(),
  z.describe('Token of the payment provider, never a card number.'),
  personal('payment'),
);
