import { type StreamRecord, toCommit, toStreamRecord } from '@tradepost/aggregate/stream-record';
import { stream } from '@tradepost/lambda/messages/stream';
import { type Deps, deps } from '../deps.ts';
import { NO_PRODUCT, parseState } from '../domain/product.ts';
import { toListingRows } from '../views/listing.ts';

export const handler = stream((record) => projectListings(toStreamRecord(record), deps()));

/** Projects a product to its lists. Rows are written concurrently; each write is conditional on its row's version. */
export async function projectListings(
  record: StreamRecord,
  { listings }: Pick<Deps, 'listings'>,
): Promise<void> {
  const commit = toCommit(record);
  if (commit === undefined) return;
  const former = record.oldImage?.['state'];
  const rows = toListingRows({
    version: commit.version,
    before: former === undefined ? NO_PRODUCT : parseState(former),
    after: parseState(commit.state),
  });
  await Promise.all(rows.map((row) => listings.put(row)));
}
