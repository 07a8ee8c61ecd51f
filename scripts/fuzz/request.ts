/** A request as it goes over the wire: nothing of it is corrected on its way. */
export type FuzzRequest = {
  readonly method: string;
  /** Path and query, each character one byte. */
  readonly target: string;
  /** Each character of a value is one byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
};

/** What came back; a body that is not UTF-8 is a fault in itself, and shows as U+FFFD. */
export type FuzzAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};
