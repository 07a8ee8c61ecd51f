import type { JsonValue } from './definition.ts';
import { compileExpression, evaluate } from './payload.ts';
import { type Run, record, throwIfStopped } from './run.ts';
import type { MapState, ParallelState, States } from './schema.ts';
import type { Scope } from './scope.ts';
import { runtimeError } from './states-error.ts';

/** Runs a group of states with an input; returns the output of the last. */
export type RunStates = (states: States, input: JsonValue, run: Run) => Promise<JsonValue>;

/** A Map state runs at most this many iterations at once. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const MAX_CONCURRENCY = 40;

/** Runs all branches of a Parallel state; returns their outputs. Throws the error of the first that fails. */
export async function runParallel(
  name: string,
  state: ParallelState,
  scope: Scope,
  run: Run,
  runStates: RunStates,
): Promise<JsonValue> {
  const input = evaluate(state.Parameters, scope);
  record(run, name, 'ParallelStateStarted');
  return runAll(state.Branches.length, state.Branches.length, run, (index, inner) => {
    const branch = state.Branches[index] as States;
    return runStates(branch, input, { ...inner, path: `${run.path}${name}[${index}]/` });
  });
}

/** Runs the processor of a Map state for each item; returns the outputs. Throws the error of the first that fails. */
export async function runMap(
  name: string,
  state: MapState,
  scope: Scope,
  run: Run,
  runStates: RunStates,
): Promise<JsonValue> {
  const items = state.ItemsPath === undefined ? scope.input : compileExpression(state.ItemsPath)(scope);
  if (!Array.isArray(items)) {
    throw runtimeError(`The items of the Map state '${name}' must be an array, not ${JSON.stringify(items)}`);
  }
  const processor = (state.ItemProcessor ?? state.Iterator) as States;
  const selector = state.ItemSelector ?? state.Parameters;
  record(run, name, 'MapStateStarted', { length: items.length });
  return runAll(items.length, concurrencyOf(state, scope), run, async (index, inner) => {
    const value = items[index] as JsonValue;
    const context = { ...scope.context, Map: { Item: { Index: index, Value: value } } };
    const item = { name, index };
    record(run, name, 'MapIterationStarted', item);
    try {
      const input = selector === undefined ? value : evaluate(selector, { ...scope, context });
      const path = `${run.path}${name}[${index}]/`;
      const output = await runStates(processor, input, { ...inner, context, path });
      record(run, name, 'MapIterationSucceeded', item);
      return output;
    } catch (error) {
      // An iteration that was stopped because another failed has not failed itself.
      if (!inner.signal.aborted) record(run, name, 'MapIterationFailed', item);
      throw error;
    }
  });
}

function concurrencyOf(state: MapState, scope: Scope): number {
  const { MaxConcurrency = 0, MaxConcurrencyPath } = state;
  const limit =
    MaxConcurrencyPath === undefined ? MaxConcurrency : compileExpression(MaxConcurrencyPath)(scope);
  if (typeof limit !== 'number' || limit < 0) {
    throw runtimeError(`MaxConcurrency must be a number, not ${JSON.stringify(limit)}`);
  }
  return limit === 0 ? MAX_CONCURRENCY : Math.min(limit, MAX_CONCURRENCY);
}

/** Runs `count` branches, at most `limit` at once, and stops all if one fails. */
async function runAll(
  count: number,
  limit: number,
  run: Run,
  runOne: (index: number, inner: Run) => Promise<JsonValue>,
): Promise<JsonValue[]> {
  const failed = new AbortController();
  const inner = { ...run, signal: AbortSignal.any([run.signal, failed.signal]) };
  const outputs: JsonValue[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      throwIfStopped(inner);
      const index = next++;
      outputs[index] = await runOne(index, inner);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, count) }, work));
    return outputs;
  } finally {
    failed.abort();
  }
}
