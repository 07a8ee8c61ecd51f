import { createHash } from 'node:crypto';
import { unwrap } from '@tradepost/client/client';
import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import type { Api } from '../api/connect.ts';
import type { WantedProduct } from './wanted-products.ts';

type Config = { readonly importId: string; readonly concurrency: number; readonly progress: Progress };

/**
 * Receives the units that the file's orders need, in addition to the stock. Each receipt has a key made from the import
 * and the SKU: an import that is started again receives nothing twice, whatever was sold since.
 */
export async function receiveStock(
  api: Api,
  products: readonly WantedProduct[],
  { importId, concurrency, progress }: Config,
): Promise<void> {
  progress.begin('Receiving stock', products.length, 'SKUs');
  await forEach(products, concurrency, async ({ sku, units }) => {
    // A key must be visible ASCII; a SKU may contain other characters.
    const skuHash = createHash('sha256').update(sku).digest('hex').slice(0, 32);
    await unwrap(
      // Names the SKU in the body, because the path of an HTTP API cannot contain `/`, `%` or `?` in it.
      api.POST('/v1/stock/adjustments', {
        body: { sku, delta: units, reason: 'received' },
        idempotencyKey: `import-${importId}-stock-${skuHash}`,
      }),
    );
    progress.advance();
  });
  progress.end();
}
