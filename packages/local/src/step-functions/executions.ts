import type { DatabaseSync } from 'node:sqlite';
import type { JsonValue } from '@tradepost/states-language/definition';
import type { ExecutionEnd, HistoryEvent } from '@tradepost/states-language/history';
import { createTaskCaller } from './call-task.ts';
import type { ChildExecutions } from './child-executions.ts';
import type { ExpressRow, StandardRow } from './execution-store.ts';
import { createExecutionStore } from './execution-store.ts';
import { toApiEvent } from './history-event.ts';
import { createHistoryStore } from './history-store.ts';
import type { WorkflowTasks } from './integrations.ts';
import type { Machine } from './machine.ts';
import type { Recorder } from './recorder.ts';
import { createRecorder } from './recorder.ts';
import type { ExecutionDeps, ExecutionStart, RunningExecution } from './run-execution.ts';
import { runExecution } from './run-execution.ts';
import { createTaskTokens } from './task-tokens.ts';
import { createWorkflowLog, type WriteLog } from './workflow-log.ts';

/**
 * Maximum duration of an Express workflow.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MAX_EXPRESS_DURATION_MS = 5 * 60 * 1_000;

/** Maximum duration of a Standard workflow: one year. */
const MAX_STANDARD_DURATION_MS = 365 * 24 * 60 * 60 * 1_000;

export type TasksOfMachines = WorkflowTasks | ((stateMachineArn: string) => WorkflowTasks);

export type ExecutionsConfig = {
  readonly db: DatabaseSync;
  readonly tasks: TasksOfMachines;
  readonly region: string;
  readonly clock: () => number;
  readonly log: (message: string) => void;
  readonly children: ChildExecutions;
  /** Gets the log lines of state machines with a `LoggingConfiguration`. */
  readonly writeLog: WriteLog;
};

/** `settled` resolves when the end is stored, or when the execution was halted without an end. */
type KeptExecution = RunningExecution & { readonly settled: Promise<void> };

export type Executions = ReturnType<typeof createExecutions>;

/**
 * Creates the functions that run executions and store their ends. Callers store an execution that must survive a restart
 * before they run it. The promises of the `run…` functions never reject: if an end cannot be stored, that is logged, and the
 * execution runs again after a restart.
 */
export function createExecutions(config: ExecutionsConfig) {
  const { db, clock, log, region } = config;
  const store = createExecutionStore(db);
  const history = createHistoryStore(db);
  const tokens = createTaskTokens(db, clock, (arn) => store.findStandard(arn) !== undefined);
  const running = new Map<string, KeptExecution>();
  const recorders = new Map<string, Recorder>();

  /** Runs an execution; resolves with its end when `atEnd` has stored it, or with undefined if it was halted. */
  const run = async (
    start: ExecutionStart,
    record: ExecutionDeps['record'],
    atEnd: (end: ExecutionEnd | undefined) => void,
  ): Promise<ExecutionEnd | undefined> => {
    const { machine, arn } = start;
    const call = createTaskCaller({
      tokens,
      call: integrationCallOf(config, arn, machine.resource.arn),
      waitForChild: config.children.waitForChild,
    });
    const writeEvent = eventWriterOf(config, machine, arn);
    const settled = Promise.withResolvers<void>();
    try {
      const execution = runExecution(start, {
        ...{ clock, call, taskToken: (request) => tokens.claim(arn, request) },
        record: (event, stop) => {
          writeEvent(event);
          record(event, stop);
        },
      });
      running.set(arn, { ...execution, settled: settled.promise });
      const end = await execution.end;
      atEnd(end);
      if (end !== undefined && end.status !== 'SUCCEEDED')
        log(`${arn} ended ${end.status}: ${end.error ?? ''} ${end.cause ?? ''}`);
      return end;
    } catch (fault) {
      log(`${arn}: its end could not be stored: ${(fault as Error).message}`);
      return undefined;
    } finally {
      tokens.release(arn);
      running.delete(arn);
      settled.resolve();
    }
  };

  const runExpress = (machine: Machine, row: ExpressRow, durable: boolean) => {
    const { arn, name } = row;
    const input = JSON.parse(row.input) as JsonValue;
    const start = { machine, arn, name, input, startedMs: clock(), maxDurationMs: MAX_EXPRESS_DURATION_MS };
    return run(
      start,
      () => undefined,
      (end) => {
        if (end !== undefined && durable) store.deleteExpress(arn);
      },
    );
  };

  const runStandard = async (machine: Machine, row: Omit<StandardRow, 'id'>): Promise<void> => {
    const { arn, state } = row;
    const recorder = createRecorder({ db, region, store, history, tokens, arn });
    const finish = (end: ExecutionEnd | undefined): void => {
      recorders.delete(arn);
      if (end === undefined) {
        recorder.flush();
        return;
      }
      const stoppedMs = clock();
      recorder.end(end, stoppedMs);
      store.pruneWhenDue(stoppedMs);
    };
    if (state !== null && !Object.hasOwn(machine.definition.States, state)) {
      const cause = `The definition no longer has this state: '${state}'`;
      const details = { error: 'States.Runtime', cause };
      recorder.record({ type: 'ExecutionFailed', timeMs: clock(), topLevel: true, details }, () => undefined);
      finish({ status: 'FAILED', ...details });
      return;
    }
    recorders.set(arn, recorder);
    await run(standardStart(machine, row), recorder.record, finish);
  };

  return {
    ...{ store, history, tokens, running, runExpress, runStandard },
    /** Writes the pending history of a running execution; to be called before the history is read. */
    flushHistory: (executionArn: string): void => recorders.get(executionArn)?.flush(),
  };
}

function standardStart(machine: Machine, row: Omit<StandardRow, 'id'>): ExecutionStart {
  const { arn, name, state, state_input, state_entered_ms, started_ms: startedMs } = row;
  const input = JSON.parse(row.input) as JsonValue;
  const start = { machine, arn, name, input, startedMs, maxDurationMs: MAX_STANDARD_DURATION_MS };
  if (state === null || state_input === null) return start;
  const stateInput = JSON.parse(state_input) as JsonValue;
  return { ...start, resumed: { state, input: stateInput, enteredMs: state_entered_ms ?? startedMs } };
}

/** Returns a function that writes an event to the log of its state machine, if it has one. */
function eventWriterOf(
  { writeLog, region }: ExecutionsConfig,
  { resource }: Machine,
  arn: string,
): (event: HistoryEvent) => void {
  if (resource.logging === undefined) return () => undefined;
  const write = createWorkflowLog(resource.logging, arn, writeLog);
  return (event) => {
    const entry = toApiEvent(event, region);
    if (entry !== undefined) write(entry);
  };
}

function integrationCallOf(config: ExecutionsConfig, executionArn: string, stateMachineArn: string) {
  const { children, log } = config;
  const tasks = typeof config.tasks === 'function' ? config.tasks(stateMachineArn) : config.tasks;
  return { tasks, executionArn, stateMachineArn, startExecution: children.startExecution, log };
}
