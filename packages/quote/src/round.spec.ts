import { divideRounded, shareOf } from './round.ts';

describe('divideRounded', () => {
  it.each([
    // numerator / denominator, half up, half even, half down
    [5n, 2n, 3n, 2n, 2n],
    [7n, 2n, 4n, 4n, 3n],
    [4n, 3n, 1n, 1n, 1n],
    [5n, 3n, 2n, 2n, 2n],
    [0n, 7n, 0n, 0n, 0n],
    [6n, 3n, 2n, 2n, 2n],
  ])('divides %d by %d', (numerator, denominator, up, even, down) => {
    expect(divideRounded(numerator, denominator, 'halfUp')).toBe(up);
    expect(divideRounded(numerator, denominator, 'halfEven')).toBe(even);
    expect(divideRounded(numerator, denominator, 'halfDown')).toBe(down);
  });
});

describe('shareOf', () => {
  it('is exact where a product of numbers is not', () => {
    // 99,999,999,999 × 999,999 / 1,000,000 = 99,999,899,999.000001
    expect(shareOf(99_999_999_999, 999_999, 'halfUp')).toBe(99_999_899_999);
  });
});
