import { toLoaded, toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { stream } from '@tradepost/lambda/messages/stream';
import { type Deps, deps } from '../deps.ts';
import { product } from '../domain/product.ts';
import { toListingRows } from '../projections/to-listing-rows.ts';

export const handler = stream((record) => projectListings(toStreamRecord(record), deps()));

/**
 * Projects a product to its lists. Each write is conditional on its row's version. The row with the whole product is written
 * first, so that each list finds a product that is at least as new as its own row.
 */
export async function projectListings(
  record: StreamRecord,
  { listings }: Pick<Deps, 'listings'>,
): Promise<void> {
  const commit = toStateCommit(record, product);
  if (commit === undefined) return;
  const { oldImage } = record;
  const [whole, ...others] = toListingRows({
    version: commit.version,
    before: oldImage === undefined ? product.initial : toLoaded(oldImage, product).state,
    after: commit.state,
  });
  if (whole !== undefined) await listings.put(whole);
  await Promise.all(others.map((row) => listings.put(row)));
}
