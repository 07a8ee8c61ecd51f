import type { JsonValue } from '@tradepost/states-language/definition';
import type { HistoryEvent } from '@tradepost/states-language/history';
import { interpret } from '@tradepost/states-language/interpret';
import { StatesError } from '@tradepost/states-language/states-error';
import type { Scheduler } from './scheduler.ts';

export type TaskResult = { readonly output: unknown } | { readonly error: string };

export type WorkflowConfig = {
  readonly key: string;
  /** Name of the execution. */
  readonly name: string;
  /** Number of states after which the execution is lost; infinite if it is not. */
  readonly statesLeft: number;
  readonly task: (resource: string, parameters: unknown, key: string) => Promise<TaskResult>;
  readonly scheduler: Pick<Scheduler, 'nowMs' | 'after' | 'cancel'>;
  readonly random: (name: string) => number;
  readonly reach: (branch: string) => void;
  /** Receives the error of each failed attempt of a task. */
  readonly onError: (state: string, error: string) => void;
  /** Receives each event of the execution's history, until it is lost. */
  readonly onEvent?: (event: HistoryEvent) => void;
};

export type WorkflowEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly error: string; readonly cause?: string }
  | { readonly status: 'TIMED_OUT' | 'LOST' };

/**
 * Runs a workflow in virtual time. A call that is in progress at a time-out continues, and its result is ignored.
 *
 * @returns how it ended. One that reads a value that does not exist fails with `States.Runtime`, as on AWS
 * @throws Error if the definition has anything that the interpreter does not know
 */
export async function runWorkflow(
  definition: object,
  input: unknown,
  config: WorkflowConfig,
): Promise<WorkflowEnd> {
  const { key, scheduler, reach } = config;
  const lost = new AbortController();
  let entered = 0;
  const record = (event: HistoryEvent): void => {
    if (event.type.endsWith('StateEntered')) entered += 1;
    if (entered > config.statesLeft) lost.abort();
    else {
      config.onEvent?.(event);
      noteBranch(event, config);
    }
  };
  const { end } = await interpret(
    definition,
    input as JsonValue,
    {
      call: async (task) => {
        const result = await config.task(task.resource, task.input, `${key} ${task.state} ${task.attempt}`);
        if ('error' in result) throw new StatesError(result.error);
        return result.output as JsonValue;
      },
      sleep: (ms, signal) => sleep(ms, signal, scheduler),
      now: scheduler.nowMs,
      random: (purpose) => config.random(purpose.replace(' ', ` ${key} `)),
      record,
    },
    { context: { Execution: { Name: config.name } }, signal: lost.signal },
  );
  switch (end.status) {
    case 'SUCCEEDED':
      return { status: 'SUCCEEDED', output: JSON.parse(end.output) };
    case 'FAILED':
      return { status: 'FAILED', error: String(end.error), cause: String(end.cause) };
    case 'TIMED_OUT':
      reach('timed out');
      return { status: 'TIMED_OUT' };
    case 'ABORTED':
      return { status: 'LOST' };
  }
}

const FAILED_TASK = /^(?:LambdaFunction|Task)(?:Failed|TimedOut)$/;

/** Reports the branch that a workflow takes, and failed tasks. */
function noteBranch({ type, state = '', details }: HistoryEvent, { reach, onError }: WorkflowConfig): void {
  if (type.endsWith('StateEntered')) reach(state);
  else if (type === 'StateRetried') reach(`${state} retried`);
  else if (type === 'StateCaught') reach(`${state} caught → ${details['next']}`);
  else if (FAILED_TASK.test(type)) onError(state, String(details['error']));
}

function sleep(ms: number, signal: AbortSignal, scheduler: WorkflowConfig['scheduler']): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      scheduler.cancel(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = scheduler.after(ms, end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
