import { givenShippingMethod } from './given-method.ts';

const METHOD = { name: 'Post', zones: [{ countries: ['GB'] }], rates: [{ currency: 'GBP', minor: 395 }] };
const CURRENCIES = Intl.supportedValuesOf('currency');
const schema = givenShippingMethod();
const accepts = (change: object) => schema.safeParse({ ...METHOD, ...change }).success;
const many = <Item>(count: number, toItem: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_none, index) => toItem(index));
const zone = (change: object) => ({ zones: [{ countries: ['GB'], ...change }] });
const tiers = (steps: readonly object[]) => ({
  rates: [{ currency: 'GBP', minor: 1, tiers: { by: 'weight', steps } }],
});

/** A method of exactly so many characters as JSON, with its defaults. */
function methodOfSize(size: number): object {
  const text = 'x'.repeat(98);
  const full = { countries: ['GB'], regions: many(100, () => text) };
  const regions = [text];
  const ofDescription = (length: number) => ({
    ...METHOD,
    ...{ status: 'active', taxClass: 'standard', displayOrder: 0 },
    zones: [...many(4, () => full), { countries: ['GB'], regions }],
    description: 'd'.repeat(length),
  });
  const missing = () => size - JSON.stringify(ofDescription(1)).length;
  while (missing() > 400) regions.push(text);
  return ofDescription(1 + missing());
}

describe('a shipping method that a caller sends', () => {
  it('is active, of the standard tax class and first by default', () => {
    expect(schema.parse(METHOD)).toEqual({
      ...METHOD,
      status: 'active',
      taxClass: 'standard',
      displayOrder: 0,
    });
  });

  it.each<[string, number, (count: number) => object]>([
    ['zones', 20, (count) => ({ zones: many(count, () => METHOD.zones[0]) })],
    ['countries of a zone', 250, (count) => zone({ countries: many(count, () => 'GB') })],
    ['regions of a zone', 100, (count) => zone({ regions: many(count, (index) => `R${index}`) })],
    [
      'postal prefixes of a zone',
      500,
      (count) => zone({ postalPrefixes: many(count, (index) => `${index}`) }),
    ],
    [
      'rates',
      50,
      (count) => ({
        rates: CURRENCIES.filter((currency) => accepts({ rates: [{ currency, minor: 1 }] }))
          .slice(0, count)
          .map((currency) => ({ currency, minor: 1 })),
      }),
    ],
    ['tiers of a rate', 50, (count) => tiers(many(count, (from) => ({ from, minor: 1 })))],
  ])('has at most so many %s: %d', (_what, most, toChange) => {
    expect(accepts(toChange(most))).toBe(true);
    expect(accepts(toChange(most + 1))).toBe(false);
  });

  it('has at most 50,000 characters as JSON', () => {
    expect(accepts(methodOfSize(50_000))).toBe(true);
    expect(accepts(methodOfSize(50_001))).toBe(false);
  });

  it.each([
    ['a currency twice', { rates: [METHOD.rates[0], METHOD.rates[0]] }],
    ['a step twice', tiers(many(2, () => ({ from: 1, minor: 1 })))],
    ['fewer days at most than at least', { days: { min: 2, max: 1 } }],
    ['an unknown time zone', { cutOff: { time: '14:00', timeZone: 'Nowhere' } }],
    ['a time that is none', { cutOff: { time: '24:00', timeZone: 'UTC' } }],
    ['the status archived', { status: 'archived' }],
    ['a country that does not exist', { zones: [{ countries: ['UK'] }] }],
    ['a card number as a name', { name: '4242 4242 4242 4242' }],
  ])('does not have %s', (_what, change) => {
    expect(accepts(change)).toBe(false);
  });
});
