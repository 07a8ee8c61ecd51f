const TASK_ERROR = Symbol('task error');

/**
 * An error of a state for Retry and Catch: `ErrorEquals` matches its `name`, and its `message` is the `Cause`. The library
 * checks `isRetryable` and `isCatchable` before it looks for a retrier or a catcher.
 */
export type TaskError = Error & {
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;
  readonly [TASK_ERROR]: true;
};

/** Returns an error for a task to throw. */
export function taskError(name: string, cause: string): TaskError {
  return Object.assign(new Error(cause), {
    name,
    isRetryable: true,
    isCatchable: true,
    [TASK_ERROR]: true,
  } as const);
}

/**
 * Returns an error that no Retry or Catch matches.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function terminalError(name: 'States.Runtime' | 'States.DataLimitExceeded', cause: string): TaskError {
  return Object.assign(taskError(name, cause), { isRetryable: false, isCatchable: false });
}

export function isTaskError(error: unknown): error is TaskError {
  return error instanceof Error && TASK_ERROR in error;
}
