import { setImmediate } from 'node:timers/promises';
import type { JsonValue } from './asl.ts';
import { isRecord } from './asl.ts';
import type { TaskEvent } from './history-event.ts';
import type { IntegrationCall } from './integrations.ts';
import { callIntegration, invokeFunction } from './integrations.ts';
import type { TaskState } from './machine.ts';
import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from './payload-limit.ts';
import { terminalError } from './task-error.ts';
import type { TaskTokens } from './task-tokens.ts';
import { startTimer } from './timer.ts';

export type TaskHandler = (input: JsonValue) => Promise<JsonValue>;

export type TaskHandlersConfig = {
  readonly executionArn: string;
  /** Set if the entry of the state must be recorded before the task runs. */
  readonly inOrder: boolean;
  readonly call: IntegrationCall;
  readonly tokens: TaskTokens;
  readonly clock: () => number;
  readonly halted: AbortSignal;
  /** Returns the token that the evaluation of the state's parameters created, and resets it. */
  readonly takeToken: () => string | undefined;
  /** Returns when the state was entered before a restart, if it is the resumed one; undefined after the first call. */
  readonly takeEnteredMs: (stateName: string) => number | undefined;
  readonly waitForChild: (executionArn: string, parsed: boolean) => Promise<JsonValue>;
  readonly note: (event: TaskEvent) => void;
};

const MS_PER_SECOND = 1_000;

/**
 * Creates the handler of one Task or Wait state. A handler resolves with null as soon as the execution is halted, even if its
 * task still runs: the library ignores later results.
 */
export function createTaskHandler(task: TaskState, config: TaskHandlersConfig): TaskHandler {
  const { halted, inOrder, note, clock } = config;
  return async (input) => {
    // The library evaluates a state's parameters and calls its handler synchronously, so the token is this state's.
    const freshToken = config.takeToken();
    // The library emits its events some microtasks late. The state that a Standard execution entered must be stored
    // before its task runs, and in a log it must precede its task.
    if (inOrder) await setImmediate();
    if (halted.aborted) return null;
    const startedMs = clock();
    note({ type: 'scheduled', timestamp: startedMs, task, value: input });
    note({ type: 'started', timestamp: startedMs, task });
    try {
      const result = await orHalted(perform(task, input, freshToken, config), halted);
      if (halted.aborted) return null;
      checkSize(result, task.name);
      note({ type: 'succeeded', timestamp: clock(), task, value: result });
      return result;
    } catch (error) {
      if (halted.aborted) return null;
      const { name, message } = error as Error;
      // The library has already ended a task that timed out, and emitted the event.
      const overdue = startedMs + (task.timeoutSeconds ?? Infinity) * MS_PER_SECOND <= clock();
      if (!overdue) note({ type: 'failed', timestamp: clock(), task, error: name, cause: message });
      throw error;
    }
  };
}

async function perform(
  task: TaskState,
  input: JsonValue,
  freshToken: string | undefined,
  config: TaskHandlersConfig,
): Promise<JsonValue> {
  const { resource } = task;
  if (resource.kind === 'wait') return wait(task.name, input, config);
  if (resource.kind === 'function') return invokeFunction(resource.arn, input, config.call.tasks);
  const parameters = isRecord(input) ? input : {};
  if (resource.pattern === 'token') return waitForToken(task, parameters, freshToken, config);
  const result = await callIntegration(resource.integration, parameters, config.call);
  if (resource.pattern === 'request') return result;
  config.note({ type: 'submitted', timestamp: config.clock(), task, value: result });
  const child = isRecord(result) ? String(result['ExecutionArn']) : '';
  return config.waitForChild(child, resource.pattern === 'sync:2');
}

async function waitForToken(
  task: TaskState,
  parameters: Readonly<Record<string, unknown>>,
  freshToken: string | undefined,
  { executionArn, tokens, call, note, clock, halted }: TaskHandlersConfig,
): Promise<JsonValue> {
  const { resource, name: state, topLevel, timeoutSeconds, heartbeatSeconds } = task;
  if (freshToken === undefined || resource.kind !== 'integration') {
    throw terminalError('States.Runtime', `The parameters of the state '${state}' contain no task token`);
  }
  const text = JSON.stringify(parameters);
  const key = text.replaceAll(freshToken, '');
  const held = tokens.claim({ executionArn, state, topLevel, key, freshToken, timeoutSeconds });
  if (!held.sent) {
    const sent = JSON.parse(text.replaceAll(freshToken, held.token)) as Readonly<Record<string, unknown>>;
    const result = await callIntegration(resource.integration, sent, call);
    if (halted.aborted) return null;
    tokens.markSent(held.token);
    note({ type: 'submitted', timestamp: clock(), task, value: result });
  }
  return tokens.wait(held, heartbeatSeconds);
}

/** Waits. The input has the form that `adaptDefinition` writes; the result is the original input of the state. */
function wait(
  stateName: string,
  input: JsonValue,
  { clock, halted, takeEnteredMs }: TaskHandlersConfig,
): Promise<JsonValue> {
  const { input: passedOn, seconds, timestamp } = input as { [field: string]: JsonValue };
  const enteredMs = takeEnteredMs(stateName) ?? clock();
  const untilMs =
    typeof timestamp === 'string' ? Date.parse(timestamp) : enteredMs + Number(seconds) * MS_PER_SECOND;
  if (!Number.isFinite(untilMs)) {
    const given = JSON.stringify(timestamp ?? seconds);
    throw terminalError('States.Runtime', `The state '${stateName}' cannot wait for ${given}`);
  }
  return new Promise((resolve) => {
    const cancel = startTimer(untilMs, clock, () => {
      halted.removeEventListener('abort', cancel);
      resolve(passedOn ?? null);
    });
    halted.addEventListener('abort', cancel, { once: true });
  });
}

/** Resolves with null when the execution is halted: a later result or error of the task is ignored. */
function orHalted(result: Promise<JsonValue>, halted: AbortSignal): Promise<JsonValue> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null);
    halted.addEventListener('abort', stop, { once: true });
    result.then(resolve, reject).finally(() => halted.removeEventListener('abort', stop));
  });
}

function checkSize(result: JsonValue, stateName: string): void {
  if (!exceedsPayloadLimit(JSON.stringify(result))) return;
  const cause = `The state/task '${stateName}' returned a result with a size exceeding the maximum of ${MAX_PAYLOAD_BYTES} bytes.`;
  throw terminalError('States.DataLimitExceeded', cause);
}
