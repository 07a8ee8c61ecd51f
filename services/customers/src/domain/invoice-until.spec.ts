import { invoiceUntil } from './invoice-until.ts';

describe('invoiceUntil', () => {
  it('is the end of the year of the newest order and the years of retention', () => {
    expect(invoiceUntil('2026-03-01T09:00:00.000Z', 10)).toBe('2036-12-31');
    expect(invoiceUntil('2026-12-31T23:59:59.999Z', 10)).toBe('2036-12-31');
    expect(invoiceUntil('2027-01-01T00:00:00.000Z', 0)).toBe('2027-12-31');
  });

  it('is nothing without an order', () => {
    expect(invoiceUntil(null, 10)).toBeUndefined();
  });
});
