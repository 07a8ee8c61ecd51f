import { readFile } from 'node:fs/promises';
import { createProduct } from '@tradepost/contracts/http/catalog';
import * as z from 'zod/mini';
import { createApiClient } from '../api/api-client.ts';

const seedProducts = z.array(
  z.looseObject({ slug: z.string(), units: z.int(), variants: z.array(z.looseObject({ sku: z.string() })) }),
);

/**
 * Puts a small shop into a running platform, through its API. What is there already stays as it is.
 *
 * @param url of the API
 * @returns how many products were added
 */
export async function seed(url: string): Promise<number> {
  const products = seedProducts.parse(
    JSON.parse(await readFile(new URL('products.json', import.meta.url), 'utf8')),
  );
  const api = createApiClient({ url });
  try {
    const added = await Promise.all(
      products.map(async ({ units, ...product }) => {
        const known = await api.call('GET', `/v1/products/by-slug/${product.slug}`);
        if (known.status === 200) return 0;
        const body = createProduct.body.parse({ ...product, status: 'active' });
        const created = await api.call('POST', '/v1/products', {
          body,
          idempotencyKey: `seed-${product.slug}`,
        });
        if (created.status !== 201)
          throw new Error(`${product.slug} was refused: ${JSON.stringify(created.body)}`);
        for (const { sku } of product.variants) await receive(sku, units);
        return 1;
      }),
    );
    return added.reduce((sum: number, each) => sum + each, 0);
  } finally {
    await api.close();
  }

  async function receive(sku: string, units: number): Promise<void> {
    const { status, body } = await api.call('PUT', `/v1/stock/${sku}/locations/main`, {
      body: { onHand: units, lowStockThreshold: 5 },
    });
    if (status !== 200) throw new Error(`the stock of ${sku} was refused: ${JSON.stringify(body)}`);
  }
}
