/** AWS cuts the cause of an error to this length. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TaskFailedEventDetails.html */
const MAX_CAUSE_CHARACTERS = 32_768;

/**
 * Errors that neither Retry nor Catch matches, even by `States.ALL`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const TERMINAL: ReadonlySet<string> = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/** An error of a state: `ErrorEquals` matches its `name`, and its `message` is the `Cause`. */
export class StatesError extends Error {
  constructor(name: string, cause = '') {
    super(cause.slice(0, MAX_CAUSE_CHARACTERS));
    this.name = name;
  }
}

/** Returns the error with which an execution fails if it cannot be processed. */
export function runtimeError(cause: string): StatesError {
  return new StatesError('States.Runtime', cause);
}

/** Returns whether one of the names in `ErrorEquals` matches the error. */
export function matchesError(names: readonly string[], error: string): boolean {
  if (TERMINAL.has(error)) return false;
  return names.some((name) => {
    if (name === error || name === 'States.ALL') return true;
    if (name === 'States.TaskFailed') return error !== 'States.Timeout';
    // A missed heartbeat is a time-out, too.
    return name === 'States.Timeout' && error === 'States.HeartbeatTimeout';
  });
}
