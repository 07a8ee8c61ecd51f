import { decimalSignOf, parseNumber } from './numbers.ts';

describe('parseNumber', () => {
  it.each([
    ['2.55', '2.55'],
    ['2.', '2.'],
    ['.55', '0.55'],
    ['-2.55', '-2.55'],
    ['−2.55', '-2.55'],
    ['2.55-', '-2.55'],
    ['(2.55)', '-2.55'],
    ['(£2.55)', '-2.55'],
    ['£(2.55)', '-2.55'],
    ['-£2.55', '-2.55'],
    ['£-2.55', '-2.55'],
    ['+2.55', '2.55'],
    ['1,234.50', '1234.50'],
    ['1,234,567.50', '1234567.50'],
    ['1 234.50', '1234.50'],
    ['1\u00a0234.50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1’234.50', '1234.50'],
    ['12,34,567.50', '1234567.50'],
    ['0.001', '0.001'],
  ])('reads %j with a decimal point as %s', (written, value) => {
    expect(parseNumber(written, '.')?.value).toBe(value);
  });

  it.each([
    ['2,55', '2.55'],
    ['1.234,50', '1234.50'],
    ['1.234.567,5', '1234567.5'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['1\u202f234,50', '1234.50'],
    ['2,55-', '-2.55'],
    ['2,55- €', '-2.55'],
    ['(2,55 €)', '-2.55'],
    ['1.234', '1234'],
  ])('reads %j with a decimal comma as %s', (written, value) => {
    expect(parseNumber(written, ',')?.value).toBe(value);
  });

  it.each([
    ['£2.55', '£'],
    ['2.55 €', '€'],
    ['EUR 2.55', 'EUR'],
    ['2.55 EUR', 'EUR'],
    ['US$2.55', 'US$'],
    ['Fr. 2.55', 'Fr.'],
    ['2.55', ''],
  ])('reads the currency of %j', (written, currencySign) => {
    expect(parseNumber(written, '.')).toEqual({ value: '2.55', currencySign });
  });

  it.each([
    '',
    '-',
    '2,55',
    '1,23',
    '1,2345',
    '1,234 567',
    '(-2.55)',
    '--2',
    '1E5',
    '2.5.5',
    '£',
    'free',
    '1/2',
    '9'.repeat(51),
  ])('refuses %j with a decimal point', (written) => {
    expect(parseNumber(written, '.')).toBeUndefined();
  });
});

describe('decimalSignOf', () => {
  it.each([
    ['2.55', '.'],
    ['1,234.50', '.'],
    ['0.001', '.'],
    ['2,55', ','],
    ['1.234,50', ','],
    ['1.234.567', ','],
    ['7', 'either'],
    ['1 234', 'either'],
    ['1,234', 'ambiguous'],
    ['1.234', 'ambiguous'],
    ['free', 'none'],
  ])('finds for %j: %s', (written, found) => {
    expect(decimalSignOf(written)).toBe(found);
  });
});
