import { createHash } from 'node:crypto';
import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import type { Api } from '../api/connect.ts';
import demoCategories from './categories.json' with { type: 'json' };
import demoProducts from './products.json' with { type: 'json' };

// TypeScript types each entry of a JSON file with the fields of all entries, possibly undefined.
const DEMO_PRODUCTS = demoProducts as unknown as readonly DemoProduct[];
/** Units of each SKU of the demo catalogue. */
const DEMO_UNITS = 1_000;
const CONCURRENCY = 8;

type DemoProduct = {
  readonly title: string;
  readonly slug: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly variants: readonly {
    readonly sku: string;
    readonly title?: string;
    readonly options?: Readonly<Record<string, string>>;
    /** In minor units, by currency. */
    readonly prices: Readonly<Record<string, number>>;
    readonly weightGrams: number;
    /** Only a bundle has components. It has no stock of its own. */
    readonly components?: readonly { readonly sku: string; readonly quantity: number }[];
  }[];
};

/** Creates the categories of the demo catalogue. Those that exist stay as they are. */
export async function seedCategories(api: Api): Promise<void> {
  const { items } = await unwrap(api.GET('/v1/categories'));
  const known = new Set(items.map(({ slug }) => slug));
  // One after the other: each after its parent.
  for (const { slug, ...body } of demoCategories) {
    if (known.has(slug)) continue;
    await unwrap(api.PUT('/v1/categories/{category}', { params: { path: { category: slug } }, body }));
  }
}

/**
 * Creates the products of the demo catalogue and stock of them. Each call has its own idempotency key: a second run changes
 * nothing.
 */
export async function seedCatalogue(
  api: Api,
  products: readonly DemoProduct[] = DEMO_PRODUCTS,
  unitsOf: (sku: string) => number = () => DEMO_UNITS,
): Promise<void> {
  const isBundle = ({ variants }: DemoProduct) => variants.some(({ components }) => components !== undefined);
  const create = async (product: DemoProduct) => {
    const body = { ...product, status: 'active' } as const;
    const idempotencyKey = `seed-product-${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`;
    const { error } = await api.POST('/v1/products', { body, idempotencyKey });
    // Keeps an existing product with this SKU or slug.
    if (error && !isProblem(error, 'SKU_TAKEN', 'SLUG_TAKEN')) throw error;
  };
  // Components before the bundles that contain them.
  for (const some of [products.filter((each) => !isBundle(each)), products.filter(isBundle)])
    await forEach(some, CONCURRENCY, create);
  const skus = products.flatMap(({ variants }) =>
    variants.flatMap(({ sku, components }) => (components === undefined ? [sku] : [])),
  );
  await forEach(skus, CONCURRENCY, async (sku) => {
    await unwrap(
      api.POST('/v1/stock/{sku}/adjustments', {
        params: { path: { sku } },
        body: { delta: unitsOf(sku), reason: 'received' },
        idempotencyKey: `seed-stock-${sku}`,
      }),
    );
  });
}
