import { isCurrency } from '@tradepost/money/currencies';
import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import * as z from 'zod/mini';

const code = z
  .string()
  .check(z.regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code in capitals', abort: true }));

/** ISO 4217 code in upper case, as a caller sends it: one of the table of `packages/money`. */
export const currency = code.check(
  z.refine(isCurrency, { error: 'must be a current ISO 4217 code of a currency with a minor unit' }),
  z.describe('ISO 4217 currency code.'),
);

/** ISO 4217 code in messages, responses and stored data. The code may have been withdrawn since. */
export const anyCurrency = code.check(z.describe('ISO 4217 currency code.'));

export const amountMinor = z
  .int()
  .check(
    z.minimum(0),
    z.maximum(MAX_AMOUNT_MINOR),
    z.describe('Amount in the minor unit of the currency (pence, cents, yen).'),
  );

/** An amount of money, never a float: `{amountMinor: 255, currency: 'GBP'}` is £2.55. */
export const money = /* @__PURE__ */ z
  .object({ amountMinor, currency: anyCurrency })
  .register(z.globalRegistry, { description: 'Amount of money: 255 of GBP is £2.55.' });

/** An amount of money as a caller sends it. */
export const givenMoney = z.strictObject({ amountMinor, currency });
