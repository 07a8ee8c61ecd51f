import type { DatabaseSync } from 'node:sqlite';
import type { JsonValue } from './asl.ts';
import type { ChildExecutions } from './child-executions.ts';
import type { ExecutionEnd, ExpressRow, StandardRow } from './execution-store.ts';
import { createExecutionStore } from './execution-store.ts';
import type { ExpressTraces } from './express-traces.ts';
import { createExpressTraces } from './express-traces.ts';
import type { HistoryEvent } from './history-event.ts';
import { stateHistory, taskHistory } from './history-event.ts';
import { createHistoryStore } from './history-store.ts';
import type { WorkflowTasks } from './integrations.ts';
import type { Machine } from './machine.ts';
import type { Recorder } from './recorder.ts';
import { createRecorder, endEvent, startEvent } from './recorder.ts';
import type { ExecutionDeps, ExecutionStart, RunningExecution } from './run-execution.ts';
import { runExecution } from './run-execution.ts';
import type { TaskTokens } from './task-tokens.ts';
import { createTaskTokens } from './task-tokens.ts';
import { createWorkflowLog, type WriteLog } from './workflow-log.ts';

/**
 * Maximum duration of an Express workflow.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MAX_EXPRESS_DURATION_MS = 5 * 60 * 1_000;

/** Maximum duration of a Standard workflow: one year. */
const MAX_STANDARD_DURATION_MS = 365 * 24 * 60 * 60 * 1_000;

const MS_PER_SECOND = 1_000;
const MISSING_STATE_CAUSE = 'The definition no longer has this state';

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

export type Executions = ReturnType<typeof createExecutions>;

/**
 * Creates the functions that run executions and store their ends. Callers store an execution that must survive a restart
 * before they run it. The promises of the `run…` functions never reject: if an end cannot be stored, that is logged, and the
 * execution runs again after a restart.
 */
export function createExecutions(config: ExecutionsConfig) {
  const { db, clock, log, region, children } = config;
  const store = createExecutionStore(db);
  const history = createHistoryStore(db);
  const tokens = createTaskTokens(db, clock, (arn) => store.findStandard(arn) !== undefined);
  const traces = createExpressTraces();
  const running = new Map<string, KeptExecution>();
  const recorders = new Map<string, Recorder>();

  const keep = (arn: string, execution: RunningExecution, atEnd: AtEnd): Promise<void> => {
    const settled = execution.end
      .then((end) => {
        atEnd(end);
        if (end === undefined || end.status === 'SUCCEEDED') return;
        log(`${arn} ended ${end.status}: ${end.error ?? ''} ${end.cause ?? ''}`);
      })
      .catch((fault: Error) => log(`${arn}: its end could not be stored: ${fault.message}`))
      .finally(() => running.delete(arn));
    running.set(arn, { ...execution, settled });
    return settled;
  };

  const runExpress = (machine: Machine, row: ExpressRow, durable: boolean): Promise<void> => {
    const startedMs = clock();
    const { arn, name, machine_arn: stateMachineArn, input } = row;
    traces.start({ executionArn: arn, stateMachineArn, name, input, startedMs });
    const deadlineMs = startedMs + Math.min(limitOf(machine), MAX_EXPRESS_DURATION_MS);
    const start = { machine, arn, name, input: JSON.parse(input) as JsonValue, startedMs, deadlineMs };
    const writeHistoryEvent = historyWriterOf(config, machine, arn);
    writeHistoryEvent?.(startEvent({ input, started_ms: startedMs }));
    const deps = logged(config, machine, expressDeps(config, tokens, traces, row), writeHistoryEvent);
    return keep(arn, runExecution(start, deps), (end) => {
      if (end === undefined) return;
      writeHistoryEvent?.(endEvent(end, clock()));
      if (durable) store.deleteExpress(arn);
      traces.end(arn, end, clock());
    });
  };

  const runStandard = (machine: Machine, row: Omit<StandardRow, 'id'>): Promise<void> => {
    const { arn, state } = row;
    const recorder = createRecorder({ db, region, clock, store, history, machine, arn });
    const writeHistoryEvent = historyWriterOf(config, machine, arn);
    const finish: AtEnd = (end) => {
      recorders.delete(arn);
      if (end === undefined) return recorder.flush();
      const stoppedMs = clock();
      writeHistoryEvent?.(endEvent(end, stoppedMs));
      recorder.end(end, stoppedMs, () => tokens.forget(arn));
      store.pruneWhenDue(stoppedMs);
    };
    if (state !== null && !machine.topLevelNames.has(state)) {
      finish({ status: 'FAILED', error: 'States.Runtime', cause: `${MISSING_STATE_CAUSE}: '${state}'` });
      return Promise.resolve();
    }
    recorder.start(row);
    if (state === null) writeHistoryEvent?.(startEvent(row));
    recorders.set(arn, recorder);
    const call = callFor(config, arn, row.machine_arn);
    const notes = recorder.notes((end) => running.get(arn)?.stop(end));
    const deps = { clock, tokens, call, waitForChild: children.waitForChild, ...notes };
    return keep(
      arn,
      runExecution(standardStart(machine, row), logged(config, machine, deps, writeHistoryEvent)),
      finish,
    );
  };

  return {
    ...{ store, history, tokens, traces, running, runExpress, runStandard },
    /** Writes the pending history of a running execution; to be called before the history is read. */
    flushHistory: (executionArn: string): void => recorders.get(executionArn)?.flush(),
  };
}

/** `settled` resolves when the end is stored, or when the execution was halted without an end. */
type KeptExecution = RunningExecution & { readonly settled: Promise<void> };

type AtEnd = (end: ExecutionEnd | undefined) => void;

function limitOf(machine: Machine): number {
  return (machine.timeoutSeconds ?? Infinity) * MS_PER_SECOND;
}

function standardStart(machine: Machine, row: Omit<StandardRow, 'id'>): ExecutionStart {
  const { arn, name, state, state_input, state_entered_ms, started_ms: startedMs } = row;
  const deadlineMs = startedMs + Math.min(limitOf(machine), MAX_STANDARD_DURATION_MS);
  const start = { machine, arn, name, input: JSON.parse(row.input) as JsonValue, startedMs, deadlineMs };
  if (state === null || state_input === null) return start;
  const input = JSON.parse(state_input) as JsonValue;
  return { ...start, from: { state, input, enteredMs: state_entered_ms ?? startedMs } };
}

function expressDeps(
  config: ExecutionsConfig,
  tokens: TaskTokens,
  traces: ExpressTraces,
  row: ExpressRow,
): ExecutionDeps {
  const { clock, children } = config;
  return {
    clock,
    tokens,
    call: callFor(config, row.arn, row.machine_arn),
    waitForChild: children.waitForChild,
    noteTaskEvent: () => undefined,
    noteLibraryEvent: (event) => {
      if (!('state' in event)) return;
      const { type, timestamp, state } = event;
      const error = 'Error' in event ? { error: event.Error } : {};
      traces.step(row.arn, { type, timestampMs: timestamp, state: state.name, ...error });
    },
  };
}

type WriteHistoryEvent = (event: HistoryEvent) => void;

function historyWriterOf(
  { writeLog }: ExecutionsConfig,
  { resource }: Machine,
  arn: string,
): WriteHistoryEvent | undefined {
  return resource.logging && createWorkflowLog(resource.logging, arn, writeLog);
}

/** Adds the events of an execution to its log, if it has one. */
function logged(
  { region }: ExecutionsConfig,
  { typeOf, tasks }: Machine,
  deps: ExecutionDeps,
  writeHistoryEvent: WriteHistoryEvent | undefined,
): ExecutionDeps {
  if (writeHistoryEvent === undefined) return deps;
  const taskOf = new Map(tasks.map((task) => [task.name, task]));
  return {
    ...deps,
    noteLibraryEvent: (event) => {
      deps.noteLibraryEvent(event);
      for (const entry of stateHistory(event, typeOf, (name) => taskOf.get(name))) writeHistoryEvent(entry);
    },
    noteTaskEvent: (event) => {
      deps.noteTaskEvent(event);
      const entry = taskHistory(event, region);
      if (entry !== undefined) writeHistoryEvent(entry);
    },
  };
}

function callFor(
  config: ExecutionsConfig,
  executionArn: string,
  stateMachineArn: string,
): ExecutionDeps['call'] {
  const { children, log } = config;
  const tasks = typeof config.tasks === 'function' ? config.tasks(stateMachineArn) : config.tasks;
  return { tasks, executionArn, stateMachineArn, startExecution: children.startExecution, log };
}
