import { isPlace } from './is-place.ts';

describe('isPlace', () => {
  it.each([
    ['2026-01-01T12:00:00.000Z#tradepost.orders#ord_1/0/0', true],
    ['2026-01-01T12:00:00Z#tradepost.orders#ord_1/0/0', false],
    ['MUG-1', false],
    ['', false],
  ])('of %j is %s', (text, is) => {
    expect(isPlace(text)).toBe(is);
  });
});
