import * as fc from 'fast-check';
import { amountOfSplit, goodsOnly, isWithin, type Split, shareOf, withoutSplits } from './split.ts';

const minor = fc.integer({ min: 0, max: 1_000_000 });

/** Parts whose discounts and store credit leave something to pay. */
const wholes = fc
  .record({
    goodsMinor: minor,
    shippingMinor: minor,
    taxMinor: minor,
    discountsMinor: minor,
    storeCreditMinor: minor,
  })
  .filter((split) => amountOfSplit(split) > 0);

describe('the shares of an amount, captured or refunded in any parts', () => {
  it('sum to the whole, and none exceeds what is left of its part', () => {
    fc.assert(
      fc.property(
        wholes,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        (whole, cuts) => {
          const taken: Split[] = [];
          const take = (amountMinor: number) => {
            const rest = withoutSplits(whole, taken);
            const share = shareOf(amountMinor, rest);
            expect(amountOfSplit(share)).toBe(amountMinor);
            expect(isWithin(share, rest)).toBe(true);
            expect(Math.min(...Object.values(share))).toBeGreaterThanOrEqual(0);
            taken.push(share);
          };
          for (const cut of cuts) take(Math.floor(amountOfSplit(withoutSplits(whole, taken)) * cut));
          take(amountOfSplit(withoutSplits(whole, taken)));
          const left = withoutSplits(whole, taken);
          expect(amountOfSplit(left)).toBe(0);
          if (taken.length === 1) expect(taken[0]).toEqual(whole);
        },
      ),
    );
  });
});

it('a payment without a split is goods only', () => {
  expect(shareOf(30, goodsOnly(100))).toEqual(goodsOnly(30));
});
