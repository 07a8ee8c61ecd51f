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

describe('compareEvents', () => {
  it('accepts each event once, and ignores events of other services', () => {
    expect(
      compareEvents({ orders }, [confirmed, placed, logged('x', 'StockLow', 'tradepost.inventory')]),
    ).toEqual([]);
  });

  it('knows which events of the log are published under another type, and which are not', () => {
    const log = [commit(0, 'PersonalDataCorrected'), commit(1, 'PersonalDataErased')];
    const corrected = logged('ord_1/0/0', 'OrderCorrected');
    expect(compareEvents({ orders: new Map([['ord_1', log]]) }, [corrected])).toEqual([]);
  });

  it('reports a missing event', () => {
    expect(compareEvents({ orders }, [placed])).toEqual(['the event archive lacks OrderConfirmed ord_1/1/0']);
  });

  it('reports an event that was never committed, and a duplicate', () => {
    const invented = logged('ord_1/2/0', 'OrderCancelled');
    expect(compareEvents({ orders }, [placed, confirmed, confirmed, invented])).toEqual([
      'archived but never committed: OrderCancelled ord_1/2/0',
      'the event archive has 1 duplicates',
    ]);
  });
});

describe('compareViews', () => {
  const view = (id: string, status: string, version: number) => ({ order: { id, status, version } });

  it('accepts an order at the last version of its log', () => {
    expect(compareViews({ orders }, [view('ord_1', 'confirmed', 1)])).toEqual([]);
  });

  it.each([
    ['a missing order', [], 'ord_1 is confirmed at 1, but missing in the projection'],
    [
      'an outdated order',
      [view('ord_1', 'placed', 0)],
      'ord_1 is confirmed at 1, but placed at 0 in the projection',
    ],
  ])('reports %s', (_what, views, problem) => {
    expect(compareViews({ orders }, views)).toEqual([problem]);
  });

  it('reports an order that has no log', () => {
    const views = [view('ord_1', 'confirmed', 1), view('ord_2', 'placed', 0)];
    expect(compareViews({ orders }, views)).toEqual(['the projection has ord_2, which has no log']);
  });
});

describe('compareStock', () => {
  it('adds up all locations of a SKU', () => {
    const stock = [
      { sku: 'MUG', onHand: 3 },
      { sku: 'MUG', onHand: 2 },
    ];
    expect(compareStock({ stock }, new Map([['MUG', 5]]))).toEqual([]);
    expect(compareStock({ stock }, new Map([['MUG', 6]]))).toEqual([
      '6 of MUG were received, but 5 are on hand',
    ]);
  });
});
