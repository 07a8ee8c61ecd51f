import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionEnd, HistoryEvent } from '@tradepost/states-language/history';
import type { ExecutionStore } from './execution-store.ts';
import { inTransaction } from './execution-store.ts';
import { type ApiEvent, toApiEvent } from './history-event.ts';
import type { HistoryStore } from './history-store.ts';
import { MAX_HISTORY_EVENTS } from './history-store.ts';
import type { TaskTokens } from './task-tokens.ts';

export type RecorderConfig = {
  readonly db: DatabaseSync;
  readonly region: string;
  readonly store: ExecutionStore;
  readonly history: HistoryStore;
  readonly tokens: TaskTokens;
  readonly arn: string;
};

export type Recorder = ReturnType<typeof createRecorder>;

/**
 * Creates the recorder of a Standard execution, which stores its history and its current state. Events are written in one
 * transaction with the next state's entry: a kill loses only events of the state that runs again.
 */
export function createRecorder({ db, region, store, history, tokens, arn }: RecorderConfig) {
  const pending: ApiEvent[] = [];
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
    /** Records an event. Calls `stop` if the history gets too long. */
    record: (event: HistoryEvent, stop: (end: ExecutionEnd) => void): void => {
      const entry = toApiEvent(event, region);
      if (entry !== undefined) pending.push(entry);
      // A submitted task is not submitted again after a restart, so a lost event would not be emitted again.
      if (event.type === 'TaskSubmitted') flush();
      const { state, topLevel, details, timeMs } = event;
      if (topLevel && state !== undefined && event.type.endsWith('StateEntered')) {
        inTransaction(db, () => {
          write();
          store.enterState(arn, state, String(details['input']), timeMs);
        });
        // The tokens of the state before are no longer needed.
        tokens.forgetUsed(arn);
      }
      if (lastId + pending.length === MAX_HISTORY_EVENTS - 1) {
        const cause = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
        stop({ status: 'FAILED', error: 'States.Runtime', cause });
      }
    },
    /** Writes the end and the pending events in one transaction. */
    end: (end: ExecutionEnd, stoppedMs: number): void =>
      inTransaction(db, () => {
        write();
        store.endStandard(arn, end, stoppedMs);
        tokens.forget(arn);
      }),
  };
}
