import fc from 'fast-check';
import { parseColumnMap } from './columns.ts';
import { detectFormat } from './detect-format.ts';
import { DEFAULT_MAY_SKIP } from './reasons.ts';
import { planOrders, type Reading, type Source, surveyFile } from './survey.ts';
import type { PlannedOrder } from './to-orders.ts';

const READING: Omit<Reading, 'contents'> = {
  format: {
    columns: parseColumnMap(''),
    encoding: 'utf-8',
    delimiter: ',',
    decimal: '.',
    dateOrder: 'YMD',
    currency: 'GBP',
    columnNames: {},
    isOnlineRetail: true,
  },
  rules: { currency: 'GBP', notGoods: new Set(), isOnlineRetail: true },
  maySkip: new Set(DEFAULT_MAY_SKIP),
};
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

describe('surveyFile', () => {
  it('groups the lines of an invoice that are not adjacent', async () => {
    const { orders } = await survey(['1,A,a,1,,1,,', '2,A,a,1,,1,,', '1,X,b,1,,1,,']);
    expect(orders.map(({ reference, lines }) => [reference, lines.length])).toEqual([
      ['2', 1],
      ['1', 2],
    ]);
  });

  it('uses the most frequent title and price for the product, and sums the units', async () => {
    const { survey: found } = await survey([
      '1,A,,1,,9.99,,',
      '1,A,old title,2,,1.50,,',
      '2,A,"new\ttitle ",3,,1.50,,',
      '3,A,new title,4,,1.25,,',
      '4,X,,1,,2,,',
    ]);
    expect(found.products).toEqual([
      { sku: 'A', title: 'new title', priceMinor: 150, units: 10 },
      { sku: 'X', title: 'X', priceMinor: 200, units: 1 },
    ]);
  });

  it('cuts a long title, but no character in half', async () => {
    const { survey: found } = await survey([`1,A,${'x'.repeat(199)}😀 more,1,,1,,`]);
    expect(found.products[0]?.title).toBe('x'.repeat(199));
  });

  it('gives the same id to the same file, and another to another file', async () => {
    const ids = await Promise.all(
      [['1,A,a,1,,1,,'], ['1,A,a,1,,1,,'], ['1,A,a,2,,1,,']].map((lines) => survey(lines)),
    );
    expect(ids[0]?.survey.importId).toBe(ids[1]?.survey.importId);
    expect(ids[0]?.survey.importId).not.toBe(ids[2]?.survey.importId);
  });

  it('fails if the file changes meanwhile', async () => {
    const { reading } = await survey(['1,A,a,1,,1,,']);
    const longer = toSource(`${HEADER}\n1,A,a,1,,1,,\n1,A,a,1,,1,,\n`);
    await expect(planAll(longer, reading)).rejects.toThrow(/changed/);
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

  it('accounts for every line, and for every penny of those that are placed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(record, fc.constant(',,,,,,,')), { minLength: 1, maxLength: 60 }),
        async (lines) => {
          const { survey: found, orders } = await survey(lines);
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
            ({ reason, amount }) => !READING.maySkip.has(reason) && Number(amount) !== 0,
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

async function survey(lines: readonly string[]) {
  const source = toSource(`${HEADER}\n${lines.join('\n')}\n`);
  const { contents } = await detectFormat(source.open, { decimal: '.', dateFormat: 'YMD', currency: 'GBP' });
  const reading = { ...READING, contents };
  const found = await surveyFile(source, reading, () => {});
  return { survey: found, reading, orders: await planAll(source, reading) };
}

async function planAll(source: Source, reading: Reading): Promise<PlannedOrder[]> {
  const orders: PlannedOrder[] = [];
  for await (const order of planOrders(source, reading)) orders.push(order);
  return orders;
}

function toSource(text: string): Source {
  const bytes = Buffer.from(text);
  return {
    sizeBytes: bytes.length,
    open: async function* (onBytes) {
      onBytes(bytes.length);
      yield bytes;
    },
  };
}
