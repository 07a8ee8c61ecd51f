import * as z from 'zod/mini';
import { sku } from './fields/identifiers.ts';
import { listOf, paging } from './fields/paging.ts';
import { listParametersOf } from './query-lists.ts';

describe('listParametersOf', () => {
  it('returns only lists, including optional and described ones', () => {
    const query = z
      .strictObject({
        ...paging,
        skus: listOf(sku, 2).check(z.describe('SKUs.')),
        maybe: z.optional(listOf(sku, 2)),
        status: z._default(z.enum(['a', 'b']), 'a'),
      })
      .check(z.refine(() => true));
    expect([...listParametersOf({ query })]).toEqual(['skus', 'maybe']);
  });

  it('returns an empty set for a route without a query', () => {
    expect(listParametersOf({ query: z.strictObject({}) }).size).toBe(0);
  });
});
