import type { JsonValue } from './definition.ts';
import { compileExpression, evaluate, toLimitedJson } from './payload.ts';
import { type Run, record, type TaskCall, throwIfStopped, whenStopped } from './run.ts';
import type { TaskState } from './schema.ts';
import type { Scope } from './scope.ts';
import { runtimeError, StatesError } from './states-error.ts';
import { parseTaskResource, type TaskResource } from './task-resource.ts';

const MS_PER_SECOND = 1_000;

/** Performs a Task state once; returns the result of the task. Throws its error. */
export async function runTask(
  name: string,
  state: TaskState,
  scope: Scope,
  attempt: number,
  run: Run,
): Promise<JsonValue> {
  const parsed = parseTaskResource(state.Resource);
  const timeoutSeconds = secondsOf(state.TimeoutSeconds, state.TimeoutSecondsPath, scope);
  const heartbeatSeconds = secondsOf(state.HeartbeatSeconds, state.HeartbeatSecondsPath, scope);
  const request = { state: name, path: `${run.path}${name}`, attempt, timeoutSeconds };
  const { taskToken = () => `${request.path}#${attempt}` } = run.dependencies;
  const token = parsed.pattern === 'waitForTaskToken' ? { token: taskToken(request) } : {};
  const context = 'token' in token ? { ...scope.context, Task: { Token: token.token } } : scope.context;
  const input = evaluate(state.Parameters, { ...scope, context });
  const json = toLimitedJson(input, `The input of the state '${name}'`);
  const note = noteOf(run, name, parsed);
  note('Scheduled', {
    ...(parsed.kind === 'function' ? { resource: parsed.arn, input: json } : { parameters: json }),
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  });
  note('Started', {});
  try {
    const task = { resource: state.Resource, parsed, input, ...request, context, ...token };
    const submitted = (response: JsonValue): void => {
      if (!run.signal.aborted) note('Submitted', { output: JSON.stringify(response) });
    };
    const result = await perform({ ...task, submitted }, { timeoutSeconds, heartbeatSeconds }, run);
    const output = toLimitedJson(result, `The result of the state '${name}'`);
    note('Succeeded', { output });
    return result;
  } catch (thrown) {
    throwIfStopped(run);
    if (thrown instanceof StatesError) {
      const { name: error, message: cause } = thrown;
      note(isTimeout(thrown) ? 'TimedOut' : 'Failed', { error, cause });
    }
    throw thrown;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof StatesError && /^States\.(?:Heartbeat)?Timeout$/.test(error.name);
}

type Note = (
  what: 'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut',
  details: Readonly<Record<string, JsonValue>>,
) => void;

/** Returns a function that records the events of a task, as AWS names them for functions and for integrations. */
function noteOf(run: Run, name: string, parsed: TaskResource): Note {
  if (parsed.kind === 'function') {
    return (what, details) => what !== 'Submitted' && record(run, name, `LambdaFunction${what}`, details);
  }
  const suffix = parsed.pattern === 'request' ? '' : `.${parsed.pattern}`;
  const common = { resourceType: parsed.service, resource: `${parsed.action}${suffix}` };
  return (what, details) => record(run, name, `Task${what}`, { ...common, ...details });
}

type Limits = Readonly<Record<'timeoutSeconds' | 'heartbeatSeconds', number | undefined>>;

/** Calls the task, until it has a result, has timed out, or the execution or the branch is over. */
async function perform(
  task: Omit<TaskCall, 'signal' | 'heartbeat'>,
  { timeoutSeconds, heartbeatSeconds }: Limits,
  run: Run,
): Promise<JsonValue> {
  const { call, now, sleep } = run.dependencies;
  const ended = new AbortController();
  const signal = AbortSignal.any([run.signal, ended.signal]);
  let lastBeatMs = now();
  const rejectAfter = async (error: string, untilMs: () => number): Promise<never> => {
    while (!signal.aborted && now() < untilMs()) await sleep(untilMs() - now(), signal);
    if (signal.aborted) return whenStopped(run, ended.signal);
    throw new StatesError(error);
  };
  const heartbeat = (): void => {
    lastBeatMs = now();
  };
  const outcomes = [whenStopped(run, ended.signal), callAsync(() => call({ ...task, signal, heartbeat }))];
  if (timeoutSeconds !== undefined) {
    const timeoutMs = now() + timeoutSeconds * MS_PER_SECOND;
    outcomes.push(rejectAfter('States.Timeout', () => timeoutMs));
  }
  if (heartbeatSeconds !== undefined) {
    const beatMs = heartbeatSeconds * MS_PER_SECOND;
    outcomes.push(rejectAfter('States.HeartbeatTimeout', () => lastBeatMs + beatMs));
  }
  try {
    const result = await Promise.race(outcomes);
    throwIfStopped(run);
    return result ?? null;
  } catch (error) {
    if (isTimeout(error)) ended.abort(error);
    throw error;
  } finally {
    ended.abort();
  }
}

/** Names the error of the task for Retry and Catch. */
async function callAsync(call: () => Promise<JsonValue>): Promise<JsonValue> {
  try {
    return await call();
  } catch (thrown) {
    if (thrown instanceof StatesError) throw thrown;
    throw thrown instanceof Error
      ? new StatesError(thrown.name, thrown.message)
      : new StatesError('Error', String(thrown));
  }
}

function secondsOf(seconds: number | undefined, path: string | undefined, scope: Scope): number | undefined {
  if (path === undefined) return seconds;
  const value = compileExpression(path)(scope);
  if (typeof value === 'number' && value > 0) return value;
  throw runtimeError(`The value at '${path}' must be a positive number, not ${JSON.stringify(value)}`);
}
