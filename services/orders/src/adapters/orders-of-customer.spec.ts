import type { OrderQuery } from './order-projection.ts';
import { createOrdersOfCustomer } from './orders-of-customer.ts';

/** Lists pages of a hundred orders of `total`. */
function listing(total: number) {
  const limits: number[] = [];
  const list = async ({ after = '0', limit }: Pick<OrderQuery, 'after' | 'limit'>) => {
    limits.push(limit);
    const from = Number(after);
    const items = Array.from({ length: Math.min(limit, total - from) }, (_none, index) => ({
      id: `ord_${from + index}`,
    }));
    const next = from + items.length;
    return next < total ? { items, next: String(next) } : { items };
  };
  return { limits, read: createOrdersOfCustomer({ list } as never) };
}

describe('the orders of a customer', () => {
  it('are those of all pages, in their order', async () => {
    const { limits, read } = listing(250);
    expect((await read('cus_1')).map(({ id }) => id)).toEqual(
      Array.from({ length: 250 }, (_none, index) => `ord_${index}`),
    );
    expect(limits).toEqual([100, 100, 100]);
  });

  it('are at most 10,000', async () => {
    await expect(listing(10_000).read('cus_1')).resolves.toHaveLength(10_000);
    await expect(listing(10_001).read('cus_1')).rejects.toThrow('more than 10000 orders');
  });
});
