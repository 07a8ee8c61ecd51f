/**
 * Waits for `work`, but at most `timeMs`. `work` continues after that.
 *
 * @returns the result of `work`; undefined if it has not finished in time
 * @throws what `work` rejects with in time
 */
export async function withinTime<Result>(work: Promise<Result>, timeMs: number): Promise<Result | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), timeMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
