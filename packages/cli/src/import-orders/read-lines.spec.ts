import { parseColumnMap } from './columns.ts';
import { detectFormat, type FormatOptions } from './detect-format.ts';
import type { FileLine } from './file-line.ts';
import { MalformedFile } from './malformed-file.ts';
import { readLines } from './read-lines.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const LINE = '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom';

describe('a well-formed file', () => {
  it('is read with all fields, trimmed', async () => {
    expect(
      await read(`${HEADER}\n 536365 ,85123A,"HEART, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,EIRE\n`),
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
  ])('has its lines counted with %s, also within quotes', async (_, newline) => {
    const text = [HEADER, LINE, '', '536365,1,"two', 'lines ""quoted""",1,,1,,', LINE].join(newline);
    const lines = await read(text);
    expect(lines.map(({ line, title }) => [line, title])).toEqual([
      [2, 'WHITE HANGING HEART'],
      [4, 'two\nlines "quoted"'],
      [6, 'WHITE HANGING HEART'],
    ]);
  });

  it('may be read in chunks of any size', async () => {
    const bytes = Buffer.from(`\ufeff${HEADER}\r\n${LINE}\r\n536366,1,Crème brûlée €,2,,1.5,,\r\n`);
    const chunks = Array.from({ length: bytes.length }, (_, index) => bytes.subarray(index, index + 1));
    const lines = await read(chunks);
    expect(lines.map(({ line, title }) => [line, title])).toEqual([
      [2, 'WHITE HANGING HEART'],
      [3, 'Crème brûlée €'],
    ]);
  });

  it('may have whole numbers written as floats, and signs', async () => {
    const lines = await read(`${HEADER}\n1,A,t,6.0,,-2,,\n1,A,t,-3,,2.,,\n1,A,t,+4,,0,,\n`);
    expect(lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      [6, '-2'],
      [-3, '2.'],
      [4, '0'],
    ]);
  });

  it('may have lines of commas only, which are marked as blank', async () => {
    const lines = await read(`${HEADER}\n,,,,,,,\n${LINE}\n`);
    expect(lines.map(({ blank }) => blank)).toEqual([true, false]);
  });

  it.each(['', 'nan', 'NaN', 'None', 'null'])('has no customer if the cell is %j', async (customer) => {
    const [line] = await read(`${HEADER}\n1,A,t,1,,1,${customer},\n`);
    expect(line?.customer).toBe('');
  });

  it('may have its columns in any order, by other names, and lack optional ones', async () => {
    const map = parseColumnMap(
      'InvoiceNo=order_id,UnitPrice=Price,CustomerID=,Country=,InvoiceDate=,Description=',
    );
    const lines = await read('Price,Quantity,extra,order_id,StockCode\n2.5,3,x,77,A1\n', { map });
    expect(lines).toMatchObject([
      { invoice: '77', stockCode: 'A1', quantity: 3, unitPrice: '2.5', customer: '' },
    ]);
  });

  it('may have another encoding', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n1,A,Voucher `), Buffer.from([0xa3, 0x0a])]);
    const text = Buffer.concat([bytes.subarray(0, -1), Buffer.from('40,1,,1,,\n')]);
    const lines = await read([text], { encoding: 'windows-1252' });
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
  ])('is refused with line and column if it %s', async (_, text, line, column, what) => {
    const problem = await failure(read(text));
    expect(problem).toMatchObject({ line, column });
    expect(problem.message).toMatch(what);
  });

  it('is refused with line and column if it is in another encoding, and shows how it would read', async () => {
    const bytes = [
      Buffer.from(`${HEADER}\n${LINE}\n1,A,Voucher `),
      Buffer.from([0xa3]),
      Buffer.from('40,1,,1,,\n'),
    ];
    const problem = await failure(read(bytes));
    expect(problem.message).toBe(
      'line 3, column Description: this is not text in utf-8; in windows-1252 it reads "Voucher £40": if that is right, use --encoding windows-1252',
    );
  });

  it('is refused at a quote that is never closed, however long it is', async () => {
    const problem = await failure(read(`${HEADER}\n1,A,"NAIL,1,,1,,\n${`${LINE}\n`.repeat(5_000)}`));
    expect(problem).toMatchObject({ line: 2, column: 'Description' });
  });

  it('may contain a replacement character of its own', async () => {
    expect(await read(`${HEADER}\n1,A,lost \ufffd,1,,1,,\n`)).toHaveLength(1);
  });
});

async function read(
  content: string | readonly Buffer[],
  options: Partial<FormatOptions> = {},
): Promise<FileLine[]> {
  const chunks = typeof content === 'string' ? [Buffer.from(content)] : content;
  const open = async function* () {
    yield* chunks;
  };
  const { format } = await detectFormat(open, options);
  const lines: FileLine[] = [];
  for await (const line of readLines(open(), format)) lines.push(line);
  return lines;
}

async function failure(reading: Promise<unknown>): Promise<MalformedFile> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MalformedFile);
  return error as MalformedFile;
}
