import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
  variantChanged,
} from '@tradepost/contracts/catalog/events';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { type ProductChange, toBundles } from '../projections/to-bundles.ts';

export const handler = queue(deadLetterQueues.catalog, [
  ...[productCreated, priceChanged, productArchived].map((contract) =>
    on(contract, ({ data: { product } }) => onProductChanged(product, deps())),
  ),
  on(productUpdated, ({ data: { product, skusRemoved } }) =>
    onProductChanged({ ...product, skusRemoved }, deps()),
  ),
  on(variantChanged, ({ data: { product, variant } }) =>
    onProductChanged({ ...product, variants: [variant] }, deps()),
  ),
]);

/** Saves the bundles of a product, and the SKUs that it no longer has: another product may have them as bundles, or not. */
export async function onProductChanged(
  change: ProductChange,
  { bundles }: Pick<Deps, 'bundles'>,
): Promise<void> {
  await bundles.save(toBundles(change));
}
