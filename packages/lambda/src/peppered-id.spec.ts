import { pepperedId } from './peppered-id.ts';

const PARTS = ['customer', 'https://issuer', 'sub-1'];

describe('pepperedId', () => {
  it('is the same for the same caller and pepper', () => {
    expect(pepperedId('cus', 'pepper', PARTS)).toBe('cus_0X25V00Q0ZBTWB92Q2CS1M5655');
  });

  it.each([
    ['another pepper', pepperedId('cus', 'other', PARTS)],
    ['another subject', pepperedId('cus', 'pepper', ['customer', 'https://issuer', 'sub-2'])],
    ['another issuer', pepperedId('cus', 'pepper', ['customer', 'https://other', 'sub-1'])],
    ['parts that are split elsewhere', pepperedId('cus', 'pepper', ['customer', 'https://issuersub', '-1'])],
  ])('differs for %s', (_, other) => {
    expect(other).toMatch(/^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(other).not.toBe(pepperedId('cus', 'pepper', PARTS));
  });
});
