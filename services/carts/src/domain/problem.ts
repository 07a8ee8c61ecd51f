/** A problem of a cart, of one of its lines if it has a `lineId`. */
export type Problem = {
  readonly code: string;
  /** True if the cart cannot be submitted while it has the problem. */
  readonly blocking: boolean;
  readonly lineId?: string;
  readonly [fact: string]: unknown;
};

/** A problem with which a cart cannot be submitted. */
export function blocking(code: string, facts: Readonly<Record<string, unknown>> = {}): Problem {
  return { code, blocking: true, ...facts };
}
