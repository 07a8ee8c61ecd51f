import { tea } from './product.spec-kit.ts';
import { parseEvent, parseState } from './product.ts';

describe('parseState', () => {
  it('parses a product that the API would no longer accept', () => {
    const [variant] = tea.variants;
    const old = {
      ...tea,
      title: 'Assam\u0000\u202e',
      slug: 'Not A Slug!',
      categories: ['Ünknown'],
      variants: [
        {
          ...variant,
          sku: '#1/ü',
          options: { '': '' },
          prices: { XXX: -1 },
        },
      ],
    };
    expect(parseState(old)).toEqual(old);
  });

  it('parses a stored state', () => {
    expect(parseState(tea)).toEqual(tea);
    expect(parseState({ status: 'none' })).toEqual({ status: 'none' });
  });

  it.each([
    ['an unknown status', { ...tea, status: 'sold-out' }],
    ['a variant without a SKU', { ...tea, variants: [{ options: {}, prices: {} }] }],
    [
      'a price that is not in whole minor units',
      { ...tea, variants: [{ ...tea.variants[0], prices: { GBP: 4.5 } }] },
    ],
  ])('throws on %s', (_what, stored) => {
    expect(() => parseState(stored)).toThrow();
  });
});

describe('parseEvent', () => {
  it('parses a stored event', () => {
    const stored = { type: 'ProductArchived', at: tea.createdAt, product: { ...tea, status: 'archived' } };
    expect(parseEvent(stored)).toEqual(stored);
  });

  it('throws on an event of an unknown type', () => {
    expect(() => parseEvent({ type: 'ProductSold', at: tea.createdAt, product: tea })).toThrow();
  });
});
