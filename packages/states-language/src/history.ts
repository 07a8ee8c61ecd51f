import type { JsonValue } from './definition.ts';

/**
 * An event of an execution, with the type and the details of AWS's history; payloads are JSON text. `StateRetried` and
 * `StateCaught` have no counterpart there.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export type HistoryEvent = {
  readonly type: HistoryEventType;
  /** Epoch milliseconds. */
  readonly timeMs: number;
  /** Name of the state; undefined for events of the whole execution. */
  readonly state?: string;
  /** False for events inside a Parallel or Map state. */
  readonly topLevel: boolean;
  readonly details: Readonly<Record<string, JsonValue | undefined>>;
};

type StateType = 'Task' | 'Pass' | 'Wait' | 'Choice' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export type HistoryEventType =
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'Aborted' | 'TimedOut'}`
  | `${StateType}State${'Entered' | 'Exited'}`
  | `${'Parallel' | 'Map'}State${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed'}`
  | `${'LambdaFunction' | 'Task'}${'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | 'TaskSubmitted'
  | 'StateRetried'
  | 'StateCaught';

/** End of an execution. `output` is JSON text. */
export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error?: string | undefined;
      readonly cause?: string | undefined;
    };
