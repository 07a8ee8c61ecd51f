import type { Variant } from '@tradepost/contracts/models/product';
import { given } from '@tradepost/testing/given';
import { decide, MAX_EVENT_BYTES, type ProductDecision, type UpdateProduct } from './decide.ts';
import { largeTea, smallTea, tea } from './product.spec-fixture.ts';
import { evolve, NO_PRODUCT, type ProductEvent, type ProductFacts } from './product.ts';

const product = given({ initial: NO_PRODUCT, decide, evolve });

const productId = tea.id;
const at = '2026-02-02T00:00:00.000Z';

const created: Extract<ProductEvent, { type: 'ProductCreated' }> = {
  type: 'ProductCreated',
  at: tea.createdAt,
  product: tea,
};
const archivedTea: ProductFacts = { ...tea, status: 'archived', updatedAt: at };
const archived: ProductEvent = { type: 'ProductArchived', at, product: archivedTea };

const details = {
  status: 'active' as const,
  title: 'Assam',
  slug: 'assam',
  description: 'A strong black tea.',
  categories: ['tea', 'black-tea'],
  variants: tea.variants,
};

describe('When there is no product', () => {
  it('is created', () => {
    product().when({ type: 'CreateProduct', productId, at: tea.createdAt, details }).then([created]);
  });

  it('names a category once, however often it was given', () => {
    product()
      .when({
        type: 'CreateProduct',
        productId,
        at: tea.createdAt,
        details: { ...details, categories: ['tea', 'black-tea', 'tea'] },
      })
      .then([created]);
  });

  it('may be as large as an event, and no larger', () => {
    const command = (description: string) =>
      ({ type: 'CreateProduct', productId, at, details: { ...details, description } }) as const;
    const largest = 'x'.repeat(MAX_EVENT_BYTES - bytesOf(decide(command(''), NO_PRODUCT)));
    expect(decide(command(largest), NO_PRODUCT)).toMatchObject({ events: [{ type: 'ProductCreated' }] });
    product()
      .when(command(`${largest}x`))
      .thenRejected({ code: 'PRODUCT_TOO_LARGE', bytes: MAX_EVENT_BYTES + 1, maxBytes: MAX_EVENT_BYTES });
  });

  it('cannot be changed', () => {
    product()
      .when({ type: 'UpdateProduct', productId, at, changes: { title: 'Darjeeling' } })
      .thenRejected({ code: 'PRODUCT_NOT_FOUND', productId });
  });

  it('cannot be archived', () => {
    product()
      .when({ type: 'ArchiveProduct', productId, at })
      .thenRejected({ code: 'PRODUCT_NOT_FOUND', productId });
  });
});

describe('When active', () => {
  const when = (changes: Parameters<typeof update>[0]) => product(created).when(update(changes));

  it('is not created again', () => {
    product(created).when({ type: 'CreateProduct', productId, at, details }).then([]);
  });

  it('changes the fields that are given, and no others', () => {
    when({ title: 'Assam Gold', categories: ['tea'] }).then([
      updated({ ...tea, title: 'Assam Gold', categories: ['tea'], updatedAt: at }),
    ]);
  });

  it('loses its description where that is null', () => {
    const { description: _former, ...rest } = tea;
    when({ description: null }).then([updated({ ...rest, updatedAt: at })]);
  });

  it('says what its slug was', () => {
    const renamed = { ...tea, slug: 'assam-gold', updatedAt: at };
    when({ slug: 'assam-gold' }).then([{ ...updated(renamed), formerSlug: 'assam' }]);
  });

  it('says which SKUs came and which went', () => {
    const variants = [{ ...largeTea, sku: 'ASSAM-1000' }, smallTea];
    when({ variants }).then([
      {
        ...updated({ ...tea, variants, updatedAt: at }),
        skusAdded: ['ASSAM-1000'],
        skusRemoved: ['ASSAM-500'],
      },
    ]);
  });

  it('says only which prices changed, where nothing else did', () => {
    const variants = [{ ...smallTea, prices: { GBP: 475, USD: 600 } }, largeTea];
    when({ variants }).then([
      {
        type: 'PriceChanged',
        at,
        product: { ...tea, variants, updatedAt: at },
        changes: [
          { sku: 'ASSAM-100', currency: 'EUR', fromMinor: 520 },
          { sku: 'ASSAM-100', currency: 'GBP', fromMinor: 450, toMinor: 475 },
          { sku: 'ASSAM-100', currency: 'USD', toMinor: 600 },
        ],
      },
    ]);
  });

  it('says both where both changed, each with the product as it is in the end', () => {
    const variants = [smallTea, { ...largeTea, weightGrams: 530, prices: { GBP: 1750 } }];
    const after = { ...tea, variants, updatedAt: at };
    when({ variants }).then([
      updated(after),
      {
        type: 'PriceChanged',
        at,
        product: after,
        changes: [{ sku: 'ASSAM-500', currency: 'GBP', fromMinor: 1800, toMinor: 1750 }],
      },
    ]);
  });

  it('says nothing of the prices of a variant that came', () => {
    const variants = [smallTea, largeTea, { ...smallTea, sku: 'ASSAM-BAGS', prices: { GBP: 300 } }];
    when({ variants }).then([{ ...updated({ ...tea, variants, updatedAt: at }), skusAdded: ['ASSAM-BAGS'] }]);
  });

  it.each([
    ['nothing is given', {}],
    [
      'all is given as it is',
      { title: 'Assam', slug: 'assam', variants: tea.variants, status: 'active' as const },
    ],
    [
      'the fields of a variant come in another order',
      { variants: [reordered(smallTea), reordered(largeTea)] },
    ],
  ])('does nothing where %s', (_what, changes) => {
    when(changes).then([]);
  });

  it('goes back to being a draft', () => {
    when({ status: 'draft' }).then([updated({ ...tea, status: 'draft', updatedAt: at })]);
  });

  it('is refused a change that makes it too large', () => {
    const decision = decide(update({ description: 'x'.repeat(MAX_EVENT_BYTES) }), tea);
    expect(decision).toMatchObject({ rejection: { code: 'PRODUCT_TOO_LARGE', maxBytes: MAX_EVENT_BYTES } });
  });

  it('is archived', () => {
    product(created).when({ type: 'ArchiveProduct', productId, at }).then([archived]);
  });
});

describe('When a draft', () => {
  const draft: ProductEvent = { ...created, product: { ...tea, status: 'draft' } };

  it('is published', () => {
    product(draft)
      .when(update({ status: 'active' }))
      .then([updated({ ...tea, updatedAt: at })]);
  });

  it('is archived', () => {
    product(draft).when({ type: 'ArchiveProduct', productId, at }).then([archived]);
  });
});

describe('When archived', () => {
  it('is not changed any more', () => {
    product(created, archived)
      .when(update({ title: 'Assam Gold' }))
      .thenRejected({ code: 'PRODUCT_ARCHIVED', productId });
  });

  it('does nothing when it is archived again', () => {
    product(created, archived)
      .when({ type: 'ArchiveProduct', productId, at: '2026-03-03T00:00:00Z' })
      .then([]);
  });
});

function update(changes: UpdateProduct['changes']): UpdateProduct {
  return { type: 'UpdateProduct', productId, at, changes };
}

function updated(after: ProductFacts): Extract<ProductEvent, { type: 'ProductUpdated' }> {
  return { type: 'ProductUpdated', at, product: after, skusAdded: [], skusRemoved: [] };
}

function reordered(variant: Variant) {
  return Object.fromEntries(Object.entries(variant).reverse()) as Variant;
}

function bytesOf(decision: ProductDecision): number {
  return 'events' in decision ? Buffer.byteLength(JSON.stringify(decision.events[0])) : 0;
}
