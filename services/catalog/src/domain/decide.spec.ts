import type { Variant } from '@tradepost/contracts/catalog/model';
import { given } from '@tradepost/testing/old/given';
import { decide, MAX_EVENT_BYTES, type ProductDecision, type UpdateProduct } from './decide.ts';
import { largeTea, smallTea, tea } from './product.spec-kit.ts';
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

describe('a missing product', () => {
  it('emits ProductCreated on CreateProduct', () => {
    product().when({ type: 'CreateProduct', productId, at: tea.createdAt, details }).then([created]);
  });

  it('removes repeated categories on CreateProduct', () => {
    product()
      .when({
        type: 'CreateProduct',
        productId,
        at: tea.createdAt,
        details: { ...details, categories: ['tea', 'black-tea', 'tea'] },
      })
      .then([created]);
  });

  it('accepts a product of MAX_EVENT_BYTES and rejects a larger one', () => {
    const command = (description: string) =>
      ({ type: 'CreateProduct', productId, at, details: { ...details, description } }) as const;
    const largest = 'x'.repeat(MAX_EVENT_BYTES - bytesOf(decide(command(''), NO_PRODUCT)));
    expect(decide(command(largest), NO_PRODUCT)).toMatchObject({ events: [{ type: 'ProductCreated' }] });
    product()
      .when(command(`${largest}x`))
      .thenRejected({ code: 'PRODUCT_TOO_LARGE', bytes: MAX_EVENT_BYTES + 1, maxBytes: MAX_EVENT_BYTES });
  });

  it('rejects UpdateProduct', () => {
    product()
      .when({ type: 'UpdateProduct', productId, at, changes: { title: 'Darjeeling' } })
      .thenRejected({ code: 'PRODUCT_NOT_FOUND', productId });
  });

  it('rejects ArchiveProduct', () => {
    product()
      .when({ type: 'ArchiveProduct', productId, at })
      .thenRejected({ code: 'PRODUCT_NOT_FOUND', productId });
  });
});

describe('an active product', () => {
  const when = (changes: Parameters<typeof update>[0]) => product(created).when(update(changes));

  it('ignores CreateProduct', () => {
    product(created).when({ type: 'CreateProduct', productId, at, details }).then([]);
  });

  it('changes only the given fields', () => {
    when({ title: 'Assam Gold', categories: ['tea'] }).then([
      updated({ ...tea, title: 'Assam Gold', categories: ['tea'], updatedAt: at }),
    ]);
  });

  it('removes its description if that is null', () => {
    const { description: _former, ...rest } = tea;
    when({ description: null }).then([updated({ ...rest, updatedAt: at })]);
  });

  it('emits its former slug if the slug changes', () => {
    const renamed = { ...tea, slug: 'assam-gold', updatedAt: at };
    when({ slug: 'assam-gold' }).then([{ ...updated(renamed), formerSlug: 'assam' }]);
  });

  it('emits the SKUs that were added and removed', () => {
    const variants = [{ ...largeTea, sku: 'ASSAM-1000' }, smallTea];
    when({ variants }).then([
      {
        ...updated({ ...tea, variants, updatedAt: at }),
        skusAdded: ['ASSAM-1000'],
        skusRemoved: ['ASSAM-500'],
      },
    ]);
  });

  it('emits only PriceChanged if only prices changed', () => {
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

  it('emits ProductUpdated and PriceChanged if both changed, each with the product after the whole change', () => {
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

  it('emits no PriceChanged for a variant that was added', () => {
    const variants = [smallTea, largeTea, { ...smallTea, sku: 'ASSAM-BAGS', prices: { GBP: 300 } }];
    when({ variants }).then([{ ...updated({ ...tea, variants, updatedAt: at }), skusAdded: ['ASSAM-BAGS'] }]);
  });

  it.each([
    ['no field is given', {}],
    [
      'the given fields have their current values',
      { title: 'Assam', slug: 'assam', variants: tea.variants, status: 'active' as const },
    ],
    [
      'only the order of fields within a variant differs',
      { variants: [reordered(smallTea), reordered(largeTea)] },
    ],
  ])('emits nothing if %s', (_what, changes) => {
    when(changes).then([]);
  });

  it('can become a draft again', () => {
    when({ status: 'draft' }).then([updated({ ...tea, status: 'draft', updatedAt: at })]);
  });

  it('rejects a change that makes it too large', () => {
    const decision = decide(update({ description: 'x'.repeat(MAX_EVENT_BYTES) }), tea);
    expect(decision).toMatchObject({ rejection: { code: 'PRODUCT_TOO_LARGE', maxBytes: MAX_EVENT_BYTES } });
  });

  it('emits ProductArchived on ArchiveProduct', () => {
    product(created).when({ type: 'ArchiveProduct', productId, at }).then([archived]);
  });
});

describe('a draft product', () => {
  const draft: ProductEvent = { ...created, product: { ...tea, status: 'draft' } };

  it('emits ProductUpdated if it is published', () => {
    product(draft)
      .when(update({ status: 'active' }))
      .then([updated({ ...tea, updatedAt: at })]);
  });

  it('emits ProductArchived on ArchiveProduct', () => {
    product(draft).when({ type: 'ArchiveProduct', productId, at }).then([archived]);
  });
});

describe('an archived product', () => {
  it('rejects UpdateProduct', () => {
    product(created, archived)
      .when(update({ title: 'Assam Gold' }))
      .thenRejected({ code: 'PRODUCT_ARCHIVED', productId });
  });

  it('ignores ArchiveProduct', () => {
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
