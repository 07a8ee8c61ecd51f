/** A request as it is sent, without corrections. */
export type FuzzRequest = {
  readonly method: string;
  /** Path and query, each character one byte. */
  readonly target: string;
  /** Each character of a value is one byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
};

/** The response. Bytes of the body that are not UTF-8, which are a fault, become U+FFFD. */
export type FuzzAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};
