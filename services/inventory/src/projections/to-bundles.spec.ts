import { toBundles } from './to-bundles.ts';

const components = [{ sku: 'MUG', quantity: 2 }];
const of = { productId: 'prd_1', version: 3, updatedAt: '2026-01-05T08:00:00.000Z' };
const change = { id: 'prd_1', version: 3, updatedAt: of.updatedAt };

describe('toBundles', () => {
  it('returns the bundles among the variants of an event', () => {
    const variants = [{ sku: 'SET', components }, { sku: 'MUG' }];
    expect(toBundles({ ...change, variants })).toEqual([{ ...of, sku: 'SET', components }]);
  });

  it('returns SKUs that the product no longer has without components', () => {
    expect(toBundles({ ...change, variants: [], skusRemoved: ['SET'] })).toEqual([{ ...of, sku: 'SET' }]);
  });
});
