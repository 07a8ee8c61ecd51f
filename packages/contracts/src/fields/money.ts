import * as z from 'zod/mini';

/** ISO 4217, upper case. The list of codes with their minor units is the runtime's own (CLDR). */
export const currency = z.string().check(
  z.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code in capitals'),
  z.refine((code) => KNOWN_CURRENCIES.has(code), { error: 'must be a known ISO 4217 code' }),
  z.describe('ISO 4217 currency code.'),
);

/** The largest amount: a billion pounds. Sums of ninety thousand such amounts are still exact (2^53). */
export const MAX_AMOUNT_MINOR = 1_000_000_000_00;

export const amountMinor = z
  .int()
  .check(
    z.minimum(0),
    z.maximum(MAX_AMOUNT_MINOR),
    z.describe('An amount in the currency’s minor unit (pence, cents, yen).'),
  );

/** An amount of money, never a float: `{amountMinor: 255, currency: 'GBP'}` is £2.55. */
export const money = z
  .object({ amountMinor, currency })
  .register(z.globalRegistry, { description: 'An amount of money: 255 of GBP is £2.55.' });

export type Money = z.infer<typeof money>;

const KNOWN_CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
