/**
 * Runs work that may take so long and no longer: then its signal aborts, and it is for the work to end.
 *
 * @param run gets the signal, and hands it to whatever it waits for
 * @returns what the work returns
 * @throws what the work throws
 * @example
 * await withTimeLimit(2_000, (abortSignal) => client.send(command, { abortSignal }));
 */
export async function withTimeLimit<Result>(
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  // Not AbortSignal.timeout: its timer keeps no process alive, and a function that waits for nothing else ends.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
