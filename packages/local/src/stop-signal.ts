/** Signals within this time count as one: a terminal sends Ctrl-C to every process, and npm forwards it again. */
const ONE_SIGNAL_MS = 1_000;
const PARENT_CHECK_MS = 250;

/**
 * Resolves when this process must stop: at SIGINT, SIGTERM or SIGHUP, or when its parent has ended. A second, later signal
 * ends the process at once.
 *
 * @param parentPid parent process to watch; none if undefined
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
