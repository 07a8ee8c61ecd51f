import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';

describe('toStripeAmount', () => {
  it.each([
    ['GBP', 1_999, 1_999],
    ['HUF', 104_500, 104_500],
    ['TWD', 80_045, 80_045],
    ['JPY', 500, 500],
    ['XOF', 500, 500],
    ['KWD', 5_120, 5_120],
    // Two decimals at Stripe, none in ISO 4217.
    ['ISK', 5, 500],
    ['UGX', 5, 500],
    // None at Stripe, two in ISO 4217.
    ['MGA', 500, 5],
  ])('converts %s %d to %d and back', (currency, amountMinor, amount) => {
    expect(toStripeAmount({ amountMinor, currency })).toBe(amount);
    expect(fromStripeAmount(amount, currency.toLowerCase())).toEqual({ amountMinor, currency });
  });

  it.each([
    ['a last digit that is not 0', 'KWD', 5_124],
    ['a fraction of a unit', 'MGA', 501],
    ['an amount that is not exact', 'ISK', Number.MAX_SAFE_INTEGER],
    ['a currency of four decimals', 'CLF', 10_000],
    ['a currency of three decimals that Stripe does not list', 'IQD', 1_000],
    ['an unknown currency', 'XYZ', 100],
  ])('returns undefined for %s', (_what, currency, amountMinor) => {
    expect(toStripeAmount({ amountMinor, currency })).toBeUndefined();
  });
});

describe('fromStripeAmount', () => {
  it.each([
    ['isk', 550],
    ['xyz', 100],
  ])('returns undefined for %s %d', (currency, amount) => {
    expect(fromStripeAmount(amount, currency)).toBeUndefined();
  });
});
