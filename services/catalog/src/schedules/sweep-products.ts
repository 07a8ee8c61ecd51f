import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import { type Deps, deps } from '../deps.ts';
import { applyDates } from '../domain/publish-dates.ts';

/** Products that one run reads from each of the index's four shards. The rest is left for the next run, a minute later. */
const MAX_PRODUCTS_PER_SHARD = 250;
const MAX_AT_ONCE = 10;

export const handler = scheduled((logger) => sweepProducts({ ...deps(), logger }));

/**
 * Publishes products, and takes them out of sale, by their dates. The index lags behind the table, and a date may have changed
 * since: each product is decided as it is stored.
 *
 * @throws AggregateError if some products failed; all others were swept
 */
export async function sweepProducts({
  products,
  now,
  logger,
}: Pick<Deps, 'products' | 'now'> & {
  readonly logger: Pick<Logger, 'error'>;
}): Promise<readonly Metric[]> {
  const due = await products.due(now(), MAX_PRODUCTS_PER_SHARD);
  const outcomes = await mapConcurrent(due, MAX_AT_ONCE, async (productId) => {
    const cause = {
      actor: 'tradepost.catalog',
      correlationId: `cor_${productId.slice('prd_'.length)}`,
    };
    try {
      const result = await products.execute(productId, applyDates(), cause);
      return 'events' in result ? result.events.length : 0;
    } catch (thrown) {
      const error = toError(thrown);
      logger.error('product not swept', { subject: productId, error });
      return error;
    }
  });
  const errors = outcomes.filter((each) => each instanceof Error);
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} products were not swept`);
  return [
    { name: 'PublishDatesApplied', value: outcomes.filter((each) => each === 1).length, unit: 'Count' },
  ];
}
