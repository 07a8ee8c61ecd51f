import { parseEvent, parseState } from '@tradepost/aggregate/stored-shapes';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { archive } from './archive.ts';
import { archiveVariant } from './archive-variant.ts';
import { create } from './create.ts';
import { archived, CHANGED_AT, created, smallTea, states, tea } from './product.spec-kit.ts';
import { product } from './product.ts';
import { putVariant } from './put-variant.ts';
import { update } from './update.ts';

const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...details } = tea;
const cheaper = { ...tea, updatedAt: CHANGED_AT };

followTable(
  product,
  {
    states,
    events: {
      ProductCreated: created,
      ProductUpdated: { type: 'ProductUpdated', product: cheaper, skusAdded: [], skusRemoved: [] },
      PriceChanged: { type: 'PriceChanged', product: cheaper, changes: [] },
      ProductArchived: archived,
      VariantChanged: {
        type: 'VariantChanged',
        variant: { ...smallTea, sku: 'ASSAM-1' },
        isNew: true,
        isOwn: false,
      },
    },
  },
  {
    none: { ProductCreated: 'active' },
    draft: {
      ProductUpdated: 'active',
      PriceChanged: 'active',
      ProductArchived: 'archived',
      VariantChanged: 'draft',
    },
    active: {
      ProductUpdated: 'active',
      PriceChanged: 'active',
      ProductArchived: 'archived',
      VariantChanged: 'active',
    },
    archived: {},
  },
);

commandTable(product, states, {
  create: [create(tea.id, details), { none: ['ProductCreated'], draft: [], active: [], archived: [] }],
  update: [
    update(tea.id, { title: 'Darjeeling' }),
    {
      none: 'PRODUCT_NOT_FOUND',
      draft: ['ProductUpdated'],
      active: ['ProductUpdated'],
      archived: 'PRODUCT_ARCHIVED',
    },
  ],
  putVariant: [
    putVariant(tea.id, {
      given: { sku: 'ASSAM-1', options: {}, prices: {} },
      own: undefined,
      accepted: undefined,
    }),
    {
      none: 'PRODUCT_NOT_FOUND',
      draft: ['VariantChanged'],
      active: ['VariantChanged'],
      archived: 'PRODUCT_ARCHIVED',
    },
  ],
  archiveVariant: [
    archiveVariant(tea.id, { sku: smallTea.sku, own: undefined, accepted: undefined }),
    {
      none: 'PRODUCT_NOT_FOUND',
      draft: ['VariantChanged'],
      active: ['VariantChanged'],
      archived: 'PRODUCT_ARCHIVED',
    },
  ],
  archive: [
    archive(tea.id),
    { none: 'PRODUCT_NOT_FOUND', draft: ['ProductArchived'], active: ['ProductArchived'], archived: [] },
  ],
});

describe('a stored state', () => {
  const parse = (stored: unknown) => parseState(stored, undefined, product.state);

  it('may be a product that the API would no longer accept', () => {
    const [variant] = tea.variants;
    const old = {
      ...tea,
      title: 'Assam\u0000\u202e',
      slug: 'Not A Slug!',
      categories: ['Ünknown'],
      variants: [{ ...variant, sku: '#1/ü', options: { '': '' }, prices: { XXX: -1 } }],
    };
    expect(parse(old)).toEqual(old);
  });

  it('is a product, or none', () => {
    expect(parse(tea)).toEqual(tea);
    expect(parse({ status: 'none' })).toEqual({ status: 'none' });
  });

  it.each([
    ['an unknown status', { ...tea, status: 'sold-out' }],
    ['a variant without a SKU', { ...tea, variants: [{ options: {}, prices: {} }] }],
    [
      'a price that is not in whole minor units',
      { ...tea, variants: [{ ...tea.variants[0], prices: { GBP: 4.5 } }] },
    ],
  ])('cannot have %s', (_what, stored) => {
    expect(() => parse(stored)).toThrow();
  });
});

describe('a stored event', () => {
  const parse = (stored: unknown) => parseEvent(stored, CHANGED_AT, product.events);

  it('has the time of its commit if it has none of its own', () => {
    expect(parse(archived)).toEqual({ ...archived, at: CHANGED_AT });
  });

  it('of an unknown type is an error', () => {
    expect(() => parse({ type: 'ProductSold', at: tea.createdAt, product: tea })).toThrow();
  });
});
