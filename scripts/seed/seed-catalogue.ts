import { createHash } from 'node:crypto';
import { orThrow } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import type { Api } from '../api/connect.ts';
import { forEach } from '../api/for-each.ts';
import { poll } from '../api/poll.ts';
import demoProducts from './products.json' with { type: 'json' };

// A JSON file's type has every field that any of its entries has, as optional and undefined.
const DEMO_PRODUCTS = demoProducts as unknown as readonly DemoProduct[];
/** Units of each SKU of the demo catalogue. */
const DEMO_UNITS = 1_000;
const CONCURRENCY = 8;
/** A new product reaches the orders' view of the catalogue a moment later. */
const VISIBLE = { withinMs: 20_000, firstPauseMs: 50, longestPauseMs: 500 };

export type DemoProduct = {
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
  }[];
};

/**
 * Gives an empty shop the demo catalogue and stock of it. Every call has a key of its own: a second time, nothing
 * changes. Returns when each product can be ordered.
 */
export async function seedCatalogue(
  api: Api,
  products: readonly DemoProduct[] = DEMO_PRODUCTS,
  unitsPerSku: number = DEMO_UNITS,
): Promise<void> {
  await forEach(products, CONCURRENCY, async (product) => {
    const body = { ...product, status: 'active' } as const;
    const idempotencyKey = `seed-product-${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`;
    const { error } = await api.POST('/v1/products', { body, idempotencyKey });
    // Where somebody made a product of their own of it, theirs stays.
    if (error && !isProblem(error, 'SKU_TAKEN', 'SLUG_TAKEN')) throw error;
  });
  const skus = products.flatMap((product) => product.variants.map(({ sku }) => sku));
  await forEach(skus, CONCURRENCY, async (sku) => {
    await orThrow(
      api.POST('/v1/stock/{sku}/adjustments', {
        params: { path: { sku } },
        body: { delta: unitsPerSku, reason: 'received' },
        idempotencyKey: `seed-stock-${sku}`,
      }),
    );
  });
  await poll(async () => ((await isOrderable(api, skus)) ? true : undefined), VISIBLE);
}

/** Asks for an order that would cost more than expected: it is refused for that, or for a SKU not known yet. */
async function isOrderable(api: Api, skus: readonly string[]): Promise<boolean> {
  const { error } = await api.POST('/v1/orders', {
    body: {
      currency: 'GBP',
      lines: skus.map((sku) => ({ sku, quantity: 1 })),
      email: 'nobody@example.com',
      shippingAddress: { name: 'Nobody', line1: 'Nowhere 1', city: 'Nowhere', country: 'GB' },
      paymentToken: 'tok_declined',
      expectedTotal: { amountMinor: 0, currency: 'GBP' },
    },
  });
  return !isProblem(error, 'UNKNOWN_SKU');
}
