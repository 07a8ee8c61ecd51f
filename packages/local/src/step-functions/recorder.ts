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

/** Keeps what happens in one Standard execution. */
export type Recorder = {
  /** Tells of the start, unless the execution goes on after a restart. */
  readonly start: (row: Pick<StandardRow, 'input' | 'started_ms'>) => void;
  /** Takes what to call where the history grows too long; returns what the execution tells its events to. */
  readonly notes: (
    stop: (end: ExecutionEnd) => void,
  ) => Pick<ExecutionDeps, 'noteLibraryEvent' | 'noteTaskEvent'> &
    Required<Pick<ExecutionDeps, 'enterState'>>;
  readonly flush: () => void;
  /** Writes the end, and in the same transaction what `also` writes. */
  readonly end: (end: ExecutionEnd, stoppedMs: number, also: () => void) => void;
};

const MS_PER_SECOND = 1_000;

/**
 * Takes a Standard execution and the stores; returns what keeps its history and the state that it is in. Events are
 * written with the next state's entry, in one transaction: a kill loses those of the state that is run again anyway.
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
        // What was handed over is not handed over again after a restart, and so would not be told of again.
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

/** How an execution's history begins. */
export function startEvent(row: Pick<StandardRow, 'input' | 'started_ms'>): HistoryEvent {
  const details = { input: row.input, inputDetails: { truncated: false } };
  return {
    type: 'ExecutionStarted',
    timestamp: row.started_ms / MS_PER_SECOND,
    executionStartedEventDetails: details,
  };
}

/** How it ends. */
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
