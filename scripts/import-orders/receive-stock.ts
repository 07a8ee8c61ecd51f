import { orThrow } from '@tradepost/client/client';
import type { Api } from '../api/connect.ts';
import { forEach } from '../api/for-each.ts';
import type { Progress } from '../terminal/progress.ts';
import type { WantedProduct } from './wanted-products.ts';

type Config = { readonly importId: string; readonly concurrency: number; readonly progress: Progress };

/**
 * Receives the units that the file's orders need, in addition to what is there. Each receipt has a key made from
 * the import and the SKU: an import that is started again receives nothing twice, whatever was sold since.
 */
export async function receiveStock(
  api: Api,
  products: readonly WantedProduct[],
  { importId, concurrency, progress }: Config,
): Promise<void> {
  progress.begin('Receiving stock', products.length, 'SKUs');
  await forEach(products, concurrency, async ({ sku, units }) => {
    await orThrow(
      api.POST('/v1/stock/{sku}/adjustments', {
        params: { path: { sku } },
        body: { delta: units, reason: 'received' },
        idempotencyKey: `import-${importId}-stock-${sku}`,
      }),
    );
    progress.advance();
  });
  progress.end();
}
