/**
 * Runs work with a time limit. After the limit the signal aborts; the work itself must then end.
 *
 * @param run gets the signal and passes it to the calls that it awaits
 * @returns what the work returns
 * @throws what the work throws
 * @example
 * await withTimeLimit(2_000, (abortSignal) => client.send(command, { abortSignal }));
 */
export async function withTimeLimit<Result>(
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  // Not AbortSignal.timeout: its timer is unreferenced, so a process that waits for nothing else would end.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
