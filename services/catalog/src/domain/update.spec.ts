import { given } from '@tradepost/testing/given';
import { CHANGED_AT, created, drafted, largeTea, smallTea, tea } from './product.spec-kit.ts';
import { type ProductFacts, product, type Variant } from './product.ts';
import { type ProductChanges, update } from './update.ts';
import { MAX_EVENT_BYTES } from './within-bounds.ts';

describe('update of an active product', () => {
  const when = (changes: ProductChanges) => given(product)(created).when(update(tea.id, changes), CHANGED_AT);

  it('changes only the given fields', () => {
    when({ title: 'Assam Gold', categories: ['tea'] }).then([
      updated({ ...tea, title: 'Assam Gold', categories: ['tea'], updatedAt: CHANGED_AT }),
    ]);
  });

  it('removes its description if that is null', () => {
    const { description: _former, ...rest } = tea;
    when({ description: null }).then([updated({ ...rest, updatedAt: CHANGED_AT })]);
  });

  it('emits its former slug if the slug changes', () => {
    const renamed = { ...tea, slug: 'assam-gold', updatedAt: CHANGED_AT };
    when({ slug: 'assam-gold' }).then([{ ...updated(renamed), formerSlug: 'assam' }]);
  });

  it('emits the SKUs that were added and removed', () => {
    const variants = [{ ...largeTea, sku: 'ASSAM-1000', version: 1 }, smallTea];
    when({ variants }).then([
      {
        ...updated({ ...tea, variants, updatedAt: CHANGED_AT }),
        skusAdded: ['ASSAM-1000'],
        skusRemoved: ['ASSAM-500'],
      },
    ]);
  });

  it('emits only PriceChanged if only prices changed', () => {
    const variants = [{ ...smallTea, prices: { GBP: 475, USD: 600 }, version: 1 }, largeTea];
    when({ variants }).then([
      {
        type: 'PriceChanged',
        product: { ...tea, variants, updatedAt: CHANGED_AT },
        changes: [
          { sku: 'ASSAM-100', currency: 'EUR', fromMinor: 520 },
          { sku: 'ASSAM-100', currency: 'GBP', fromMinor: 450, toMinor: 475 },
          { sku: 'ASSAM-100', currency: 'USD', toMinor: 600 },
        ],
      },
    ]);
  });

  it('emits ProductUpdated and PriceChanged if both changed, each with the product after the whole change', () => {
    const variants = [smallTea, { ...largeTea, weightGrams: 530, prices: { GBP: 1750 }, version: 1 }];
    const after = { ...tea, variants, updatedAt: CHANGED_AT };
    when({ variants }).then([
      updated(after),
      {
        type: 'PriceChanged',
        product: after,
        changes: [{ sku: 'ASSAM-500', currency: 'GBP', fromMinor: 1800, toMinor: 1750 }],
      },
    ]);
  });

  it('emits no PriceChanged for a variant that was added', () => {
    const added = { ...smallTea, sku: 'ASSAM-BAGS', prices: { GBP: 300 }, version: 1 };
    const variants = [smallTea, largeTea, added];
    when({ variants }).then([
      {
        ...updated({ ...tea, variants, variantCount: 3, updatedAt: CHANGED_AT }),
        skusAdded: ['ASSAM-BAGS'],
      },
    ]);
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
    when({ status: 'draft' }).then([updated({ ...tea, status: 'draft', updatedAt: CHANGED_AT })]);
  });

  it('rejects a change that makes it too large', () => {
    const decision = update(tea.id, { description: 'x'.repeat(MAX_EVENT_BYTES) })(tea, {
      version: 0,
      at: CHANGED_AT,
    });
    expect(decision).toMatchObject({ rejection: { code: 'PRODUCT_TOO_LARGE', maxBytes: MAX_EVENT_BYTES } });
  });
});

describe('update of a draft', () => {
  it('publishes it', () => {
    given(product)(drafted)
      .when(update(tea.id, { status: 'active' }), CHANGED_AT)
      .then([updated({ ...tea, updatedAt: CHANGED_AT })]);
  });
});

describe('update of an archived product', () => {
  it('is rejected with its id', () => {
    const archived = { type: 'ProductArchived' as const, product: { ...tea, status: 'archived' as const } };
    given(product)(created, archived)
      .when(update(tea.id, { title: 'Assam Gold' }))
      .thenRejected({ code: 'PRODUCT_ARCHIVED', productId: tea.id });
  });
});

function updated(after: ProductFacts) {
  return { type: 'ProductUpdated' as const, product: after, skusAdded: [], skusRemoved: [] };
}

function reordered(variant: Variant) {
  return Object.fromEntries(Object.entries(variant).reverse()) as Variant;
}
