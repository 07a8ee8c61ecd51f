/** The longest that one of Node's timers runs; a longer one would fire at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/**
 * Calls `action` once, at `atMs` (epoch milliseconds) or as soon as that is past. Takes the clock that `atMs` is
 * measured by, and returns a function that cancels. Times of any length are kept.
 */
export function startTimer(atMs: number, clock: () => number, action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    const leftMs = Math.max(0, atMs - clock());
    timer = setTimeout(leftMs > MAX_TIMER_MS ? arm : action, Math.min(leftMs, MAX_TIMER_MS));
  };
  arm();
  return () => clearTimeout(timer);
}
