/**
 * Runs a function for each item, several at a time. After the first failure no further item is started; the function
 * waits for started ones, and then throws the failure.
 */
export async function forEach<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = toIterator(items);
  let failed = false;
  const work = async () => {
    while (!failed) {
      try {
        const next = await iterator.next();
        if (next.done) return;
        await act(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, work));
  const failure = workers.find((worker) => worker.status === 'rejected');
  if (failure === undefined) return;
  await iterator.return?.();
  throw failure.reason;
}

function toIterator<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncIterator<Item> {
  if (Symbol.asyncIterator in items) return items[Symbol.asyncIterator]();
  const iterator = items[Symbol.iterator]();
  return { next: async () => iterator.next() };
}
