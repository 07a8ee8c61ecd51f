import { UsageError } from '../terminal/usage-error.ts';
import { parseColumnMap } from './columns.ts';

describe('parseColumnMap', () => {
  it('keeps the names that are not mapped', () => {
    expect(parseColumnMap('InvoiceNo=order id, UnitPrice=Price')).toMatchObject({
      InvoiceNo: 'order id',
      UnitPrice: 'Price',
      StockCode: 'StockCode',
    });
  });

  it.each(['Invoice=order_id', 'InvoiceNo', '=x', 'Quantity='])('refuses %j', (map) => {
    expect(() => parseColumnMap(map)).toThrow(UsageError);
  });
});
