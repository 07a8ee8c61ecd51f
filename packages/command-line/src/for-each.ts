/**
 * Runs a function for each item, several at a time. After the first failure no further item is started; the function
 * waits for started ones, and then throws the failure.
 */
export async function forEach<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = (async function* () {
    yield* items;
  })();
  const work = async () => {
    // All workers take from one queue. A failure in the loop closes it.
    for await (const item of queue) await act(item);
  };
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, work));
  const failure = workers.find((worker) => worker.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
