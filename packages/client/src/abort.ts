export type Signals = readonly (AbortSignal | undefined)[];

/** Waits. If a signal aborts, rejects with its reason at once. */
export function pause(ms: number, signals: Signals): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = onAbort(signals, (reason) => {
      clearTimeout(timer);
      reject(reason);
    });
    const timer = setTimeout(() => {
      end();
      resolve();
    }, ms);
  });
}

/** Throws the reason of the first signal that has aborted. */
export function throwIfAborted(signals: Signals): void {
  for (const signal of signals) signal?.throwIfAborted();
}

/**
 * Calls `act` when a signal aborts. A signal may outlive many calls, so each call must remove its listener.
 *
 * @returns a function that removes the listeners
 */
export function onAbort(signals: Signals, act: (reason: unknown) => void): () => void {
  const ends = signals.map((signal) => {
    const hear = () => act(signal?.reason);
    signal?.addEventListener('abort', hear, { once: true });
    return () => signal?.removeEventListener('abort', hear);
  });
  return () => {
    for (const end of ends) end();
  };
}
