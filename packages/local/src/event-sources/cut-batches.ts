/**
 * Splits records into batches of at most `maxRecords` and `maxBytes`, in order. A record larger than `maxBytes` is a batch of
 * its own.
 */
export function cutBatches<Item>(
  records: readonly Item[],
  bounds: {
    readonly maxRecords: number;
    readonly maxBytes: number;
    readonly bytesOf: (record: Item) => number;
  },
): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = bounds.bytesOf(record);
    if (batch.length > 0 && (batch.length === bounds.maxRecords || bytes + size > bounds.maxBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
