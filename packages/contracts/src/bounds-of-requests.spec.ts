import { getApiKeyUsage, rotateApiKey } from './api-keys/routes.ts';
import { createGuestCart } from './carts/routes.ts';
import { listFeedProducts } from './catalog/routes.ts';
import { updateCustomer } from './customers/routes.ts';
import { getOrderTimeline } from './operations/routes.ts';
import { holdCodes } from './pricing/commands.ts';
import { pricingTermsRequest } from './pricing/queries.ts';
import { updatePromotion } from './pricing/routes.ts';

const CURRENCIES = [
  ...['AED', 'AUD', 'BRL', 'SEK', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS'],
  ...['INR', 'ISK', 'JPY', 'KRW', 'MXN', 'NOK', 'NZD', 'PLN'],
];

/** Requests at the bounds of routes whose services the simulation does not run; `true` is the last value that is accepted. */
describe('a request at a bound', () => {
  it.each([
    ['2026-03-31', true],
    ['2026-04-01', false],
  ])('asks for at most 90 days of usage: to %s', (to, isAccepted) => {
    expect(getApiKeyUsage.query.safeParse({ from: '2026-01-01', to }).success).toBe(isAccepted);
  });

  it.each([
    [720, true],
    [721, false],
  ])('keeps a replaced key for at most 720 hours: %d', (overlapHours, isAccepted) => {
    expect(rotateApiKey.body.safeParse({ overlapHours }).success).toBe(isAccepted);
  });

  it('keeps a replaced key for a week by default', () => {
    expect(rotateApiKey.body.parse({})).toMatchObject({ overlapHours: 168 });
  });

  it.each([
    [20, true],
    [21, false],
  ])('puts a customer into at most 20 groups: %d', (count, isAccepted) => {
    const groups = Array.from({ length: count }, (_none, index) => `group-${index}`);
    expect(updateCustomer.body.safeParse({ groups }).success).toBe(isAccepted);
    expect(pricingTermsRequest.shape.customerGroups.safeParse(groups).success).toBe(isAccepted);
  });

  it.each([
    ['60', true],
    ['61', false],
  ])('accepts a timeline of at most a minute ago: %s', (maxAgeSeconds, isAccepted) => {
    expect(getOrderTimeline.query.safeParse({ maxAgeSeconds }).success).toBe(isAccepted);
  });

  it.each([
    [{ lines: Array.from({ length: 200 }, () => ({ sku: 'TEA', quantity: 1 })) }, true],
    [{ lines: Array.from({ length: 201 }, () => ({ sku: 'TEA', quantity: 1 })) }, false],
    [{ codes: Array.from({ length: 10 }, (_none, index) => `CODE-${index}`) }, true],
    [{ codes: Array.from({ length: 11 }, (_none, index) => `CODE-${index}`) }, false],
  ])('creates a cart with at most 200 lines and 10 codes (%#)', (contents, isAccepted) => {
    const body = { currency: 'GBP', country: 'GB', ...contents };
    expect(createGuestCart.body.safeParse(body).success).toBe(isAccepted);
  });

  it.each([
    [20, true],
    [21, false],
  ])('sets a budget in at most 20 currencies: %d', (count, isAccepted) => {
    const budgetMinor = Object.fromEntries(CURRENCIES.slice(0, count).map((currency) => [currency, 100]));
    expect(Object.keys(budgetMinor)).toHaveLength(count);
    expect(updatePromotion.body.safeParse({ budgetMinor }).success).toBe(isAccepted);
  });

  it.each([
    [50, true],
    [51, false],
  ])('holds at most 50 parts of budgets: %d', (count, isAccepted) => {
    const part = { promotionId: `prm_${'0'.repeat(26)}`, currency: 'GBP', minor: 1 };
    const command = { orderId: `ord_${'0'.repeat(26)}`, codes: [], budgets: Array(count).fill(part) };
    expect(holdCodes.data.safeParse(command).success).toBe(isAccepted);
  });

  it.each([
    ['500', true],
    ['501', false],
  ])('lists at most 500 products of a feed: %s', (limit, isAccepted) => {
    expect(listFeedProducts.query.safeParse({ limit }).success).toBe(isAccepted);
  });
});
