import { compareEvents } from './compare-events.ts';
import { compareStock } from './compare-stock.ts';
import { compareViews } from './compare-views.ts';

const commit = (version: number, type: string) => ({ id: 'ord_1', version, events: [{ type }] });
const orders = new Map([['ord_1', [commit(0, 'OrderPlaced'), commit(1, 'OrderConfirmed')]]]);
const logged = (id: string, type: string, source = 'tradepost.orders') => ({
  event: JSON.stringify({ id, type, source }),
});
const placed = logged('ord_1/0/0', 'OrderPlaced');
const confirmed = logged('ord_1/1/0', 'OrderConfirmed');

describe('When the event log is held against the orders', () => {
  it('finds nothing where each event is there once, among those of others', () => {
    expect(
      compareEvents({ orders }, [confirmed, placed, logged('x', 'StockLow', 'tradepost.inventory')]),
    ).toEqual([]);
  });

  it('finds what was lost', () => {
    expect(compareEvents({ orders }, [placed])).toEqual(['the event log lacks OrderConfirmed ord_1/1/0']);
  });

  it('finds what nobody said, and what is there twice', () => {
    const invented = logged('ord_1/2/0', 'OrderCancelled');
    expect(compareEvents({ orders }, [placed, confirmed, confirmed, invented])).toEqual([
      'nobody committed OrderCancelled ord_1/2/0',
      'the event log has 1 doubles',
    ]);
  });
});

describe('When the view is held against the orders', () => {
  const view = (id: string, status: string, version: number) => ({ order: { id, status, version } });

  it('finds nothing where it is at the last version', () => {
    expect(compareViews({ orders }, [view('ord_1', 'confirmed', 1)])).toEqual([]);
  });

  it.each([
    ['an order that is not there', [], 'ord_1 is confirmed at 1, and not there in the view'],
    [
      'one that is behind',
      [view('ord_1', 'placed', 0)],
      'ord_1 is confirmed at 1, and placed at 0 in the view',
    ],
  ])('finds %s', (_what, views, problem) => {
    expect(compareViews({ orders }, views)).toEqual([problem]);
  });

  it('finds an order that has no log', () => {
    const views = [view('ord_1', 'confirmed', 1), view('ord_2', 'placed', 0)];
    expect(compareViews({ orders }, views)).toEqual(['the view has ord_2, which has no log']);
  });
});

describe('When stock is held against what was received', () => {
  it('counts all locations of a SKU', () => {
    const stock = [
      { sku: 'MUG', onHand: 3 },
      { sku: 'MUG', onHand: 2 },
    ];
    expect(compareStock({ stock }, new Map([['MUG', 5]]))).toEqual([]);
    expect(compareStock({ stock }, new Map([['MUG', 6]]))).toEqual([
      '6 of MUG were received, and 5 are there',
    ]);
  });
});
