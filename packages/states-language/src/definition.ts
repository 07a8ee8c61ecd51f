export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** A payload template: its fields whose names end in `.$` are paths or intrinsic functions. */
export type Template = JsonValue;

type Common = { readonly InputPath?: string | null; readonly OutputPath?: string | null };
type Flow = { readonly Next?: string; readonly End?: boolean };

export type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
};

export type Catcher = {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
};

/** A state that can fail, and handle its failures. */
type Fallible = {
  readonly ResultSelector?: Template;
  readonly ResultPath?: string | null;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
};

export type TaskState = Common &
  Flow &
  Fallible & {
    readonly Type: 'Task';
    readonly Resource: string;
    readonly Parameters?: Template;
    readonly TimeoutSeconds?: number;
    readonly TimeoutSecondsPath?: string;
    readonly HeartbeatSeconds?: number;
    readonly HeartbeatSecondsPath?: string;
  };

export type ParallelState = Common &
  Flow &
  Fallible & {
    readonly Type: 'Parallel';
    readonly Branches: readonly States[];
    readonly Parameters?: Template;
  };

export type MapState = Common &
  Flow &
  Fallible & {
    readonly Type: 'Map';
    readonly ItemProcessor?: States;
    readonly Iterator?: States;
    readonly ItemsPath?: string;
    readonly ItemSelector?: Template;
    readonly Parameters?: Template;
    readonly MaxConcurrency?: number;
    readonly MaxConcurrencyPath?: string;
  };

export type PassState = Common &
  Flow & {
    readonly Type: 'Pass';
    readonly Result?: JsonValue;
    readonly Parameters?: Template;
    readonly ResultPath?: string | null;
  };

export type WaitState = Common &
  Flow & {
    readonly Type: 'Wait';
    readonly Seconds?: number;
    readonly SecondsPath?: string;
    readonly Timestamp?: string;
    readonly TimestampPath?: string;
  };

/** A comparison of `Variable`, or a combination of rules by `And`, `Or` or `Not`. */
export type Rule = { readonly [field: string]: unknown; readonly Next?: string };

export type ChoiceState = Common & {
  readonly Type: 'Choice';
  readonly Choices: readonly Rule[];
  readonly Default?: string;
};

export type FailState = {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
};

export type State =
  | TaskState
  | ParallelState
  | MapState
  | PassState
  | WaitState
  | ChoiceState
  | FailState
  | (Common & { readonly Type: 'Succeed' });

/** States of a machine, of a branch of a Parallel state, or of the processor of a Map state. */
export type States = { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };

export type StateMachine = States & { readonly TimeoutSeconds?: number };

/** Returns the groups of states inside a Parallel or Map state; none for other states. */
export function innerStatesOf(state: State): readonly States[] {
  if (state.Type === 'Parallel') return state.Branches;
  if (state.Type !== 'Map') return [];
  const processor = state.ItemProcessor ?? state.Iterator;
  return processor === undefined ? [] : [processor];
}

/** Yields each state with its name; the states inside a Parallel or Map state follow it. */
export function* statesOf({ States }: States): Generator<readonly [name: string, state: State]> {
  for (const [name, state] of Object.entries(States)) {
    yield [name, state];
    for (const inner of innerStatesOf(state)) yield* statesOf(inner);
  }
}

export function isObject(value: unknown): value is { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
