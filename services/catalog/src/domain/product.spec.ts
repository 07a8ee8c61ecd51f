import { tea } from './product.spec-fixture.ts';
import { parseEvent, parseState } from './product.ts';

describe('parseState', () => {
  it('reads a product that the API would not take any more', () => {
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

  it('reads what was stored', () => {
    expect(parseState(tea)).toEqual(tea);
    expect(parseState({ status: 'none' })).toEqual({ status: 'none' });
  });

  it.each([
    ['an unknown status', { ...tea, status: 'sold-out' }],
    ['no SKU', { ...tea, variants: [{ options: {}, prices: {} }] }],
    ['no price in whole minor units', { ...tea, variants: [{ ...tea.variants[0], prices: { GBP: 4.5 } }] }],
  ])('throws where there is %s', (_what, stored) => {
    expect(() => parseState(stored)).toThrow();
  });
});

describe('parseEvent', () => {
  it('reads what was stored', () => {
    const stored = { type: 'ProductArchived', at: tea.createdAt, product: { ...tea, status: 'archived' } };
    expect(parseEvent(stored)).toEqual(stored);
  });

  it('throws where it is an event that nobody knows', () => {
    expect(() => parseEvent({ type: 'ProductSold', at: tea.createdAt, product: tea })).toThrow();
  });
});
