import type { JsonValue } from './definition.ts';
import type { ExecutionEnd, HistoryEvent, HistoryEventType } from './history.ts';
import { toLimitedJson } from './payload.ts';
import { type Dependencies, Stopped } from './run.ts';
import { type Resumed, runStates } from './run-states.ts';
import type { StateMachine } from './schema.ts';
import { StatesError } from './states-error.ts';
import { validate } from './validate.ts';

export type Options = {
  /** Fields of the context object, such as `Execution` and `StateMachine`. */
  readonly context?: { readonly [name: string]: JsonValue };
  /** Epoch milliseconds; the time-out of the execution counts from here. By default now. */
  readonly startedMs?: number;
  /** Limit besides `TimeoutSeconds` of the machine, in milliseconds. */
  readonly maxDurationMs?: number;
  /** Continues an execution in the top-level state that it entered last. Its tasks are called again. */
  readonly resumed?: Resumed;
  /** Ends the execution. If the reason has a `status`, it is the end; otherwise the execution is aborted. */
  readonly signal?: AbortSignal;
};

export type Execution = { readonly end: ExecutionEnd; readonly history: readonly HistoryEvent[] };

const MS_PER_SECOND = 1_000;

/**
 * Runs a workflow of Amazon States Language. It has no clock, no randomness and no I/O of its own: it is as deterministic
 * as its dependencies.
 *
 * @param definition validated first; throws a `DefinitionError` if it has anything that is not supported
 * @param input of the execution
 * @returns the end and the history. A failure of the workflow is an end; only faults of the dependencies reject
 * @see https://states-language.net/spec.html
 */
export async function interpret(
  definition: object,
  input: JsonValue,
  dependencies: Dependencies,
  options: Options = {},
): Promise<Execution> {
  const machine = validate(definition);
  const { resumed, startedMs = dependencies.now() } = options;
  const history: HistoryEvent[] = [];
  const record = (event: HistoryEvent): void => {
    history.push(event);
    dependencies.record?.(event);
  };
  const note = (type: HistoryEventType, details: HistoryEvent['details']): void =>
    record({ type, timeMs: dependencies.now(), topLevel: true, details });
  if (resumed === undefined) note('ExecutionStarted', { input: JSON.stringify(input) });
  const { Execution } = options.context ?? {};
  const context = { ...options.context, Execution: { ...(Execution as object), Input: input } };
  const deadlineMs = startedMs + limitOf(machine, options);
  const end = await untilEnd(options.signal, deadlineMs, dependencies, (signal) =>
    runStates(machine, input, { dependencies, signal, path: '', context, record }, resumed),
  );
  const { status, ...details } = end;
  note(EVENT_OF[status], details);
  return { end, history };
}

const EVENT_OF = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

function limitOf(
  { TimeoutSeconds }: StateMachine,
  { maxDurationMs = Number.POSITIVE_INFINITY }: Options,
): number {
  return Math.min(maxDurationMs, (TimeoutSeconds ?? Number.POSITIVE_INFINITY) * MS_PER_SECOND);
}

/** Runs the states until they end, the time is up, or the execution is ended from outside. */
async function untilEnd(
  outer: AbortSignal | undefined,
  deadlineMs: number,
  { now, sleep }: Dependencies,
  run: (signal: AbortSignal) => Promise<JsonValue>,
): Promise<ExecutionEnd> {
  const over = new AbortController();
  const stop = (): void => over.abort(outer?.reason);
  if (outer?.aborted) stop();
  outer?.addEventListener('abort', stop, { signal: over.signal });
  if (Number.isFinite(deadlineMs)) {
    void sleep(Math.max(0, deadlineMs - now()), over.signal).then(() => {
      if (!over.signal.aborted) over.abort({ status: 'TIMED_OUT', error: 'States.Timeout' });
    });
  }
  try {
    const output = await run(over.signal);
    return { status: 'SUCCEEDED', output: toLimitedJson(output, 'The output of the execution') };
  } catch (thrown) {
    if (thrown instanceof Stopped) return endOf(over.signal.reason);
    if (!(thrown instanceof StatesError)) throw thrown;
    return { status: 'FAILED', error: thrown.name || undefined, cause: thrown.message || undefined };
  } finally {
    over.abort();
  }
}

function endOf(reason: unknown): ExecutionEnd {
  return typeof reason === 'object' && reason !== null && 'status' in reason
    ? (reason as ExecutionEnd)
    : { status: 'ABORTED' };
}
