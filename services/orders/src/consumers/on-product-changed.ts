import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
  variantChanged,
} from '@tradepost/contracts/catalog/events';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import type { ProductChange } from '../projections/to-offers.ts';

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

/** Events of a product have its first variants; those of one variant have only that one. Each is saved by its version. */
export function onProductChanged(change: ProductChange, { offers }: Pick<Deps, 'offers'>): Promise<void> {
  return offers.save(change);
}
