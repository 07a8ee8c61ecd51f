import { parseColumnMap } from './columns.ts';
import { detectFormat, type FormatOptions } from './detect-format.ts';
import type { FileLine } from './file-line.ts';
import { MalformedFile } from './malformed-file.ts';
import { readLines } from './read-lines.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const LINE = '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom';

describe('a well-formed file', () => {
  it('is read with all fields, trimmed', () => {
    expect(
      read(`${HEADER}\n 536365 ,85123A,"HEART, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,EIRE\n`),
    ).toEqual([
      {
        line: 2,
        invoice: '536365',
        stockCode: '85123A',
        title: 'HEART, WHITE',
        quantity: 6,
        date: '2010-12-01 08:26:00',
        unitPrice: '2.55',
        customer: '17850.0',
        country: 'EIRE',
        cancelledAt: '',
        blank: false,
      },
    ]);
  });

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
  ])('has its lines counted with %s, also within quotes', (_, newline) => {
    const text = [HEADER, LINE, '', '536365,1,"two', 'lines ""quoted""",1,,1,,', LINE].join(newline);
    const lines = read(text);
    expect(lines.map(({ line, title }) => [line, title])).toEqual([
      [2, 'WHITE HANGING HEART'],
      [4, 'two\nlines "quoted"'],
      [6, 'WHITE HANGING HEART'],
    ]);
  });

  it('may begin with a byte order mark', () => {
    const [line] = read(`\ufeff${HEADER}\r\n536366,1,Crème brûlée €,2,,1.5,,\r\n`);
    expect(line).toMatchObject({ line: 2, invoice: '536366', title: 'Crème brûlée €' });
  });

  it('may have whole numbers written as floats, and signs', () => {
    const lines = read(`${HEADER}\n1,A,t,6.0,,-2,,\n1,A,t,-3,,2.,,\n1,A,t,+4,,0,,\n`);
    expect(lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      [6, '-2'],
      [-3, '2.'],
      [4, '0'],
    ]);
  });

  it('may have lines of commas only, which are marked as blank', () => {
    const lines = read(`${HEADER}\n,,,,,,,\n${LINE}\n`);
    expect(lines.map(({ blank }) => blank)).toEqual([true, false]);
  });

  it.each(['', 'nan', 'NaN', 'None', 'null'])('has no customer if the cell is %j', (customer) => {
    const [line] = read(`${HEADER}\n1,A,t,1,,1,${customer},\n`);
    expect(line?.customer).toBe('');
  });

  it('may have its columns in any order, by other names, and lack optional ones', () => {
    const map = parseColumnMap(
      'InvoiceNo=order_id,UnitPrice=Price,CustomerID=,Country=,InvoiceDate=,Description=',
    );
    const lines = read('Price,Quantity,extra,order_id,StockCode\n2.5,3,x,77,A1\n', { map });
    expect(lines).toMatchObject([
      { invoice: '77', stockCode: 'A1', quantity: 3, unitPrice: '2.5', customer: '' },
    ]);
  });

  it('may have another encoding', () => {
    const bytes = Buffer.from(`${HEADER}\n1,A,Voucher £40,1,,1,,\n`, 'latin1');
    const lines = read(bytes, { encoding: 'windows-1252' });
    expect(lines[0]?.title).toBe('Voucher £40');
  });
});

describe('a malformed file', () => {
  it.each([
    ['is empty', '', 1, '1', /empty/],
    ['has a header alone', `${HEADER}\n`, 2, 'InvoiceNo', /no line follows/],
    [
      'lacks a column',
      HEADER.replace('UnitPrice,', ''),
      1,
      'UnitPrice',
      /no column UnitPrice; it has "InvoiceNo"/,
    ],
    ['has a column twice', `${HEADER},Quantity\n`, 1, 'Quantity', /two columns/],
    ['has a line that is too short', `${HEADER}\n${LINE}\n1,A,t\n`, 3, 'Quantity', /3 columns/],
    ['has a line that is too long', `${HEADER}\n${LINE},x\n`, 2, '9', /9 columns/],
    ['has a broken quantity', `${HEADER}\n\n1,A,t,6.5,,1,,\n`, 3, 'Quantity', /"6.5" is not a whole/],
    ['has an empty quantity', `${HEADER}\n1,A,t,,,1,,\n`, 2, 'Quantity', /"" is not a whole/],
    ['has a quantity past 2^53', `${HEADER}\n1,A,t,9007199254740993,,1,,\n`, 2, 'Quantity', /too large/],
    ['has a word for a price', `${HEADER}\n1,A,t,1,,free,,\n`, 2, 'UnitPrice', /"free" is not a price/],
    [
      'has a price with two points',
      `${HEADER}\n1,A,t,1,,1.5.0,,\n`,
      2,
      'UnitPrice',
      /"1.5.0" is not a price/,
    ],
    ['has a day that does not exist', `${HEADER}\n1,A,t,1,2026-02-30,1,,\n`, 2, 'InvoiceDate', /not a date/],
    ['has a quote within a field', `${HEADER}\n1,A,5" NAIL,1,,1,,\n`, 2, 'Description', /bad quoting/],
    ['has text after a quote', `${HEADER}\n1,A,"NAIL"s,1,,1,,\n`, 2, 'Description', /bad quoting/],
    [
      'never closes a quote',
      `${HEADER}\n${LINE}\n1,A,"NAIL,1,,1,,\n${LINE}\n`,
      3,
      'Description',
      /not closed/,
    ],
    ['has a NUL', `${HEADER}\n1,A,t\u0000,1,,1,,\n`, 2, 'Description', /not text/],
  ])('is refused with line and column if it %s', (_, text, line, column, what) => {
    const problem = failure(text);
    expect(problem).toMatchObject({ line, column });
    expect(problem.message).toMatch(what);
  });

  it('is refused with line and column if it is in another encoding, and shows how it would read', () => {
    const bytes = Buffer.from(`${HEADER}\n${LINE}\n1,A,Voucher £40,1,,1,,\n`, 'latin1');
    const problem = failure(bytes);
    expect(problem.message).toBe(
      'line 3, column Description: this is not text in utf-8; in windows-1252 it reads "Voucher £40": if that is right, use --encoding windows-1252',
    );
  });

  it('is refused at a quote that is never closed, however long it is', () => {
    const problem = failure(`${HEADER}\n1,A,"NAIL,1,,1,,\n${`${LINE}\n`.repeat(5_000)}`);
    expect(problem).toMatchObject({ line: 2, column: 'Description' });
  });

  it('may contain a replacement character of its own', () => {
    expect(read(`${HEADER}\n1,A,lost \ufffd,1,,1,,\n`)).toHaveLength(1);
  });
});

function read(content: string | Buffer, options: Partial<FormatOptions> = {}): readonly FileLine[] {
  const { format, header, records } = detectFormat(Buffer.from(content), options);
  return readLines(records, header, format);
}

function failure(content: string | Buffer): MalformedFile {
  try {
    read(content);
  } catch (error) {
    if (error instanceof MalformedFile) return error;
    throw error;
  }
  throw new Error('the file was read');
}
