import type { Books } from '@tradepost/simulation/invariants/tables';
import { checkSales } from './check-sales.ts';

const order = (id: string, lines: object[], end: object) => [
  { id, events: [{ type: 'OrderPlaced', lines }] },
  { id, events: [end] },
];
const confirmed = { type: 'OrderConfirmed' };
const rejected = (code = 'OUT_OF_STOCK') => ({ type: 'OrderRejected', rejection: { code } });
const a = (quantity: number) => ({ sku: 'A', quantity });
const b = (quantity: number) => ({ sku: 'B', quantity });
const units = new Map([
  ['A', 2],
  ['B', 1],
]);

function check(available: readonly [number, number], ...logs: ReturnType<typeof order>[]) {
  const stock = [
    { sku: 'A', available: available[0] },
    { sku: 'B', available: available[1] },
  ];
  const orders = new Map(logs.map((log, index) => [`ord_${index}`, log]));
  return checkSales({ orders, stock } as unknown as Books, units);
}

describe('checkSales', () => {
  it('accepts rejected orders that wanted more than was left', () => {
    const sales = check(
      [1, 0],
      order('ord_1', [a(1), b(1)], confirmed),
      order('ord_2', [a(1), b(1)], rejected()),
      order('ord_3', [a(1), a(1)], rejected()),
    );
    expect(sales).toMatchObject({ confirmed: 1, problems: [] });
    expect([...sales.rejections]).toEqual([['OUT_OF_STOCK', 2]]);
  });

  it('reports oversold units', () => {
    const { problems } = check(
      [0, 0],
      order('ord_1', [a(2)], confirmed),
      order('ord_2', [a(1), b(1)], confirmed),
    );
    expect(problems).toEqual(['1 more of A were sold than were in stock', 'A has 0 available, not -1']);
  });

  it('reports a rejected order whose stock suffices', () => {
    const { problems } = check([1, 1], order('ord_1', [a(1)], confirmed), order('ord_2', [a(1)], rejected()));
    expect(problems).toEqual(['ord_2 was rejected, although its stock is available']);
  });

  it('reports another reason than OUT_OF_STOCK, and an order that has not ended', () => {
    const passing = order('ord_2', [a(1)], confirmed).slice(0, 1);
    const refused = order('ord_1', [a(3)], rejected('STOCK_UNAVAILABLE'));
    expect(check([2, 1], refused, passing).problems).toEqual([
      '1 were rejected as STOCK_UNAVAILABLE',
      'not every order has ended',
    ]);
  });
});
