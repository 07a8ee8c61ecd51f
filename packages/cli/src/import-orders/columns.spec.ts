import { UsageError } from '@tradepost/command-line/usage-error';
import { findColumns, parseColumnMap } from './columns.ts';

const find = (header: string, map = '') => {
  const titles = header.split(',');
  const places = Object.entries(findColumns(titles, 1, parseColumnMap(map)));
  return Object.fromEntries(
    places.flatMap(([field, place]) => (place === -1 ? [] : [[field, titles[place]]])),
  );
};

describe('parseColumnMap', () => {
  it('accepts fields by their names or short names, in any case', () => {
    expect(parseColumnMap('InvoiceNo=order id, price=Preis,SKU=Artikel,CustomerID=')).toEqual({
      InvoiceNo: 'order id',
      UnitPrice: 'Preis',
      StockCode: 'Artikel',
      CustomerID: '',
    });
  });

  it.each(['Colour=x', 'InvoiceNo', '=x', 'Quantity=', 'constructor=x'])('refuses %j', (map) => {
    expect(() => parseColumnMap(map)).toThrow(UsageError);
  });
});

describe('findColumns', () => {
  it.each([
    [
      'Shopify',
      'Name,Email,Created at,Cancelled at,Currency,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Shipping Country',
      'InvoiceNo=Name, StockCode=Lineitem sku, Description=Lineitem name, Quantity=Lineitem quantity, InvoiceDate=Created at, UnitPrice=Lineitem price, Country=Shipping Country, Currency=Currency, CancelledAt=Cancelled at',
    ],
    [
      'WooCommerce',
      'Order Number,Order Date,SKU,Item Name,Quantity,Item Cost',
      'InvoiceNo=Order Number, StockCode=SKU, Description=Item Name, Quantity=Quantity, InvoiceDate=Order Date, UnitPrice=Item Cost',
    ],
    [
      'a German ERP system',
      'Belegnr.,Artikel-Nr.,Bezeichnung,Menge,Einzelpreis,Währung,Kunden-Nr.,Land',
      'InvoiceNo=Belegnr., StockCode=Artikel-Nr., Description=Bezeichnung, Quantity=Menge, UnitPrice=Einzelpreis, CustomerID=Kunden-Nr., Country=Land, Currency=Währung',
    ],
    [
      'Online Retail II',
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
      'InvoiceNo=Invoice, StockCode=StockCode, Description=Description, Quantity=Quantity, InvoiceDate=InvoiceDate, UnitPrice=Price, CustomerID=Customer ID, Country=Country',
    ],
  ])('finds the columns of %s', (_, header, columns) => {
    const found = Object.entries(find(header)).map(([field, title]) => `${field}=${title}`);
    expect(found.join(', ')).toBe(columns);
  });

  it('finds columns in other case and with spaces, and prefers the exact name', () => {
    expect(find('invoice no,STOCK_CODE,quantity,Quantity,unit price')).toEqual({
      InvoiceNo: 'invoice no',
      StockCode: 'STOCK_CODE',
      Quantity: 'Quantity',
      UnitPrice: 'unit price',
    });
  });

  it('finds the columns of a short Shopify export', () => {
    expect(find('Name,Lineitem sku,Lineitem quantity,Lineitem price')).toMatchObject({ InvoiceNo: 'Name' });
  });

  it("does not use a column of persons' names as order numbers", () => {
    expect(() => find('Name,SKU,Quantity,Price')).toThrow(
      /line 1, column InvoiceNo: the header has no column/,
    );
  });

  it('asks for one of two columns that could be the same field', () => {
    expect(() => find('Order ID,Order Number,SKU,Quantity,Price')).toThrow(
      'line 1, column InvoiceNo: "Order ID" and "Order Number" could each be InvoiceNo: name one, as in --map InvoiceNo=Order ID',
    );
    expect(find('Order ID,Order Number,SKU,Quantity,Price', 'InvoiceNo=Order Number')).toMatchObject({
      InvoiceNo: 'Order Number',
    });
  });

  it('refuses a mapped column that is missing, even for an optional field', () => {
    expect(() => find('InvoiceNo,StockCode,Quantity,UnitPrice', 'Country=Land')).toThrow(
      'line 1, column Land: the header has no column Land; it has "InvoiceNo", "StockCode", "Quantity", "UnitPrice"',
    );
  });
});
