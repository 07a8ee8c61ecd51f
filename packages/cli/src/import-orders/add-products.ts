import { createHash } from 'node:crypto';
import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import { MAX_BULK_SKUS } from '@tradepost/contracts/catalog/model';
import type { Api } from '../api/connect.ts';
import { toSlug } from './to-sku.ts';
import type { WantedProduct } from './wanted-products.ts';

export type AddedProducts = { readonly created: number; readonly known: number };

type Config = {
  readonly currency: string;
  readonly concurrency: number;
  readonly progress: Progress;
};

const MAX_NAMED_SKUS = 5;

/**
 * API Gateway accepts 10,240 bytes of request line and header values together.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const MAX_QUERY_LENGTH = 8_000;

/**
 * Adds the products that the catalogue does not have. Existing ones are not changed.
 *
 * @throws Error if the catalogue has a product that cannot be sold in the currency: then no order may be placed
 */
export async function addProducts(
  api: Api,
  products: readonly WantedProduct[],
  { currency, concurrency, progress }: Config,
): Promise<AddedProducts> {
  const unknown = new Set<string>();
  const obstacles: string[] = [];
  await forEach(batchesOf(products), concurrency, async (batch) => {
    const skus = batch.map(({ sku }) => sku);
    const found = await unwrap(api.GET('/v1/variants', { params: { query: { skus } } }));
    for (const sku of found.unknown) unknown.add(sku);
    for (const { sku, status, prices } of found.items) {
      if (status !== 'active') obstacles.push(`${sku} is ${status}`);
      else if (prices[currency] === undefined) obstacles.push(`${sku} has no price in ${currency}`);
    }
  });
  if (obstacles.length > 0) throw new Error(describeObstacles(obstacles));
  let created = 0;
  progress.begin('Adding products', unknown.size, 'products');
  const missing = products.filter(({ sku }) => unknown.has(sku));
  await forEach(missing, concurrency, async (product) => {
    if (await addProduct(api, product, currency)) created += 1;
    progress.advance();
  });
  progress.end();
  return { created, known: products.length - created };
}

/** Returns whether it was added; another caller may have been faster. */
async function addProduct(
  api: Api,
  { sku, title, priceMinor }: WantedProduct,
  currency: string,
): Promise<boolean> {
  const variants = [{ sku, prices: { [currency]: priceMinor } }];
  const plainSlug = toSlug(sku);
  // The slug may belong to another product.
  for (const slug of [plainSlug, `${plainSlug}-${hashOf(sku).slice(0, 8)}`]) {
    const body = { title, slug, status: 'active', variants } as const;
    const idempotencyKey = `import-product-${hashOf(JSON.stringify(body))}`;
    const { error } = await api.POST('/v1/products', { body, idempotencyKey });
    if (error === undefined) return true;
    if (isProblem(error, 'SKU_TAKEN')) return false;
    if (!isProblem(error, 'SLUG_TAKEN')) throw error;
  }
  throw new Error(`no free slug was found for the product ${sku}`);
}

function describeObstacles(obstacles: readonly string[]): string {
  const named = obstacles.slice(0, MAX_NAMED_SKUS).join(', ');
  const more = obstacles.length > MAX_NAMED_SKUS ? ` and ${obstacles.length - MAX_NAMED_SKUS} more` : '';
  return `the catalogue has products that cannot be sold: ${named}${more}. Nothing was placed.`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Splits SKUs into queries: API Gateway limits the request line, and the API the number of SKUs. */
function* batchesOf(products: readonly WantedProduct[]): Generator<readonly WantedProduct[]> {
  let batch: WantedProduct[] = [];
  let length = 0;
  for (const product of products) {
    const added = encodeURIComponent(product.sku).length + 1;
    if (batch.length === MAX_BULK_SKUS || (batch.length > 0 && length + added > MAX_QUERY_LENGTH)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(product);
    length += added;
  }
  if (batch.length > 0) yield batch;
}
