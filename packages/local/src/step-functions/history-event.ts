import type { StateMachine } from 'aws-local-stepfunctions';
import type { TaskState } from './machine.ts';

/** An event of an execution's history, as the API returns it; `timestamp` is in epoch seconds. */
export type HistoryEvent = {
  readonly type: string;
  readonly timestamp: number;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
};

type EventLogs = ReturnType<StateMachine['run']>['eventLogs'];
export type LibraryEvent = EventLogs extends AsyncGenerator<infer Event> ? Event : never;

/** An event that a handler emits for its task. */
export type TaskEvent = {
  readonly type: 'scheduled' | 'started' | 'submitted' | 'succeeded' | 'failed';
  readonly timestamp: number;
  readonly task: TaskState;
  readonly value?: unknown;
  readonly error?: string;
  readonly cause?: string;
};

const MS_PER_SECOND = 1_000;
const NOT_TRUNCATED = { truncated: false };

/**
 * Returns the history events for an event of the library, oldest first; none if AWS has none. The start and the end of the
 * execution are recorded separately.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function stateHistory(
  event: LibraryEvent,
  typeOf: ReadonlyMap<string, string>,
  taskOf: (name: string) => TaskState | undefined,
): readonly HistoryEvent[] {
  const timestamp = event.timestamp / MS_PER_SECOND;
  switch (event.type) {
    case 'StateEntered': {
      const { name, input } = event.state;
      const type = typeOf.get(name) ?? event.state.type;
      const entered = { name, input: JSON.stringify(input), inputDetails: NOT_TRUNCATED };
      const started = { type: `${type}StateStarted`, timestamp };
      const events = [{ type: `${type}StateEntered`, timestamp, stateEnteredEventDetails: entered }];
      return type === 'Parallel' || type === 'Map' ? [...events, started] : events;
    }
    case 'StateExited': {
      const { name, output } = event.state;
      const type = typeOf.get(name) ?? event.state.type;
      const exited = { name, output: JSON.stringify(output), outputDetails: NOT_TRUNCATED };
      const succeeded = { type: `${type}StateSucceeded`, timestamp };
      const events = [{ type: `${type}StateExited`, timestamp, stateExitedEventDetails: exited }];
      return type === 'Parallel' || type === 'Map' ? [succeeded, ...events] : events;
    }
    case 'StateFailed': {
      const type = typeOf.get(event.state.name) ?? event.state.type;
      if (type === 'Parallel' || type === 'Map') return [{ type: `${type}StateFailed`, timestamp }];
      // A handler emits every other failure itself, except its time-out, which it does not observe.
      const task = event.Error === 'States.Timeout' ? taskOf(event.state.name) : undefined;
      return task === undefined ? [] : [timedOut(task, timestamp)];
    }
    case 'MapIterationStarted':
      return [{ type: event.type, timestamp, mapIterationStartedEventDetails: itemOf(event) }];
    case 'MapIterationSucceeded':
      return [{ type: event.type, timestamp, mapIterationSucceededEventDetails: itemOf(event) }];
    case 'MapIterationFailed':
      return [{ type: event.type, timestamp, mapIterationFailedEventDetails: itemOf(event) }];
    default:
      return [];
  }
}

function itemOf(
  event: Extract<LibraryEvent, { parentState: unknown; index: number }>,
): Readonly<Record<string, unknown>> {
  return { name: event.parentState.name, index: event.index };
}

/** Returns the history event for an event of a handler; none for a Wait, which has no task on AWS. */
export function taskHistory(event: TaskEvent, region: string): HistoryEvent | undefined {
  const { resource } = event.task;
  const timestamp = event.timestamp / MS_PER_SECOND;
  if (resource.kind === 'wait') return undefined;
  if (resource.kind === 'function') return functionHistory(event, resource.arn, timestamp);
  const [resourceType = '', action = ''] = resource.integration.split(':');
  const suffix = { request: '', token: '.waitForTaskToken', sync: '.sync', 'sync:2': '.sync:2' };
  const common = { resourceType, resource: `${action}${suffix[resource.pattern]}` };
  const value = event.value === undefined ? undefined : JSON.stringify(event.value);
  const seconds = event.task.timeoutSeconds;
  switch (event.type) {
    case 'scheduled': {
      const limit = seconds === undefined ? {} : { timeoutInSeconds: seconds };
      const details = { ...common, region, parameters: value ?? '{}', ...limit };
      return { type: 'TaskScheduled', timestamp, taskScheduledEventDetails: details };
    }
    case 'started':
      return { type: 'TaskStarted', timestamp, taskStartedEventDetails: common };
    case 'submitted': {
      const details = { ...common, output: value, outputDetails: NOT_TRUNCATED };
      return { type: 'TaskSubmitted', timestamp, taskSubmittedEventDetails: details };
    }
    case 'succeeded': {
      const details = { ...common, output: value, outputDetails: NOT_TRUNCATED };
      return { type: 'TaskSucceeded', timestamp, taskSucceededEventDetails: details };
    }
    case 'failed': {
      const details = { ...common, error: event.error, cause: event.cause };
      return { type: 'TaskFailed', timestamp, taskFailedEventDetails: details };
    }
  }
}

function functionHistory(event: TaskEvent, arn: string, timestamp: number): HistoryEvent | undefined {
  const value = JSON.stringify(event.value);
  switch (event.type) {
    case 'scheduled': {
      const details = { resource: arn, input: value, inputDetails: NOT_TRUNCATED };
      return { type: 'LambdaFunctionScheduled', timestamp, lambdaFunctionScheduledEventDetails: details };
    }
    case 'started':
      return { type: 'LambdaFunctionStarted', timestamp };
    case 'succeeded': {
      const details = { output: value, outputDetails: NOT_TRUNCATED };
      return { type: 'LambdaFunctionSucceeded', timestamp, lambdaFunctionSucceededEventDetails: details };
    }
    case 'failed': {
      const details = { error: event.error, cause: event.cause };
      return { type: 'LambdaFunctionFailed', timestamp, lambdaFunctionFailedEventDetails: details };
    }
    case 'submitted':
      return undefined;
  }
}

function timedOut(task: TaskState, timestamp: number): HistoryEvent {
  const error = 'States.Timeout';
  if (task.resource.kind !== 'integration') {
    return { type: 'LambdaFunctionTimedOut', timestamp, lambdaFunctionTimedOutEventDetails: { error } };
  }
  const [resourceType = '', resource = ''] = task.resource.integration.split(':');
  return { type: 'TaskTimedOut', timestamp, taskTimedOutEventDetails: { resourceType, resource, error } };
}
