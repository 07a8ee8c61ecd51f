/** What moves records from a queue or a stream into a function. */
export type EventSource = {
  readonly start: () => void;
  /** Resolves when nothing is under way any more, or when the grace for it is over. */
  readonly stop: () => Promise<void>;
};
