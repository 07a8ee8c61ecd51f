import { isCurrency } from './currencies.ts';
import { addMoney, formatMoney, isSameMoney, minorDigits, multiplyMoney, parseMoney, zero } from './money.ts';

describe('parseMoney', () => {
  it.each([
    ['2.55', 'GBP', 255],
    ['0.1', 'GBP', 10],
    ['7', 'GBP', 700],
    ['19.990', 'GBP', 1999],
    ['-11062.06', 'GBP', -1_106_206],
    ['0', 'GBP', 0],
    ['-0', 'GBP', 0],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['1990.50', 'HUF', 199_050],
    ['15000.25', 'IDR', 1_500_025],
    ['1.234', 'IQD', 1234],
    ['1.2345', 'CLF', 12_345],
  ])('parses %s %s as %d', (decimal, currency, amountMinor) => {
    expect(parseMoney(decimal, currency)).toEqual({ amountMinor, currency });
  });

  it.each(['', 'abc', '1,50', '1e3', '.5', '--1', '0x10'])('throws for %j', (decimal) => {
    expect(() => parseMoney(decimal, 'GBP')).toThrow(expect.objectContaining({ code: 'NOT_A_NUMBER' }));
  });

  it('throws for more decimals than the currency has', () => {
    expect(() => parseMoney('0.001', 'GBP')).toThrow(expect.objectContaining({ code: 'TOO_FINE' }));
  });
});

describe('formatMoney', () => {
  it.each([
    [255, 'GBP', '2.55'],
    [5, 'GBP', '0.05'],
    [-5, 'GBP', '-0.05'],
    [500, 'JPY', '500'],
  ])('formats %d %s as %s', (amountMinor, currency, decimal) => {
    expect(formatMoney({ amountMinor, currency })).toBe(decimal);
  });
});

describe('arithmetic', () => {
  it('adds amounts of one currency', () => {
    expect(
      addMoney(zero('GBP'), { amountMinor: 255, currency: 'GBP' }, { amountMinor: 45, currency: 'GBP' }),
    ).toEqual({
      amountMinor: 300,
      currency: 'GBP',
    });
  });
  it('throws for the sum of two currencies', () => {
    expect(() => addMoney(zero('GBP'), zero('EUR'))).toThrow(
      expect.objectContaining({ code: 'CURRENCY_MISMATCH' }),
    );
  });
  it('multiplies an amount by units', () => {
    expect(multiplyMoney({ amountMinor: 255, currency: 'GBP' }, 6)).toEqual({
      amountMinor: 1530,
      currency: 'GBP',
    });
  });
  it('throws for a product that is not exact', () => {
    expect(() => multiplyMoney({ amountMinor: Number.MAX_SAFE_INTEGER, currency: 'GBP' }, 2)).toThrow(
      expect.objectContaining({ code: 'INEXACT' }),
    );
  });
  it('throws for a fraction of a unit', () => {
    expect(() => multiplyMoney({ amountMinor: 1, currency: 'GBP' }, 1.5)).toThrow(
      expect.objectContaining({ code: 'INEXACT' }),
    );
  });
});

describe('isSameMoney', () => {
  const gbp = { amountMinor: 255, currency: 'GBP' };

  it('compares amounts and currencies', () => {
    expect(isSameMoney(gbp, { ...gbp })).toBe(true);
    expect(isSameMoney(gbp, { ...gbp, amountMinor: 256 })).toBe(false);
    expect(isSameMoney(gbp, { ...gbp, currency: 'EUR' })).toBe(false);
  });
});

describe('minorDigits', () => {
  // ICU has 0 for many of these, because its table is about how prices are written.
  it.each([
    [0, ['JPY', 'KRW', 'CLP', 'ISK', 'VND', 'UGX', 'PYG', 'XOF']],
    [2, ['GBP', 'EUR', 'USD', 'HUF', 'IDR', 'TWD', 'COP', 'LBP', 'IRR', 'PKR', 'MMK', 'RSD', 'MGA', 'MRU']],
    [3, ['KWD', 'BHD', 'IQD', 'JOD', 'LYD', 'OMR', 'TND']],
    [4, ['CLF', 'UYW']],
  ])('returns %d for %j, as in ISO 4217', (digits, codes) => {
    expect(codes.map(minorDigits)).toEqual(codes.map(() => digits));
  });

  it('returns the decimals of currencies that were withdrawn recently', () => {
    expect(['HRK', 'BGN', 'ANG'].map(minorDigits)).toEqual([2, 2, 2]);
  });

  it.each(['XYZ', 'gbp', 'XAU', 'XXX', '', 'toString'])('throws for %j', (code) => {
    expect(() => minorDigits(code)).toThrow(expect.objectContaining({ code: 'UNKNOWN_CURRENCY' }));
  });
});

describe('isCurrency', () => {
  it('is true for the 165 current currencies with a minor unit', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const all = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `${a}${b}${c}`)));
    expect(all.filter(isCurrency)).toHaveLength(165);
  });

  it.each(['BGN', 'HRK', 'DEM', 'XAU', 'XTS'])('is false for %s', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});
