import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionEnd, ExecutionStore, StandardRow } from './execution-store.ts';
import { inTransaction } from './execution-store.ts';
import type { HistoryEvent } from './history-event.ts';
import { stateHistory, taskHistory } from './history-event.ts';
import type { HistoryStore } from './history-store.ts';
import { MAX_HISTORY_EVENTS } from './history-store.ts';
import type { Machine } from './machine.ts';
import type { ExecutionDeps } from './run-execution.ts';

export type RecorderConfig = {
  readonly db: DatabaseSync;
  readonly region: string;
  readonly clock: () => number;
  readonly store: ExecutionStore;
  readonly history: HistoryStore;
  readonly machine: Machine;
  readonly arn: string;
};

/** Records the events and the state of one Standard execution. */
export type Recorder = {
  /** Records the start, unless the execution is resumed after a restart. */
  readonly start: (row: Pick<StandardRow, 'input' | 'started_ms'>) => void;
  /** Returns the callbacks for the events of the execution. Calls `stop` if the history gets too long. */
  readonly notes: (
    stop: (end: ExecutionEnd) => void,
  ) => Pick<ExecutionDeps, 'noteLibraryEvent' | 'noteTaskEvent'> &
    Required<Pick<ExecutionDeps, 'enterState'>>;
  readonly flush: () => void;
  /** Writes the end and the writes of `also` in one transaction. */
  readonly end: (end: ExecutionEnd, stoppedMs: number, also: () => void) => void;
};

const MS_PER_SECOND = 1_000;

/**
 * Creates the recorder of a Standard execution, which stores its history and its current state. Events are written in one
 * transaction with the next state's entry: a kill loses only events of the state that runs again.
 */
export function createRecorder({
  db,
  region,
  clock,
  store,
  history,
  machine,
  arn,
}: RecorderConfig): Recorder {
  const taskOf = new Map(machine.tasks.map((task) => [task.name, task]));
  const pending: HistoryEvent[] = [];
  let lastId = history.lastId(arn);

  const write = (): void => {
    for (const event of pending.splice(0)) {
      lastId += 1;
      history.append(arn, lastId, event);
    }
  };
  const flush = (): void => {
    if (pending.length > 0) inTransaction(db, write);
  };

  return {
    flush,
    start: (row) => {
      if (lastId === 0) pending.push(startEvent(row));
    },
    notes: (stop) => ({
      noteLibraryEvent: (event) => {
        pending.push(...stateHistory(event, machine.typeOf, (name) => taskOf.get(name)));
        if (lastId + pending.length < MAX_HISTORY_EVENTS) return;
        const cause = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
        stop({ status: 'FAILED', error: 'States.Runtime', cause });
      },
      noteTaskEvent: (event) => {
        const entry = taskHistory(event, region);
        if (entry === undefined) return;
        pending.push(entry);
        // A submitted task is not submitted again after a restart, so a lost event would not be emitted again.
        if (event.type === 'submitted') flush();
      },
      enterState: (name, inputJson) =>
        inTransaction(db, () => {
          write();
          store.enterState(arn, name, inputJson, clock());
        }),
    }),
    end: (end, stoppedMs, also) =>
      inTransaction(db, () => {
        pending.push(endEvent(end, stoppedMs));
        write();
        store.endStandard(arn, end, stoppedMs);
        also();
      }),
  };
}

/** Returns the first event of an execution's history. */
export function startEvent(row: Pick<StandardRow, 'input' | 'started_ms'>): HistoryEvent {
  const details = { input: row.input, inputDetails: { truncated: false } };
  return {
    type: 'ExecutionStarted',
    timestamp: row.started_ms / MS_PER_SECOND,
    executionStartedEventDetails: details,
  };
}

/** Returns the last event of an execution's history. */
export function endEvent(end: ExecutionEnd, stoppedMs: number): HistoryEvent {
  const timestamp = stoppedMs / MS_PER_SECOND;
  if (end.status === 'SUCCEEDED') {
    const details = { output: end.output, outputDetails: { truncated: false } };
    return { type: 'ExecutionSucceeded', timestamp, executionSucceededEventDetails: details };
  }
  const details = { error: end.error, cause: end.cause };
  switch (end.status) {
    case 'FAILED':
      return { type: 'ExecutionFailed', timestamp, executionFailedEventDetails: details };
    case 'TIMED_OUT':
      return { type: 'ExecutionTimedOut', timestamp, executionTimedOutEventDetails: details };
    case 'ABORTED':
      return { type: 'ExecutionAborted', timestamp, executionAbortedEventDetails: details };
  }
}
