import fc from 'fast-check';
import { DEFAULT_MAY_SKIP } from './reasons.ts';
import { surveyFile } from './survey.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

describe('surveyFile', () => {
  it('groups the lines of an invoice that are not adjacent', () => {
    const { orders } = survey(['1,A,a,1,,1,,', '2,A,a,1,,1,,', '1,X,b,1,,1,,']);
    expect(orders.map(({ reference, lines }) => [reference, lines.length])).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
  });

  it('uses the most frequent title and price for the product, and sums the units', () => {
    const { products } = survey([
      '1,A,,1,,9.99,,',
      '1,A,old title,2,,1.50,,',
      '2,A,"new\ttitle ",3,,1.50,,',
      '3,A,new title,4,,1.25,,',
      '4,X,,1,,2,,',
    ]);
    expect(products).toEqual([
      { sku: 'A', title: 'new title', priceMinor: 150, units: 10 },
      { sku: 'X', title: 'X', priceMinor: 200, units: 1 },
    ]);
  });

  it('cuts a long title, but no character in half', () => {
    const { products } = survey([`1,A,${'x'.repeat(199)}😀 more,1,,1,,`]);
    expect(products[0]?.title).toBe('x'.repeat(199));
  });

  it('gives the same id to the same file, and another to another file', () => {
    const idOf = (line: string) => survey([line]).importId;
    expect(idOf('1,A,a,1,,1,,')).toBe(idOf('1,A,a,1,,1,,'));
    expect(idOf('1,A,a,1,,1,,')).not.toBe(idOf('1,A,a,2,,1,,'));
  });
});

describe('surveyFile, of a messy file', () => {
  const cell = {
    invoice: fc.constantFrom('1', '2', '3', 'C4', '', '  5', 'A6', '4242424242424242'),
    stockCode: fc.constantFrom('A', 'a', 'X Y', 'POST', '', '85123A', 'D', 'gift_0001_10', '£'),
    title: fc.constantFrom('', 'tea', 'TEA, "GREEN"', 'cr\nème', ' '),
    quantity: fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constantFrom(999_999, 1_000_001)).map(String),
    price: fc.constantFrom('0', '0.0', '0.01', '2.55', '19.999', '-5', '1000000000', '7.'),
    customer: fc.constantFrom('', '17850.0', 'B-7', 'nan'),
    country: fc.constantFrom('', 'EIRE', 'Nowhere', 'France'),
  };
  const record = fc
    .record(cell)
    .map(({ invoice, stockCode, title, quantity, price, customer, country }) =>
      [invoice, stockCode, title, quantity, '2010-12-01', price, customer, country]
        .map((each) => (/[",\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each))
        .join(','),
    );

  it('accounts for every line, and for every penny of those that are placed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(record, fc.constant(',,,,,,,')), { minLength: 1, maxLength: 60 }),
        (lines) => {
          const found = survey(lines);
          const { orders } = found;
          const placed = orders.flatMap((order) =>
            order.lines.flatMap((line) => line.from.map((each) => each.line)),
          );
          const skipped = found.skipped.map(({ line }) => line);
          const all = [...placed, ...skipped].toSorted((a, b) => a - b);
          expect(all).toEqual([...new Set(all)]);
          expect(all).toHaveLength(lines.length);
          const { counts } = found;
          expect(counts.orderLines + counts.mergedLines + skipped.length).toBe(counts.lines);
          const unplaced = found.skipped.filter(
            ({ reason, amount }) => !DEFAULT_MAY_SKIP.includes(reason) && Number(amount) !== 0,
          );
          expect(found.unplaced).toEqual(unplaced);
          const sum = found.skipped.reduce((all, { amount }) => all + toThousandths(amount), 0n);
          expect(toThousandths(found.skippedAmount)).toBe(sum);
          const total = orders.reduce((sum, order) => sum + BigInt(order.totalMinor), 0n);
          expect(found.totalMinor).toBe(total);
          const units = found.products.reduce((sum, product) => sum + product.units, 0);
          expect(units).toBe(
            orders.flatMap((order) => order.lines).reduce((sum, line) => sum + line.quantity, 0),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** The prices above have at most three decimals. */
function toThousandths(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(`${whole}${fraction.padEnd(3, '0')}`);
}

function survey(lines: readonly string[]) {
  const bytes = Buffer.from(`${HEADER}\n${lines.join('\n')}\n`);
  return surveyFile(bytes, { decimal: '.', dateFormat: 'YMD', currency: 'GBP' });
}
