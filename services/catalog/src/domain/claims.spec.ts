import { claimsOf } from './claims.ts';
import { tea } from './product.spec-kit.ts';

const at = '2026-02-02T00:00:00.000Z';

describe('claimsOf', () => {
  it('takes the slug and every SKU of a new product', () => {
    expect(claimsOf([{ type: 'ProductCreated', at, product: tea }])).toEqual({
      taken: [
        { kind: 'slug', value: 'assam' },
        { kind: 'sku', value: 'ASSAM-100' },
        { kind: 'sku', value: 'ASSAM-500' },
      ],
      released: [],
    });
  });

  it('takes new names and releases names that are no longer used', () => {
    expect(
      claimsOf([
        {
          type: 'ProductUpdated',
          at,
          product: { ...tea, slug: 'assam-gold' },
          skusAdded: ['ASSAM-100'],
          skusRemoved: ['ASSAM-50'],
          formerSlug: 'assam',
        },
      ]),
    ).toEqual({
      taken: [
        { kind: 'slug', value: 'assam-gold' },
        { kind: 'sku', value: 'ASSAM-100' },
      ],
      released: [
        { kind: 'slug', value: 'assam' },
        { kind: 'sku', value: 'ASSAM-50' },
      ],
    });
  });

  it('takes and releases nothing on changes of prices or other fields, and on archiving', () => {
    expect(
      claimsOf([
        { type: 'ProductUpdated', at, product: tea, skusAdded: [], skusRemoved: [] },
        { type: 'PriceChanged', at, product: tea, changes: [] },
        { type: 'ProductArchived', at, product: { ...tea, status: 'archived' } },
      ]),
    ).toEqual({ taken: [], released: [] });
  });
});
