import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCloud } from './local-cloud-options.ts';
import { stopSignal } from './stop-signal.ts';

/** Maximum time that a start in progress gets to finish after a signal. */
const STARTING_GRACE_MS = 2_000;
/** Maximum duration of a stop. After that, the process exits. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * Runs a local cloud until a signal (`stopSignal`), or until it fails.
 *
 * @param start starts the cloud, and prints that it is ready
 * @param options `onStopping` is called before it stops after a signal; `parentPid` is a process whose end is a signal, too
 * @returns the exit code: 0 after a signal, 1 if the cloud failed
 * @throws Error of a failed start
 */
export async function runUntilStopped(
  start: () => Promise<LocalCloud>,
  options: { readonly onStopping?: () => void; readonly parentPid?: number } = {},
): Promise<number> {
  const stopped = stopSignal(options.parentPid);
  const cloud = await Promise.race([start(), stopped.then(() => sleep(STARTING_GRACE_MS, undefined))]);
  // Stopped during the start: the engines and other child processes end with this process.
  if (cloud === undefined) return 0;
  const failure = await Promise.race([stopped, cloud.failed]);
  if (failure === undefined) options.onStopping?.();
  else console.error(failure);
  const late = sleep(STOP_TIMEOUT_MS, 'late', { ref: false });
  if ((await Promise.race([cloud.stop(), late])) === 'late')
    console.error(`The local cloud did not stop within ${STOP_TIMEOUT_MS / 1_000} seconds`);
  return failure === undefined ? 0 : 1;
}
