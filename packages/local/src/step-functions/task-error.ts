const TASK_ERROR = Symbol('task error');

/**
 * An error of a state, as Retry and Catch see it: `name` is what `ErrorEquals` matches, `message` is the `Cause`.
 * The library asks `isRetryable` and `isCatchable` before it looks for a retrier or a catcher.
 */
export type TaskError = Error & {
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;
  readonly [TASK_ERROR]: true;
};

/** Takes an error's name and cause; returns the error for a task to throw. */
export function taskError(name: string, cause: string): TaskError {
  return Object.assign(new Error(cause), {
    name,
    isRetryable: true,
    isCatchable: true,
    [TASK_ERROR]: true,
  } as const);
}

/**
 * Takes an error's name and cause; returns an error that no Retry or Catch can match, as `States.Runtime` and
 * `States.DataLimitExceeded` are.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function terminalError(name: 'States.Runtime' | 'States.DataLimitExceeded', cause: string): TaskError {
  return Object.assign(taskError(name, cause), { isRetryable: false, isCatchable: false });
}

export function isTaskError(error: unknown): error is TaskError {
  return error instanceof Error && TASK_ERROR in error;
}
