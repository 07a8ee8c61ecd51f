import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
} from '@tradepost/contracts/catalog/events';
import type { Product } from '@tradepost/contracts/catalog/model';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';

/** Writes at once for one event: half of the largest number of variants. */
const MAX_WRITES_AT_ONCE = 25;

export const handler = queue(
  deadLetterQueues.catalog,
  [productCreated, productUpdated, priceChanged, productArchived].map((contract) =>
    on(contract, (event) => onProductChanged(event, deps())),
  ),
);

/**
 * Records the base prices of all variants from the time of the event on. Each row is complete, so that events may arrive in any
 * order and any number of times.
 */
export async function onProductChanged(
  { id, time, data: { product } }: Pick<CloudEvent<{ readonly product: Product }>, 'id' | 'time' | 'data'>,
  { prices }: Pick<Deps, 'prices'>,
): Promise<void> {
  const isOffered = product.status === 'active';
  await mapConcurrent(product.variants, MAX_WRITES_AT_ONCE, (variant) =>
    prices.recordBase(variant.sku, { at: time, prices: variant.prices, isOffered }, id),
  );
}
