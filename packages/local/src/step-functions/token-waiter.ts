import type { JsonValue } from './asl.ts';
import { taskError } from './task-error.ts';
import { startTimer } from './timer.ts';

/** Result or failure sent for a token. `output` is JSON text. */
export type Outcome = { readonly output: string } | { readonly error: string; readonly cause: string };

export type Waiter = {
  readonly outcome: Promise<JsonValue>;
  readonly settle: (outcome: Outcome) => void;
  /** Restarts the time until the next heartbeat is due. */
  readonly beat: () => void;
  /** Stops waiting; `outcome` stays pending. */
  readonly close: () => void;
};

export type WaiterConfig = {
  readonly expiresMs?: number;
  readonly heartbeatMs?: number;
  readonly clock: () => number;
  readonly onTimedOut: () => void;
};

/** Starts to wait for a token's outcome, until it expires or a heartbeat is missed. */
export function startWaiting({ expiresMs, heartbeatMs, clock, onTimedOut }: WaiterConfig): Waiter {
  const { promise, resolve, reject } = Promise.withResolvers<JsonValue>();
  let cancelExpiry = (): void => undefined;
  let cancelBeat = (): void => undefined;
  const close = (): void => {
    cancelExpiry();
    cancelBeat();
  };
  const timeOut = (error: string): void => {
    close();
    onTimedOut();
    reject(taskError(error, ''));
  };
  const beat = (): void => {
    cancelBeat();
    if (heartbeatMs === undefined) return;
    cancelBeat = startTimer(clock() + heartbeatMs, clock, () => timeOut('States.HeartbeatTimeout'));
  };
  if (expiresMs !== undefined) cancelExpiry = startTimer(expiresMs, clock, () => timeOut('States.Timeout'));
  beat();
  const settle = (outcome: Outcome): void => {
    close();
    if ('output' in outcome) resolve(JSON.parse(outcome.output) as JsonValue);
    else reject(taskError(outcome.error, outcome.cause));
  };
  return { outcome: promise, settle, beat, close };
}
