import type { JsonValue } from '@tradepost/states-language/definition';
import type { ExecutionEnd, HistoryEvent } from '@tradepost/states-language/history';
import { interpret } from '@tradepost/states-language/interpret';
import type { TaskCall } from '@tradepost/states-language/run';
import { longSleep } from '../timing/long-sleep.ts';
import type { ExecutionRow, ExecutionStore, StandardRow } from './execution-store.ts';
import { toApiEvent } from './history-event.ts';
import { callTask, type WorkflowTasks } from './integrations.ts';
import type { Machine } from './machine.ts';
import type { TaskTokens } from './task-tokens.ts';
import { createWorkflowLog, type WriteLog } from './workflow-log.ts';

/** Maximum durations. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_DURATION_MS = { EXPRESS: 5 * 60 * 1_000, STANDARD: 365 * 24 * 60 * 60 * 1_000 };

/** An execution with this number of events fails. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_HISTORY_EVENTS = 25_000;
const TOO_LONG: ExecutionEnd = {
  status: 'FAILED',
  error: 'States.Runtime',
  cause: `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`,
};

const STATUS_OF: Readonly<Record<string, ExecutionEnd['status']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

export type ExecutionsConfig = {
  readonly store: ExecutionStore;
  readonly tokens: TaskTokens;
  readonly tasksOf: (stateMachineArn: string) => WorkflowTasks;
  readonly region: string;
  readonly clock: () => number;
  readonly log: (message: string) => void;
  readonly writeLog: WriteLog;
};

type UnfinishedRow = ExecutionRow & Partial<StandardRow>;

type RunningExecution = {
  /** Resolves when the end is stored, or when the execution was halted. */
  readonly settled: Promise<void>;
  /** Ends it at once with the given end. */
  readonly stop: (end: ExecutionEnd) => void;
  /** Interrupts it without an end, so that it can be resumed after a restart. */
  readonly halt: () => void;
};

/**
 * Creates the functions that run stored executions and store their ends. If an end cannot be stored, that is logged, and the
 * execution runs again after a restart.
 */
export function createExecutions(config: ExecutionsConfig) {
  const { store, tokens, clock, log } = config;
  const running = new Map<string, RunningExecution>();

  const start = (
    machine: Machine,
    row: UnfinishedRow,
    keep: (event: HistoryEvent, stop: RunningExecution['stop']) => void,
  ): void => {
    const { arn } = row;
    const over = new AbortController();
    const stop = (end: ExecutionEnd): void => over.abort(end);
    let isHalted = false;
    let hasEnded = false;
    const writeEvent = eventWriterOf(config, machine, arn);
    const origin = { executionArn: arn, stateMachineArn: row.machine_arn };
    const tasks = config.tasksOf(row.machine_arn);
    const dependencies = {
      call: (task: TaskCall) => callTask(task, { tasks, tokens, origin, log }),
      taskToken: (request: Parameters<TaskTokens['claim']>[1]) => tokens.claim(arn, request),
      sleep: longSleep,
      now: clock,
      random: () => Math.random(),
      record: (event: HistoryEvent): void => {
        if (isHalted) return;
        hasEnded = event.type in STATUS_OF;
        writeEvent(event);
        keep(event, stop);
      },
    };
    const input = JSON.parse(row.input) as JsonValue;
    const settled = interpret(machine.definition, input, dependencies, optionsOf(machine, row, over.signal))
      .then(({ end }) => {
        if (isHalted || end.status === 'SUCCEEDED') return;
        log(`${arn} ended ${end.status}: ${end.error ?? ''} ${end.cause ?? ''}`);
      })
      .catch((fault: Error) => log(`${arn}: its end could not be stored: ${fault.message}`))
      .finally(() => {
        tokens.release(arn);
        running.delete(arn);
      });
    const halt = (): void => {
      if (hasEnded) return;
      isHalted = true;
      over.abort();
    };
    running.set(arn, { settled, stop, halt });
  };

  /** Runs an execution from its start or, if it was interrupted, from its last state. */
  const run = (machine: Machine, row: UnfinishedRow): void => {
    const { arn, state } = row;
    if (machine.resource.type === 'EXPRESS') {
      // It always runs from its start, so its time does, too.
      start(machine, { ...row, started_ms: clock() }, ({ type }) => {
        if (type in STATUS_OF) store.deleteExpress(arn);
      });
      return;
    }
    const keep = createRecorder(config, arn);
    if (typeof state === 'string' && !Object.hasOwn(machine.definition.States, state)) {
      const cause = `The definition no longer has this state: '${state}'`;
      const details = { error: 'States.Runtime', cause };
      keep({ type: 'ExecutionFailed', timeMs: clock(), topLevel: true, details }, () => undefined);
    } else start(machine, row, keep);
  };

  return { running, run };
}

/** Returns the function that stores the events of a Standard execution, with the state that it enters or with its end. */
function createRecorder({ store, tokens, region, clock }: ExecutionsConfig, arn: string) {
  let lastId = store.lastEventId(arn);
  return (event: HistoryEvent, stop: RunningExecution['stop']): void => {
    const { type, state, topLevel, details, timeMs } = event;
    const entry = toApiEvent(event, region);
    if (entry === undefined) return;
    lastId += 1;
    store.inTransaction(() => {
      store.appendEvent(arn, lastId, entry);
      const status = STATUS_OF[type];
      if (status !== undefined) {
        store.endStandard(arn, { ...details, status } as ExecutionEnd, clock());
        tokens.forget(arn);
      } else if (topLevel && state !== undefined && type.endsWith('StateEntered')) {
        store.enterState(arn, state, String(details['input']), timeMs);
        // The tokens of the state before are no longer needed.
        tokens.forgetUsed(arn);
      }
    });
    if (lastId === MAX_HISTORY_EVENTS - 1) stop(TOO_LONG);
  };
}

function optionsOf({ resource }: Machine, row: UnfinishedRow, signal: AbortSignal) {
  const { started_ms: startedMs, state, state_input: stateInput, state_entered_ms: enteredMs } = row;
  // A definition may pass the ARN of the role to a task.
  const RoleArn = `arn:aws:iam::${resource.arn.split(':')[4] ?? ''}:role/${resource.name}`;
  const StartTime = new Date(startedMs).toISOString();
  const isResumed = typeof state === 'string' && typeof stateInput === 'string';
  return {
    context: {
      Execution: { Id: row.arn, Name: row.name, StartTime, RoleArn, RedriveCount: 0 },
      StateMachine: { Id: resource.arn, Name: resource.name },
    },
    startedMs,
    maxDurationMs: MAX_DURATION_MS[resource.type],
    signal,
    ...(isResumed && {
      resumed: { state, input: JSON.parse(stateInput) as JsonValue, enteredMs: enteredMs ?? startedMs },
    }),
  };
}

/** Returns a function that writes an event to the log of its state machine, if it has one. */
function eventWriterOf({ writeLog, region }: ExecutionsConfig, { resource }: Machine, arn: string) {
  if (resource.logging === undefined) return () => undefined;
  const write = createWorkflowLog(resource.logging, arn, writeLog);
  return (event: HistoryEvent): void => {
    const entry = toApiEvent(event, region);
    if (entry !== undefined) write(entry);
  };
}
