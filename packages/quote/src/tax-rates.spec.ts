import { AT, rate } from './quote-input.spec-kit.ts';
import type { TaxRate } from './tax-input.ts';
import { chooseRates } from './tax-rates.ts';

const place = { country: 'US', region: 'NY', postalCode: '10001' };
const us = (ppm: number, change: Partial<TaxRate> = {}) => rate(ppm, { country: 'US', ...change });
const choose = (rates: readonly TaxRate[], at = place) => chooseRates(rates, 'standard', at, AT, undefined);
const ppms = (rates: readonly TaxRate[], at = place) => choose(rates, at).map(({ ppm }) => ppm);

describe('the rates of a tax class', () => {
  const rates = [
    us(0),
    us(40_000, { region: 'NY' }),
    us(45_000, { postalPrefix: '100' }),
    us(46_000, { postalPrefix: '10' }),
    us(47_000, { postalPrefix: '10', region: 'NY' }),
  ];

  it.each([
    ['a country', { country: 'US', region: 'OR', postalCode: '97201' }, 0],
    ['a region', { country: 'US', region: 'NY', postalCode: '14201' }, 40_000],
    ['the longest postal prefix', place, 45_000],
    ['a prefix and a region before the prefix alone', { ...place, postalCode: '10501' }, 47_000],
    ['a prefix, in another region', { country: 'US', region: 'CT', postalCode: '1 0501' }, 46_000],
  ])('are those of %s', (_what, at, ppm) => {
    expect(ppms(rates, at)).toEqual([ppm]);
    expect(ppms(rates.toReversed(), at)).toEqual([ppm]);
  });

  it('ignore case and spaces of postal codes', () => {
    const bt = rate(5, { country: 'GB', postalPrefix: 'bt 1' });
    expect(ppms([bt], { country: 'GB', region: '', postalCode: 'B T11 1AA' })).toEqual([5]);
  });

  it('are several if their names differ, by name, compound ones last', () => {
    const several = [
      us(1, { name: 'a', compound: true }),
      us(2, { name: 'state' }),
      us(3, { name: 'county', postalPrefix: '100' }),
    ];
    expect(choose(several)).toEqual([
      { name: 'county', ppm: 3, compound: false },
      { name: 'state', ppm: 2, compound: false },
      { name: 'a', ppm: 1, compound: true },
    ]);
  });

  it('are those of the time', () => {
    const changed = [
      us(190_000, { validUntil: '2020-07-01T00:00:00Z' }),
      us(160_000, { validFrom: '2020-07-01T00:00:00Z', validUntil: AT }),
      us(190_001, { validFrom: AT }),
      us(7, { validFrom: '2026-06-01T12:00:00.001Z' }),
    ];
    expect(ppms(changed)).toEqual([190_001]);
  });

  it('are those that became valid last', () => {
    expect(ppms([us(1), us(2, { validFrom: '2021-01-01T00:00:00Z' })])).toEqual([2]);
  });

  it('are none for another class or country', () => {
    expect(choose([us(1, { taxClass: 'books' }), rate(1)])).toEqual([]);
  });

  it('refuse two that are equally specific', () => {
    expect(() => choose([us(1), us(2)])).toThrow(
      'tax.rates must have one rate of a name, place and time: VAT of standard has two',
    );
  });

  it('refuse more than ten names', () => {
    const many = Array.from({ length: 11 }, (_, index) => us(1, { name: `tax ${index}` }));
    expect(() => choose(many)).toThrow('tax.rates must have at most 10 names for standard, not 11');
  });

  it('are 0 for a buyer who is exempt from them', () => {
    const exempt = (taxClasses?: readonly string[]) =>
      chooseRates([us(5)], 'standard', place, AT, { reason: 'resale', taxClasses });
    const free = [{ name: 'VAT', ppm: 0, compound: false, exemption: 'resale' }];
    expect(exempt()).toEqual(free);
    expect(exempt(['standard'])).toEqual(free);
    expect(exempt(['books'])).toEqual([{ name: 'VAT', ppm: 5, compound: false }]);
  });
});
