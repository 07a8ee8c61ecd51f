import { hashJson } from './hash-json.ts';

describe('hashJson', () => {
  const body = { sku: 'A1', prices: { GBP: 255, EUR: 299 }, tags: ['a', 'b'] };

  it('ignores the order of fields and undefined fields', () => {
    const same = { tags: ['a', 'b'], note: undefined, prices: { EUR: 299, GBP: 255 }, sku: 'A1' };
    expect(hashJson(same)).toBe(hashJson(body));
  });

  it.each([
    ['a value', { ...body, sku: 'A2' }],
    ['a nested value', { ...body, prices: { GBP: 255, EUR: 300 } }],
    ['a further field', { ...body, note: '' }],
    ['the order of a list', { ...body, tags: ['b', 'a'] }],
    ['a number as text', { ...body, prices: { GBP: '255', EUR: 299 } }],
    ['an absent value', undefined],
  ])('changes with %s', (_what, other) => {
    expect(hashJson(other)).not.toBe(hashJson(body));
  });
});
