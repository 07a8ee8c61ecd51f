import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
} from '@tradepost/contracts/catalog/events';
import type { Product } from '@tradepost/contracts/catalog/model';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';

export const handler = queue(
  deadLetterQueues.catalog,
  [productCreated, productUpdated, priceChanged, productArchived].map((contract) =>
    on(contract, ({ data: { product } }) => onProductChanged(product, deps())),
  ),
);

/** Every product event of the catalogue carries the whole product, so all are handled in the same way. */
export function onProductChanged(product: Product, { offers }: Pick<Deps, 'offers'>): Promise<void> {
  return offers.save(product);
}
