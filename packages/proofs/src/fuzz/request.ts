/** Callers with some scopes of staff only: people of the groups with the most and the least, and a machine. */
export const LIMITED_CALLERS = ['support', 'operator', 'admin', 'erp'] as const;

/** Caller whose access token a request has: one of the staff with every scope, a customer, or one with some scopes. */
export type FuzzCaller = 'staff' | 'customer' | (typeof LIMITED_CALLERS)[number];

/** A request as it is sent, without corrections. */
export type FuzzRequest = {
  readonly method: string;
  /** Path and query, each character one byte. */
  readonly target: string;
  /** Each character of a value is one byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
  /** Absent for a request without a token. A header `Authorization` of its own takes precedence. */
  readonly caller?: FuzzCaller;
};

/** The response. Bytes of the body that are not UTF-8, which are a fault, become U+FFFD. */
export type FuzzAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** Returns true if the request has the token of its caller, and no other header `Authorization`. */
export function hasToken({ caller, headers }: FuzzRequest): boolean {
  return caller !== undefined && !headers.some(([name]) => name.toLowerCase() === 'authorization');
}
