import { parseColumnMap } from './columns.ts';
import { detectFormat, type FormatOptions } from './detect-format.ts';
import { readLines } from './read-lines.ts';

/** Export of an ERP system, as saved by a German Excel. */
const GERMAN = [
  'Belegnr.;Artikelnr.;Bezeichnung;Menge;Datum;Einzelpreis;Kundennr.;Land',
  '4711;GR-M;Größe M;2;24.11.2026;1.234,50 €;K-1;Deutschland',
  '4711;A+B;"Set; zwei',
  'Teile";1.000;03.04.2026;0,75;K-1;Deutschland',
  '4712;GR-M;Größe M;-1;24.11.2026;(2,55);;Österreich',
].join('\r\n');

describe('detectFormat, of a semicolon file with decimal commas', () => {
  it('recognises delimiter, decimal sign, dates, columns and currency', () => {
    const { format, lines } = read(GERMAN);
    expect(format).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      decimal: ',',
      dateOrder: 'DMY',
      currency: 'EUR',
      columnNames: { InvoiceNo: 'Belegnr.', StockCode: 'Artikelnr.', UnitPrice: 'Einzelpreis' },
      isOnlineRetail: false,
    });
    expect(
      lines.map(({ line, quantity, unitPrice, date, title }) => [line, quantity, unitPrice, date, title]),
    ).toEqual([
      [2, 2, '1234.50', '2026-11-24', 'Größe M'],
      [3, 1000, '0.75', '2026-04-03', 'Set; zwei\nTeile'],
      [5, -1, '-2.55', '2026-11-24', 'Größe M'],
    ]);
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${GERMAN}`), 'utf-8'],
    ['UTF-16 LE with a byte order mark', Buffer.from(`\ufeff${GERMAN}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 LE without one', Buffer.from(GERMAN, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a byte order mark', Buffer.from(`\ufeff${GERMAN}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 BE without one', Buffer.from(GERMAN, 'utf16le').swap16(), 'utf-16be'],
  ])('recognises %s', (_, bytes, encoding) => {
    const { format, lines } = read(bytes);
    expect(format).toMatchObject({ encoding, delimiter: ';' });
    expect(lines[0]?.title).toBe('Größe M');
  });

  it('asks for the encoding if it is not UTF-8, and shows the cell in Windows-1252', () => {
    const bytes = Buffer.from(GERMAN.replaceAll(' €', ''), 'latin1');
    expect(() => read(bytes)).toThrow(
      'line 2, column Bezeichnung: this is not text in utf-8; in windows-1252 it reads "Größe M": if that is right, use --encoding windows-1252',
    );
    const { lines } = read(bytes, { encoding: 'windows-1252' });
    expect(lines[2]).toMatchObject({ title: 'Größe M', country: 'Österreich' });
  });

  it('names the semicolons if --delimiter names another sign', () => {
    expect(() => read(GERMAN, { delimiter: ',' })).toThrow(
      /line 1, column InvoiceNo: the header has no column InvoiceNo; .*; it seems to be separated by semicolons: try --delimiter ';'/,
    );
  });

  it('names the semicolons and columns if a required column is unknown', () => {
    expect(() => read(GERMAN.replace('Artikelnr.', 'Ware'))).toThrow(
      'the header has no column StockCode; it has "Belegnr.", "Ware", "Bezeichnung", "Menge"',
    );
    const map = parseColumnMap('sku=Ware');
    expect(read(GERMAN.replace('Artikelnr.', 'Ware'), { map }).format.delimiter).toBe(';');
  });

  it('throws if the numbers contradict --decimal', () => {
    expect(() => read(GERMAN, { decimal: '.' })).toThrow(
      'line 2, column Einzelpreis: "1.234,50 €" is not a price with a decimal point',
    );
  });

  it('refuses a byte order mark that contradicts --encoding', () => {
    expect(() => read(Buffer.from(`\ufeff${GERMAN}`), { encoding: 'windows-1252' })).toThrow(
      'the file has the byte order mark of utf-8, not windows-1252: try --encoding utf-8',
    );
  });
});

describe('detectFormat, of a delimiter', () => {
  it.each([
    [',', ','],
    [';', ';'],
    ['tab', '\t'],
    ['|', '|'],
  ])('recognises %s', (_, delimiter) => {
    const text = ['Order number,SKU,Title,Quantity,Price', '1,A,"a;b|c\td",2,2.55']
      .join('\n')
      .replaceAll(',', delimiter);
    const { format, lines } = read(text);
    expect(format.delimiter).toBe(delimiter);
    expect(lines).toMatchObject([{ invoice: '1', title: 'a;b|c\td', unitPrice: '2.55' }]);
  });

  it("reads Excel's first line, and counts it", () => {
    const { format, lines } = read('sep=;\r\nOrder;SKU;Quantity;Price\r\n1;A;2;2,55\r\n');
    expect(format).toMatchObject({ delimiter: ';', decimal: ',' });
    expect(lines).toMatchObject([{ line: 3, unitPrice: '2.55' }]);
  });
});

describe('detectFormat, of numbers', () => {
  it.each([
    [['2.55', '7'], '.'],
    [['1,234', '2.55'], '.'],
    [['1.234', '2,55'], ','],
    [['7', '8'], '.'],
    [['1 234,5'], ','],
  ] as const)('reads the prices %j as numbers with a decimal "%s"', (prices, decimal) => {
    expect(read(pricesOf(prices)).format.decimal).toBe(decimal);
  });

  it('asks which of two amounts is meant', () => {
    expect(() => read(pricesOf(['7', '1.234']))).toThrow(
      'line 3, column Price: "1.234" can be 1.234 or 1234, and no other number of the file decides it: name the decimal sign with --decimal . or --decimal ,',
    );
    expect(read(pricesOf(['7', '1.234']), { decimal: ',' }).lines[1]?.unitPrice).toBe('1234');
  });

  it('refuses a file that contradicts itself', () => {
    expect(() => read(pricesOf(['2.55', '7', '2,55']))).toThrow(
      'line 4, column Price: "2,55" has another decimal sign than "2.55" on line 2',
    );
  });
});

describe('detectFormat, of dates', () => {
  it.each([
    [['03/04/2026', '24/11/2026'], 'DMY', '2026-04-03'],
    [['03/04/2026', '11/24/2026'], 'MDY', '2026-03-04'],
    [['2026-04-03 10:00:00 +0100'], 'YMD', '2026-04-03 10:00:00 +0100'],
    [['03.04.2026'], 'DMY', '2026-04-03'],
    [['05/05/2026'], 'DMY', '2026-05-05'],
    [['', '11/24/2026'], 'MDY', ''],
  ] as const)('infers from %j the order %s', (dates, dateOrder, first) => {
    const { format, lines } = read(datesFile(dates));
    expect(format.dateOrder).toBe(dateOrder);
    expect(lines[0]?.date).toBe(first);
  });

  it('asks which of two days is meant', () => {
    expect(() => read(datesFile(['03/04/2026', '05/06/2026']))).toThrow(
      'line 2, column Date: "03/04/2026" can be 2026-04-03 (--date-format DD/MM/YYYY) or 2026-03-04 (--date-format MM/DD/YYYY), and no other date of the file decides it: name the form',
    );
    const { lines } = read(datesFile(['03/04/2026']), { dateFormat: 'MDY' });
    expect(lines[0]?.date).toBe('2026-03-04');
  });

  it('refuses a file that contradicts itself', () => {
    expect(() => read(datesFile(['24/11/2026', '11/24/2026']))).toThrow(
      'line 3, column Date: "11/24/2026" has another order of day, month and year than "24/11/2026" on line 2',
    );
  });

  it('refuses a cell that is not a date', () => {
    expect(() => read(datesFile(['24/11/2026', 'soon']))).toThrow(
      'line 3, column Date: "soon" is not a date in the form DD/MM/YYYY',
    );
  });
});

describe('detectFormat, of the currency', () => {
  it.each([
    [['£2.55'], 'GBP'],
    [['2.55 €'], 'EUR'],
    [['SEK 2.55'], 'SEK'],
    [['2.55'], 'GBP'],
  ])('reads the currency of the prices %j as %s', (prices, currency) => {
    expect(read(pricesOf(prices)).format.currency).toBe(currency);
  });

  it('reads a currency column, also if later lines of an order have no currency', () => {
    const { format } = read('Order,SKU,Quantity,Price,Currency\n1,A,1,2.55,USD\n1,X,1,2.55,\n');
    expect(format.currency).toBe('USD');
  });

  it('asks for the currency of a sign that several currencies share', () => {
    expect(() => read(pricesOf(['$2.55']))).toThrow(
      'line 2, column Price: "$2.55" can be in several currencies: name one, as in --currency USD',
    );
    expect(read(pricesOf(['$2.55']), { currency: 'CAD' }).lines[0]?.unitPrice).toBe('2.55');
  });

  it.each([
    [pricesOf(['2.55 €', '£2.55']), {}, /line 3, column Price: "£2.55" is not in EUR/],
    [pricesOf(['2.55 €']), { currency: 'GBP' }, /line 2, column Price: "2.55 €" is not in GBP/],
    [
      'Order,SKU,Quantity,Price,Currency\n1,A,1,2,EUR\n2,A,1,2,USD\n',
      {},
      /line 3, column Currency: "USD" is not EUR/,
    ],
  ])('refuses a second currency', (text, options, message) => {
    expect(() => read(text, options)).toThrow(message);
  });
});

function pricesOf(prices: readonly string[]): string {
  return ['Order;SKU;Quantity;Price', ...prices.map((price) => `1;A;1;${price}`)].join('\n');
}

function datesFile(dates: readonly string[]): string {
  return ['Order,SKU,Quantity,Price,Date', ...dates.map((date) => `1,A,1,2,${date}`)].join('\n');
}

function read(content: string | Buffer, options: Partial<FormatOptions> = {}) {
  const { format, header, records } = detectFormat(Buffer.from(content), options);
  return { format, lines: readLines(records, header, format) };
}
