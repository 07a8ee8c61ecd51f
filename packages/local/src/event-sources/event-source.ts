/** Poller that invokes a function with the records of a queue or a stream. */
export type EventSource = {
  readonly start: () => void;
  /** Resolves when running invocations have finished, or after a grace period. */
  readonly stop: () => Promise<void>;
};
