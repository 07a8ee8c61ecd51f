/** A terminal sends Ctrl-C to every process, and npm sends it on once more: within this time it is one. */
const ONE_SIGNAL_MS = 1_000;
const PARENT_CHECK_MS = 250;

/**
 * Resolves when this process is to stop: at SIGINT, SIGTERM or SIGHUP, or when whoever started it is gone. A
 * second signal, later than the first, ends the process at once.
 *
 * @param parentPid the process that is to be there; nobody where it is undefined
 */
export function stopSignal(parentPid: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    let firstAtMs: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        const nowMs = performance.now();
        if (firstAtMs !== undefined && nowMs - firstAtMs > ONE_SIGNAL_MS)
          process.exit(signal === 'SIGINT' ? 130 : 143);
        firstAtMs ??= nowMs;
        resolve();
      });
    }
    if (parentPid === undefined) return;
    const check = setInterval(() => {
      if (process.ppid === parentPid) return;
      clearInterval(check);
      resolve();
    }, PARENT_CHECK_MS);
    check.unref();
  });
}
