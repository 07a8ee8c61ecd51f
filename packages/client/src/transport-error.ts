/** What was called, and how hard it was tried. */
export type Tried = {
  /** The method and path that were called. */
  readonly call: string;
  readonly url: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  /** Under which the call can be repeated, since it may have been done. */
  readonly idempotencyKey: string | undefined;
  /** The id that the caller gave the call. */
  readonly correlationId: string | undefined;
};

/**
 * There was no answer to be had, or none that can be read: no connection, a connection that broke, an attempt that took
 * too long, a body that is not JSON. Whether the API did what it was asked for is not known.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly tried: Tried;

  constructor(tried: Tried, cause: unknown) {
    const { call, url, attempts, elapsedMs } = tried;
    const times = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
    const seconds = (elapsedMs / 1_000).toFixed(1);
    super(
      `${call}: no answer from ${new URL(url).origin} after ${times} in ${seconds} s: ${explain(cause)}`,
      {
        cause,
      },
    );
    this.tried = tried;
  }
}

/** Fetch says little itself: in Node, what happened is in its cause, and its code. */
function explain(cause: unknown): string {
  if (!(cause instanceof Object) || !('message' in cause)) return String(cause);
  const { message, cause: deeper } = cause as Error & { cause?: { code?: unknown; message?: unknown } };
  const why = deeper?.code ?? deeper?.message;
  return why === undefined ? message : `${message} (${String(why)})`;
}
