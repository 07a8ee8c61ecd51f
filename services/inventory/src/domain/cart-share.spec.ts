import fc from 'fast-check';
import { cartLimits, stockForCarts, unitsForCarts } from './cart-share.ts';

describe('unitsForCarts', () => {
  it.each([
    ['half of the units', 10, 0, 50, 5],
    ['half of an odd number of units, rounded up', 7, 0, 50, 4],
    ['a single unit', 1, 0, 50, 1],
    ['none if carts hold their half', 5, 5, 50, 0],
    ['none if carts hold more than their half, because orders have taken units since', 2, 5, 50, 0],
    ['the rest of their half', 8, 2, 50, 3],
    ['none with a share of 0', 10, 0, 0, 0],
    ['all with a share of 100', 10, 90, 100, 10],
    ['none of no stock', 0, 0, 50, 0],
  ])('is %s', (_what, available, heldByCarts, share, units) => {
    expect(unitsForCarts({ available, heldByCarts }, share)).toBe(units);
  });

  it('is counted from 0 in stock that no cart has held', () => {
    expect(unitsForCarts({ available: 4 }, 50)).toBe(2);
    expect(stockForCarts(new Map([['A', [{ location: 'main', available: 4 }]]]), 50)).toEqual(
      new Map([['A', [{ location: 'main', available: 2 }]]]),
    );
  });
});

describe('cartLimits', () => {
  const limitsOf = (available: number, heldByCarts: number, quantity: number, share: number) => {
    const stock = new Map([['A', [{ location: 'main', available, heldByCarts }]]]);
    const [limit] = cartLimits([{ sku: 'A', location: 'main', quantity }], stock, share);
    if (limit === undefined) throw new Error('there is no limit');
    return limit;
  };

  it('leave as many units for other carts as the bound does', () => {
    expect(limitsOf(100, 0, 1, 50)).toEqual({
      ...{ sku: 'A', location: 'main' },
      ...{ minAvailable: 51, maxHeldByCarts: 49 },
    });
  });

  it('are within the bound wherever both hold, for any stock and share', () => {
    const units = fc.nat({ max: 2_000 });
    fc.assert(
      fc.property(units, units, fc.nat({ max: 100 }), units, units, units, (...drawn) => {
        const [available, heldByCarts, share, wanted, more, fewer] = drawn;
        const free = unitsForCarts({ available, heldByCarts }, share);
        if (free === 0) return;
        const quantity = 1 + (wanted % free);
        const { minAvailable, maxHeldByCarts } = limitsOf(available, heldByCarts, quantity, share);
        expect(available).toBeGreaterThanOrEqual(minAvailable);
        expect(heldByCarts).toBeLessThanOrEqual(maxHeldByCarts);
        const later = { available: minAvailable + more, heldByCarts: Math.max(0, maxHeldByCarts - fewer) };
        expect(later.available).toBeGreaterThanOrEqual(quantity);
        const all = later.available + later.heldByCarts;
        expect(later.heldByCarts + quantity).toBeLessThanOrEqual(Math.ceil((share * all) / 100));
      }),
      { seed: 20260101, numRuns: 2_000 },
    );
  });
});
