import type { JsonValue } from '@tradepost/states-language/definition';
import type { ExecutionEnd, HistoryEvent } from '@tradepost/states-language/history';
import { interpret } from '@tradepost/states-language/interpret';
import type { Dependencies } from '@tradepost/states-language/run';
import type { Resumed } from '@tradepost/states-language/run-states';
import type { Machine } from './machine.ts';
import { startTimer } from './timer.ts';

/** Start of an execution, or its state after a restart. Times are epoch milliseconds. */
export type ExecutionStart = {
  readonly machine: Machine;
  readonly arn: string;
  readonly name: string;
  readonly input: JsonValue;
  readonly startedMs: number;
  readonly maxDurationMs: number;
  readonly resumed?: Resumed;
};

export type ExecutionDeps = Pick<Dependencies, 'call'> &
  Required<Pick<Dependencies, 'taskToken'>> & {
    readonly clock: () => number;
    /** Gets each event, and a function that ends the execution. */
    readonly record: (event: HistoryEvent, stop: (end: ExecutionEnd) => void) => void;
  };

export type RunningExecution = {
  /** Resolves with its end; undefined if it was halted. */
  readonly end: Promise<ExecutionEnd | undefined>;
  /** Ends it at once with the given end. */
  readonly stop: (end: ExecutionEnd) => void;
  /** Interrupts it without an end, so that it can be resumed after a restart. */
  readonly halt: () => void;
};

const END = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

/** Starts an execution, and returns at once. */
export function runExecution(start: ExecutionStart, deps: ExecutionDeps): RunningExecution {
  const { machine, arn, name, input, startedMs, maxDurationMs, resumed } = start;
  const { clock, call, taskToken } = deps;
  const over = new AbortController();
  let isHalted = false;
  let hasEnded = false;
  const stop = (end: ExecutionEnd): void => over.abort(end);
  const record = (event: HistoryEvent): void => {
    if (isHalted) return;
    hasEnded = END.test(event.type);
    deps.record(event, stop);
  };
  const execution = {
    Id: arn,
    Name: name,
    StartTime: new Date(startedMs).toISOString(),
    RoleArn: roleArnFor(machine.resource.arn),
    RedriveCount: 0,
  };
  const options = {
    context: {
      Execution: execution,
      StateMachine: { Id: machine.resource.arn, Name: machine.resource.name },
    },
    ...{ startedMs, maxDurationMs, signal: over.signal },
    ...(resumed === undefined ? {} : { resumed }),
  };
  const sleep = (ms: number, signal: AbortSignal): Promise<void> => sleepUntil(clock() + ms, clock, signal);
  const dependencies = { call, taskToken, sleep, record, now: clock, random: () => Math.random() };
  return {
    end: interpret(machine.definition, input, dependencies, options).then(({ end }) =>
      isHalted ? undefined : end,
    ),
    stop,
    halt: () => {
      // The end of one that has ended is being stored.
      if (hasEnded) return;
      isHalted = true;
      over.abort();
    },
  };
}

function sleepUntil(atMs: number, clock: () => number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = startTimer(atMs, clock, end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}

/** Returns an ARN for `$$.Execution.RoleArn`, which a definition may pass to a task. */
function roleArnFor(stateMachineArn: string): string {
  return `arn:aws:iam::${stateMachineArn.split(':')[4] ?? ''}:role/${stateMachineArn.split(':')[6] ?? ''}`;
}
