/**
 * Maps values concurrently, at most `maxAtOnce` at a time.
 *
 * @returns the results, in the order of the values
 * @throws the first error; the other calls continue
 */
export async function mapConcurrent<Value, Result>(
  values: readonly Value[],
  maxAtOnce: number,
  map: (value: Value) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(values.length);
  const waiting = values.entries();
  const worker = async () => {
    for (const [index, value] of waiting) results[index] = await map(value);
  };
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, values.length) }, worker));
  return results;
}
