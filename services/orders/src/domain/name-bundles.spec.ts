import { nameBundles } from './name-bundles.ts';
import { placed } from './order.spec-kit.ts';

const [line] = placed.lines;
const bundle = (sku: string) =>
  ({ ...line, sku, components: [{ sku: 'TEAPOT', quantity: 2 }] }) as typeof line;
const order = { lines: [...placed.lines, bundle('SET'), bundle('SET'), bundle('DUO')] } as typeof placed;
const shortage = (sku: string) => ({ sku, requested: 5, available: 1 });

describe('nameBundles', () => {
  it('adds the bundles with a component that is short', () => {
    const shortages = [shortage('TEAPOT'), shortage('MUG-BLUE')];
    expect(nameBundles({ code: 'OUT_OF_STOCK', shortages }, order)).toEqual({
      code: 'OUT_OF_STOCK',
      shortages: [{ ...shortage('TEAPOT'), bundles: ['SET', 'DUO'] }, shortage('MUG-BLUE')],
    });
  });

  it('names at most 20', () => {
    const lines = Array.from({ length: 30 }, (_none, place) => bundle(`SET-${place}`));
    const named = nameBundles({ code: 'OUT_OF_STOCK', shortages: [shortage('TEAPOT')] }, { lines } as never);
    expect(named).toHaveProperty('shortages.0.bundles.length', 20);
  });

  it('changes no other reason', () => {
    const reason = { code: 'PAYMENT_DECLINED' };
    expect(nameBundles(reason, order)).toBe(reason);
  });
});
