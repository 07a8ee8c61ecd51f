import type { RunOptions } from 'aws-local-stepfunctions';
import type { JsonValue } from './asl.ts';
import type { ExecutionEnd } from './execution-store.ts';
import type { LibraryEvent, TaskEvent } from './history-event.ts';
import type { IntegrationCall } from './integrations.ts';
import type { Machine } from './machine.ts';
import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from './payload-limit.ts';
import { isTaskError } from './task-error.ts';
import type { TaskHandler } from './task-handlers.ts';
import { createTaskHandler } from './task-handlers.ts';
import type { TaskTokens } from './task-tokens.ts';
import { createToken } from './task-tokens.ts';
import { startTimer } from './timer.ts';

/** Start of an execution, or its state after a restart. Times are epoch milliseconds. */
export type ExecutionStart = {
  readonly machine: Machine;
  readonly arn: string;
  readonly name: string;
  readonly input: JsonValue;
  readonly startedMs: number;
  /** Time at which it times out; undefined without a limit. */
  readonly deadlineMs?: number;
  /** Top-level state entered last before a restart. */
  readonly from?: { readonly state: string; readonly input: JsonValue; readonly enteredMs: number };
};

export type ExecutionDeps = {
  readonly clock: () => number;
  readonly tokens: TaskTokens;
  readonly call: IntegrationCall;
  readonly waitForChild: (executionArn: string, parsed: boolean) => Promise<JsonValue>;
  readonly noteLibraryEvent: (event: LibraryEvent) => void;
  readonly noteTaskEvent: (event: TaskEvent) => void;
  /** Stores the state that the execution has entered. Set for Standard workflows only. */
  readonly enterState?: (name: string, inputJson: string) => void;
};

export type RunningExecution = {
  /** Resolves with its end; undefined if it was halted. */
  readonly end: Promise<ExecutionEnd | undefined>;
  /** Ends it at once with the given end. */
  readonly stop: (end: ExecutionEnd) => void;
  /** Interrupts it without an end, so that it can be resumed after a restart. */
  readonly halt: () => void;
};

/** Starts an execution in the library, and returns at once. */
export function runExecution(start: ExecutionStart, deps: ExecutionDeps): RunningExecution {
  const { machine, arn, from } = start;
  const halted = new AbortController();
  let forcedEnd: ExecutionEnd | undefined;
  const run = machine.runnerFrom(from?.state).run(from === undefined ? start.input : from.input, {
    ...optionsFor(start, deps, halted.signal),
    noThrowOnAbort: true,
  });
  const cancelDeadline =
    start.deadlineMs === undefined
      ? undefined
      : startTimer(start.deadlineMs, deps.clock, () =>
          stop({ status: 'TIMED_OUT', error: 'States.Timeout' }),
        );
  const halt = (): void => {
    if (halted.signal.aborted) return;
    cancelDeadline?.();
    run.abort();
    halted.abort();
    deps.tokens.halt(arn);
  };
  const stop = (end: ExecutionEnd): void => {
    forcedEnd ??= end;
    halt();
  };
  const watched = watch(run.eventLogs, start, deps, stop);
  const settled = run.result.then(succeeded, failed);
  const end = (async () => {
    const [natural] = await Promise.all([settled, watched]);
    const interrupted = halted.signal.aborted;
    halt();
    return interrupted ? forcedEnd : natural;
  })();
  return { end, stop, halt };
}

function optionsFor(start: ExecutionStart, deps: ExecutionDeps, halted: AbortSignal): RunOptions {
  const { machine, arn, from } = start;
  const { type, arn: stateMachineArn, name: stateMachineName } = machine.resource;
  let token: string | undefined;
  let enteredMs = from?.enteredMs;
  const config = {
    executionArn: arn,
    inOrder: type === 'STANDARD' || machine.resource.logging !== undefined,
    call: deps.call,
    tokens: deps.tokens,
    clock: deps.clock,
    halted,
    takeToken: () => {
      const taken = token;
      token = undefined;
      return taken;
    },
    takeEnteredMs: (stateName: string) => {
      if (stateName !== from?.state) return undefined;
      const taken = enteredMs;
      enteredMs = undefined;
      return taken;
    },
    waitForChild: deps.waitForChild,
    note: deps.noteTaskEvent,
  };
  const handlers: Record<string, TaskHandler> = {};
  for (const task of machine.tasks) handlers[task.name] = createTaskHandler(task, config);
  return {
    overrides: { taskResourceLocalHandlers: handlers },
    context: {
      Workflow: {
        Id: arn,
        Name: start.name,
        Input: start.input,
        StartTime: new Date(start.startedMs).toISOString(),
        RoleArn: roleArnFor(stateMachineArn),
        RedriveCount: 0,
      },
      StateMachine: { Id: stateMachineArn, Name: stateMachineName },
      StateOf: machine.stateOf,
      Task: {
        get Token() {
          token ??= createToken(arn);
          return token;
        },
      },
    },
  };
}

/** Returns an ARN for `$$.Execution.RoleArn`, which a definition may pass to a task. */
function roleArnFor(stateMachineArn: string): string {
  return `arn:aws:iam::${stateMachineArn.split(':')[4] ?? ''}:role/${stateMachineArn.split(':')[6] ?? ''}`;
}

async function watch(
  events: AsyncGenerator<LibraryEvent>,
  { machine, arn, from }: ExecutionStart,
  deps: ExecutionDeps,
  stop: (end: ExecutionEnd) => void,
): Promise<void> {
  let entryKnown = from === undefined;
  for await (const event of events) {
    if (event.type === 'StateEntered') {
      const { name, input } = event.state;
      if (!entryKnown) {
        // The entry was stored and recorded before the restart.
        entryKnown = true;
        continue;
      }
      const inputJson = JSON.stringify(input);
      if (exceedsPayloadLimit(inputJson)) stop(dataLimitExceeded(`The input of the state '${name}'`));
      deps.noteLibraryEvent(event);
      if (deps.enterState !== undefined && machine.topLevelNames.has(name)) {
        deps.tokens.clear(arn);
        deps.enterState(name, inputJson);
      }
      continue;
    }
    deps.noteLibraryEvent(event);
  }
}

function succeeded(result: JsonValue): ExecutionEnd {
  const output = JSON.stringify(result);
  return exceedsPayloadLimit(output) ? dataLimitExceeded('The output') : { status: 'SUCCEEDED', output };
}

/** JavaScript errors that the library does not convert. On AWS they are `States.Runtime`. */
const LANGUAGE_ERRORS = ['TypeError', 'SyntaxError', 'RangeError', 'ReferenceError'];

function failed(failure: unknown): ExecutionEnd {
  const error =
    failure instanceof Error && failure.cause instanceof Error ? failure.cause : (failure as Error);
  const foreign = LANGUAGE_ERRORS.includes(error.name) && !isTaskError(error);
  const name = foreign ? 'States.Runtime' : error.name;
  return { status: 'FAILED', error: name || undefined, cause: error.message || undefined };
}

function dataLimitExceeded(what: string): ExecutionEnd {
  const cause = `${what} exceeds the maximum of ${MAX_PAYLOAD_BYTES} bytes.`;
  return { status: 'FAILED', error: 'States.DataLimitExceeded', cause };
}
