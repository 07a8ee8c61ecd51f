/** A call and its attempts. */
export type CallAttempts = {
  /** Method and path of the call. */
  readonly call: string;
  readonly url: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  /** Key with which to repeat the call, which may have had its effect. */
  readonly idempotencyKey: string | undefined;
  /** The caller's own id of the call. */
  readonly correlationId: string | undefined;
};

/**
 * There was no response, or none that can be read: no connection, a connection that broke, an attempt that took too long,
 * a body that is not JSON. The call may have had its effect.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly tried: CallAttempts;

  constructor(tried: CallAttempts, cause: unknown) {
    const { call, url, attempts, elapsedMs } = tried;
    const times = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
    const seconds = (elapsedMs / 1_000).toFixed(1);
    super(
      `${call}: no response from ${new URL(url).origin} after ${times} in ${seconds} s: ${explain(cause)}`,
      {
        cause,
      },
    );
    this.tried = tried;
  }
}

/** In Node the message of a fetch error is only "fetch failed": its cause has the code or message of the failure. */
function explain(cause: unknown): string {
  if (!(cause instanceof Object) || !('message' in cause)) return String(cause);
  const { message, cause: deeper } = cause as Error & { cause?: { code?: unknown; message?: unknown } };
  const why = deeper?.code ?? deeper?.message;
  return why === undefined ? message : `${message} (${String(why)})`;
}
