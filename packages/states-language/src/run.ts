import type { JsonValue } from './definition.ts';
import type { HistoryEvent, HistoryEventType } from './history.ts';
import type { TaskResource } from './task-resource.ts';

/** A task to be performed. */
export type TaskCall = {
  readonly resource: string;
  readonly parsed: TaskResource;
  /** The evaluated `Parameters`. */
  readonly input: JsonValue;
  readonly state: string;
  /** Distinguishes tasks of the same state in branches and iterations, for example `Pick[3]/Ask`. */
  readonly path: string;
  /** Number of attempts before this one since the state was entered. */
  readonly attempt: number;
  /** The context object (`$$`). */
  readonly context: { readonly [name: string]: JsonValue };
  /** Set with `.waitForTaskToken`: the call resolves or rejects with what is sent for the token. */
  readonly token?: string;
  /** Aborted when the task has timed out, with the error as the reason, or when the execution is over. */
  readonly signal: AbortSignal;
  /** To be called when a `.sync` or `.waitForTaskToken` task was accepted, with the service's response. */
  readonly submitted: (response: JsonValue) => void;
  /** Restarts the time until the next heartbeat is due. */
  readonly heartbeat: () => void;
};

export type TokenRequest = Pick<TaskCall, 'state' | 'path' | 'attempt'> & {
  readonly timeoutSeconds: number | undefined;
};

export type Dependencies = {
  /** Performs a task. Rejects with an error whose `name` is the error name of Amazon States Language, and `message` its cause. */
  readonly call: (task: TaskCall) => Promise<JsonValue>;
  /** Resolves after a time in milliseconds, or as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Returns epoch milliseconds. */
  readonly now: () => number;
  /** Returns a number from 0 to below 1. `purpose` names the use; it is the same in each run of the same execution. */
  readonly random: (purpose: string) => number;
  /** Returns the token of a task with `.waitForTaskToken`. By default the path and the number of the attempt. */
  readonly taskToken?: (task: TokenRequest) => string;
  /** Receives each event when it happens: the entry of a state before anything in the state runs. */
  readonly record?: (event: HistoryEvent) => void;
};

/** Surroundings of the states of one group. A branch has its own `signal`, `path` and `context`. */
export type Run = {
  readonly dependencies: Dependencies;
  readonly signal: AbortSignal;
  /** Empty at the top level. */
  readonly path: string;
  readonly context: { readonly [name: string]: JsonValue };
  readonly record: (event: HistoryEvent) => void;
};

/** Ends everything that still runs in an execution or a branch that is over. It is not an error of the language. */
export class Stopped extends Error {}

export function throwIfStopped({ signal }: Pick<Run, 'signal'>): void {
  if (signal.aborted) throw new Stopped();
}

/** Records an event of a state. */
export function record(
  run: Run,
  state: string,
  type: HistoryEventType,
  details: HistoryEvent['details'] = {},
): void {
  run.record({ type, timeMs: run.dependencies.now(), state, topLevel: run.path === '', details });
}

/** Rejects as soon as the execution or the branch is over; the listener is removed when `ended` is aborted. */
export function whenStopped({ signal }: Run, ended: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(new Stopped());
    signal.addEventListener('abort', () => reject(new Stopped()), { signal: ended });
  });
}

/** Sleeps; throws `Stopped` if the execution or the branch is over before. */
export async function sleep(run: Run, ms: number): Promise<void> {
  await run.dependencies.sleep(Math.max(0, ms), run.signal);
  throwIfStopped(run);
}
