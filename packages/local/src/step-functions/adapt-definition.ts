import type { Definition, State } from './asl.ts';
import { DEFINITION_FIELDS, isExpressionField, isRecord } from './asl.ts';
import { MAX_TIMER_MS } from './timer.ts';

const MAX_TASK_SECONDS = Math.floor(MAX_TIMER_MS / 1_000);
const WAIT_RESOURCE = 'local:wait';

/**
 * Takes a checked definition and the key of each state's own context object; returns the same workflow in the words
 * that the library runs rightly. What it gets wrong, and what is written instead:
 * - `$$.Execution.Input` is a branch's or an item's own input, and after a restart the input of the state where the
 *   execution went on: `$$.Workflow`, which the execution fills itself; and `$$.State`, which it lacks: `$$.StateOf`.
 * - `ResultPath: "$"` writes a field called `$`: left out, which means the same.
 * - `IsPresent: false` and its kin never match: `Not`. Orderings compare values of different types: they must be
 *   of the right one first.
 * - A Task times out after 60 seconds where no time is given: the longest time is.
 * - A Pass state's `Result` of `false`, `0`, `""` or `null` is ignored: it stands in `Parameters`.
 * - A Wait's end does not survive a restart, and one of more than 24 days ends at once: it is a task of ours.
 * - A Fail without `Error` and `Cause` gets made-up ones: empty ones stand for none.
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

/** The library knows a path by `$.` alone; it takes `$['a']` for a field called `$`. */
function adaptResultPath<T extends Rule>(holder: T): T {
  const path = holder['ResultPath'];
  if (path === '$') return without(holder, 'ResultPath') as T;
  if (typeof path === 'string' && path.startsWith('$[')) return { ...holder, ResultPath: path.slice(1) };
  return holder;
}

/** On AWS a missed heartbeat is a time-out, too. */
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
