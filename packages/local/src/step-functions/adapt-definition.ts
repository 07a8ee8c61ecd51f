import type { Definition, State } from './asl.ts';
import { DEFINITION_FIELDS, isExpressionField, isRecord } from './asl.ts';
import { MAX_TIMER_MS } from './timer.ts';

const MAX_TASK_SECONDS = Math.floor(MAX_TIMER_MS / 1_000);
const WAIT_RESOURCE = 'local:wait';

/**
 * Rewrites a checked definition so that the library runs it as AWS does. `contextKeyOf` returns the key of a state's context
 * object. Each item is a flaw of the library and its replacement:
 * - `$$.Execution.Input` is the input of the branch or item, and after a restart the input of the resumed state. Replaced by
 *   `$$.Workflow`, which `runExecution` fills.
 * - `$$.State` is missing. Replaced by `$$.StateOf` with the key of the state.
 * - `ResultPath: "$"` writes a field called `$`. Removed, which means the same.
 * - `IsPresent: false` and similar tests never match. Replaced by `Not`.
 * - Orderings compare values of different types. Replaced by `And` with a test of the type first.
 * - A Task without a time-out times out after 60 seconds. Gets the longest time-out.
 * - A Pass state's `Result` of `false`, `0`, `""` or `null` is ignored. Moved to `Parameters`.
 * - The end of a Wait does not survive a restart, and a Wait of more than 24 days ends at once. Replaced by a Task with our
 *   handler.
 * - A Fail without `Error` and `Cause` gets invented ones. Gets empty ones, which count as absent.
 */
export function adaptDefinition(
  definition: Definition,
  contextKeyOf: (stateName: string) => string,
): Definition {
  const states = Object.entries(definition.States).map(([name, state]) => {
    const adapted = adaptState(state);
    return [name, rewriteExpressions(adapted, contextKeyOf(name), contextKeyOf)];
  });
  return { StartAt: definition.StartAt, States: Object.fromEntries(states) as Definition['States'] };
}

function adaptState(state: State): State {
  switch (state.Type) {
    case 'Task':
      return adaptResult({ ...without(state, 'HeartbeatSeconds'), TimeoutSeconds: timeoutOf(state) });
    case 'Wait':
      return waitAsTask(state);
    case 'Pass':
      return adaptResult(isFalsyResult(state) ? resultAsParameters(state) : state);
    case 'Choice':
      return { ...state, Choices: (state['Choices'] as readonly Rule[]).map(adaptRule) };
    case 'Fail':
      return adaptFail(state);
    default:
      return adaptResult(state);
  }
}

function timeoutOf(state: State): number {
  return typeof state['TimeoutSeconds'] === 'number' ? state['TimeoutSeconds'] : MAX_TASK_SECONDS;
}

function adaptResult(state: State): State {
  const adapted: Record<string, unknown> = { ...adaptResultPath(state) };
  if (Array.isArray(state['Catch'])) {
    adapted['Catch'] = (state['Catch'] as readonly Rule[]).map(adaptResultPath);
  }
  if (Array.isArray(state['Retry'])) {
    adapted['Retry'] = (state['Retry'] as readonly Rule[]).map(withHeartbeatTimeout);
  }
  if (Array.isArray(adapted['Catch']))
    adapted['Catch'] = (adapted['Catch'] as Rule[]).map(withHeartbeatTimeout);
  return adapted as State;
}

/** Removes the `$` of a path like `$['a']`: the library recognizes paths by `$.` only, and writes a field called `$`. */
function adaptResultPath<T extends Rule>(holder: T): T {
  const path = holder['ResultPath'];
  if (path === '$') return without(holder, 'ResultPath') as T;
  if (typeof path === 'string' && path.startsWith('$[')) return { ...holder, ResultPath: path.slice(1) };
  return holder;
}

/** Makes States.Timeout match a missed heartbeat, as on AWS. */
function withHeartbeatTimeout(handler: Rule): Rule {
  const names = handler['ErrorEquals'];
  if (!Array.isArray(names) || !names.includes('States.Timeout')) return handler;
  return { ...handler, ErrorEquals: [...names, 'States.HeartbeatTimeout'] };
}

function isFalsyResult(state: State): boolean {
  return 'Result' in state && !state['Result'];
}

function resultAsParameters(state: State): State {
  return { ...without(state, 'Result'), Parameters: state['Result'] } as State;
}

function waitAsTask(state: State): State {
  const { Seconds, SecondsPath, Timestamp, TimestampPath, ...rest } = state;
  return {
    ...rest,
    Type: 'Task',
    Resource: WAIT_RESOURCE,
    TimeoutSeconds: MAX_TASK_SECONDS,
    Parameters: {
      'input.$': '$',
      ...(Seconds === undefined ? {} : { seconds: Seconds }),
      ...(SecondsPath === undefined ? {} : { 'seconds.$': SecondsPath }),
      ...(Timestamp === undefined ? {} : { timestamp: Timestamp }),
      ...(TimestampPath === undefined ? {} : { 'timestamp.$': TimestampPath }),
    },
  };
}

function adaptFail(state: State): State {
  return {
    ...state,
    ...('Error' in state || 'ErrorPath' in state ? {} : { Error: '' }),
    ...('Cause' in state || 'CausePath' in state ? {} : { Cause: '' }),
  };
}

type Rule = Readonly<Record<string, unknown>>;

const TYPE_TESTS = ['IsPresent', 'IsNull', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'];
const TYPED_ORDERING = /^(Numeric|String)(LessThan|GreaterThan|Matches)/;

function adaptRule(rule: Rule): Rule {
  const { Next, Comment, ...test } = rule;
  const adapted = adaptTest(test);
  return Next === undefined ? adapted : { ...adapted, Next };
}

function adaptTest(test: Rule): Rule {
  if (Array.isArray(test['And'])) return { And: (test['And'] as readonly Rule[]).map(adaptRule) };
  if (Array.isArray(test['Or'])) return { Or: (test['Or'] as readonly Rule[]).map(adaptRule) };
  if (isRecord(test['Not'])) return { Not: adaptRule(test['Not']) };
  const negated = TYPE_TESTS.find((name) => test[name] === false);
  if (negated !== undefined) return { Not: { ...test, [negated]: true } };
  const ordering = Object.keys(test)
    .map((name) => TYPED_ORDERING.exec(name)?.[1])
    .find((type) => type !== undefined);
  if (ordering === undefined) return test;
  return { And: [{ Variable: test['Variable'], [`Is${ordering}`]: true }, test] };
}

function rewriteExpressions(
  state: State,
  contextKey: string,
  contextKeyOf: (stateName: string) => string,
): State {
  const rewritten = Object.entries(state).map(([field, value]) => {
    if (!DEFINITION_FIELDS.has(field)) return [field, rewrite(field, value, contextKey)];
    const adapt = (inner: Definition): Definition => adaptDefinition(inner, contextKeyOf);
    return [field, Array.isArray(value) ? value.map(adapt) : adapt(value as Definition)];
  });
  return Object.fromEntries(rewritten) as State;
}

function rewrite(field: string, value: unknown, contextKey: string): unknown {
  if (typeof value === 'string') {
    if (!isExpressionField(field)) return value;
    return value
      .replaceAll(/\$\$\.Execution\b/g, '$$$$.Workflow')
      .replaceAll(/\$\$\.State\b/g, `$$$$.StateOf.${contextKey}`);
  }
  if (Array.isArray(value)) return value.map((item) => rewrite('', item, contextKey));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, rewrite(name, inner, contextKey)]),
  );
}

function without(holder: Rule, field: string): Rule & { readonly Type: string } {
  const { [field]: _, ...rest } = holder;
  return rest as Rule & { readonly Type: string };
}
