/** Maximum delay of a Node timer; a longer one would fire at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/**
 * Calls `action` once, at `atMs` (epoch milliseconds of `clock`) or at once if that is past. The delay may be longer than
 * `MAX_TIMER_MS`. Returns a function that cancels.
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
