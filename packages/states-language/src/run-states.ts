import { chooseNext, toTimeMs } from './choice.ts';
import type { JsonValue } from './definition.ts';
import { combine, compileExpression, evaluate, select, toLimitedJson } from './payload.ts';
import { type Run, record, sleep, throwIfStopped } from './run.ts';
import { runMap, runParallel } from './run-branches.ts';
import { runTask } from './run-task.ts';
import type { FailState, Retrier, State, States, WaitState } from './schema.ts';
import type { Scope } from './scope.ts';
import { matchesError, runtimeError, StatesError } from './states-error.ts';

/** Resumes an execution in its last state, whose entry is recorded. */
export type Resumed = { readonly state: string; readonly input: JsonValue; readonly enteredMs: number };

type Step = { readonly output: JsonValue; readonly next: string | undefined };

const MS_PER_SECOND = 1_000;
/** The defaults of the language. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const DEFAULT_RETRY = { IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3 };

/** Runs states from the first, or from the resumed one, to the end; returns the output of the last. Throws the error of a state. */
export async function runStates(
  { StartAt, States }: States,
  input: JsonValue,
  run: Run,
  resumed?: Resumed,
): Promise<JsonValue> {
  let name = resumed?.state ?? StartAt;
  let data = resumed?.input ?? input;
  for (let isResumed = resumed !== undefined; ; isResumed = false) {
    throwIfStopped(run);
    const state = States[name] as State;
    const enteredMs = isResumed && resumed !== undefined ? resumed.enteredMs : run.dependencies.now();
    if (!isResumed) {
      const json = toLimitedJson(data, `The input of the state '${name}'`);
      record(run, name, `${state.Type}StateEntered`, { name, input: json });
      throwIfStopped(run);
    }
    const step = await runState({ name, data, enteredMs, run }, state);
    throwIfStopped(run);
    const json = toLimitedJson(step.output, `The output of the state '${name}'`);
    record(run, name, `${state.Type}StateExited`, { name, output: json });
    if (step.next === undefined) return step.output;
    data = step.output;
    ({ next: name } = step as { next: string });
  }
}

/** A state that was entered. */
type Entered = {
  readonly name: string;
  /** The raw input. */
  readonly data: JsonValue;
  readonly enteredMs: number;
  readonly run: Run;
};

async function runState(entered: Entered, state: State): Promise<Step> {
  const { name, data, run } = entered;
  const scope = scopeOf(entered, state);
  switch (state.Type) {
    case 'Pass': {
      const result = state.Result ?? (state.Result === null ? null : evaluate(state.Parameters, scope));
      return finish(combine(data, state.ResultPath, result), state, scope);
    }
    case 'Wait':
      await sleep(run, waitUntilMs(name, state, scope, entered.enteredMs) - run.dependencies.now());
      return finish(scope.input, state, scope);
    case 'Choice':
      return { ...finish(scope.input, state, scope), next: chooseNext(state, scope) };
    case 'Succeed':
      return finish(scope.input, state, scope);
    case 'Fail':
      throw failureOf(state, scope);
    case 'Task':
      return withRetry(entered, state, (attempt, each) => runTask(name, state, each, attempt, run));
    case 'Parallel':
      return withRetry(entered, state, (_attempt, each) => runParallel(name, state, each, run, runStates));
    case 'Map':
      return withRetry(entered, state, (_attempt, each) => runMap(name, state, each, run, runStates));
  }
}

/** Returns what the expressions of the state refer to: the input after `InputPath`, and the context object. */
function scopeOf({ name, data, enteredMs, run }: Entered, state: State, attempt = 0): Scope {
  const context = {
    ...run.context,
    State: {
      Name: name,
      EnteredTime: new Date(Math.floor(enteredMs)).toISOString(),
      RetryCount: attempt,
    },
  };
  let draws = 0;
  const random = (purpose: string): number =>
    run.dependencies.random(`${purpose} ${run.path}${name} ${attempt} ${draws++}`);
  const raw = { input: data, context, random };
  return 'InputPath' in state ? { ...raw, input: select(state.InputPath, raw) } : raw;
}

function finish(output: JsonValue, state: Exclude<State, FailState>, scope: Scope): Step {
  const next = 'Next' in state ? state.Next : undefined;
  return { output: select(state.OutputPath, { ...scope, input: output }), next };
}

/** Returns the epoch milliseconds at which a Wait ends. */
function waitUntilMs(name: string, state: WaitState, scope: Scope, enteredMs: number): number {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const isTime = Timestamp !== undefined || TimestampPath !== undefined;
  const path = isTime ? TimestampPath : SecondsPath;
  const value = path === undefined ? (Timestamp ?? Seconds ?? null) : compileExpression(path)(scope);
  const untilMs = isTime
    ? toTimeMs(value)
    : typeof value === 'number' && value >= 0
      ? enteredMs + value * MS_PER_SECOND
      : undefined;
  if (untilMs !== undefined) return untilMs;
  throw runtimeError(`The state '${name}' cannot wait for ${JSON.stringify(value)}`);
}

function failureOf(state: FailState, scope: Scope): StatesError {
  const textOf = (text: string | undefined, path: string | undefined): string => {
    if (path === undefined) return text ?? '';
    const value = compileExpression(path)(scope);
    if (typeof value === 'string') return value;
    throw runtimeError(`The value at '${path}' must be a string, not ${JSON.stringify(value)}`);
  };
  return new StatesError(textOf(state.Error, state.ErrorPath), textOf(state.Cause, state.CausePath));
}

type FallibleState = Extract<State, { readonly Type: 'Task' | 'Parallel' | 'Map' }>;

/** Runs a state that may fail until it succeeds or no retrier is left; then a catcher gives the next state. */
async function withRetry(
  entered: Entered,
  state: FallibleState,
  work: (attempt: number, scope: Scope) => Promise<JsonValue>,
): Promise<Step> {
  const { name, data, run } = entered;
  const made = new Map<Retrier, number>();
  for (let attempt = 0; ; attempt += 1) {
    try {
      const scope = scopeOf(entered, state, attempt);
      const result = await work(attempt, scope);
      throwIfStopped(run);
      const selected = evaluate(state.ResultSelector, { ...scope, input: result });
      const step = finish(combine(data, state.ResultPath, selected), state, scope);
      if (state.Type !== 'Task') record(run, name, `${state.Type}StateSucceeded`);
      return step;
    } catch (thrown) {
      throwIfStopped(run);
      // Anything else is a fault of the caller or of the interpreter.
      if (!(thrown instanceof StatesError)) throw thrown;
      const error = thrown;
      const failure = { error: error.name, cause: error.message };
      if (state.Type !== 'Task') record(run, name, `${state.Type}StateFailed`, failure);
      const retrier = state.Retry?.find(({ ErrorEquals }) => matchesError(ErrorEquals, error.name));
      const retries = retrier === undefined ? 0 : (made.get(retrier) ?? 0);
      if (retrier !== undefined && retries < (retrier.MaxAttempts ?? DEFAULT_RETRY.MaxAttempts)) {
        made.set(retrier, retries + 1);
        const delayMs = delayOf(retrier, retries, () =>
          run.dependencies.random(`jitter ${run.path}${name} ${attempt}`),
        );
        record(run, name, 'StateRetried', { error: error.name, delayMs });
        await sleep(run, delayMs);
        continue;
      }
      const catcher = state.Catch?.find(({ ErrorEquals }) => matchesError(ErrorEquals, error.name));
      if (catcher === undefined) throw error;
      record(run, name, 'StateCaught', { error: error.name, next: catcher.Next });
      return { output: combine(data, catcher.ResultPath, errorOutputOf(error)), next: catcher.Next };
    }
  }
}

function delayOf(retrier: Retrier, retries: number, random: () => number): number {
  const {
    IntervalSeconds = DEFAULT_RETRY.IntervalSeconds,
    BackoffRate = DEFAULT_RETRY.BackoffRate,
    MaxDelaySeconds = Number.POSITIVE_INFINITY,
    JitterStrategy,
  } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** retries, MaxDelaySeconds);
  return seconds * MS_PER_SECOND * (JitterStrategy === 'FULL' ? random() : 1);
}

function errorOutputOf(error: Error): JsonValue {
  return { Error: error.name, ...(error.message === '' ? {} : { Cause: error.message }) };
}
