/** Takes an error; returns its `code`, which our errors and those of the SDK have. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Takes any thrown value; returns it as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Takes an error; returns true if the same work may succeed later: a call to AWS failed (the SDK adds `$metadata` to such
 * an error, also if there was no response), or the error has `isTransient`. Any other error has its cause in the
 * data or in the code, and so has a request that AWS rejects as invalid.
 */
export function isTransient(error: Error): boolean {
  if ((error as { isTransient?: unknown }).isTransient === true) return true;
  return '$metadata' in error && error.name !== 'ValidationException';
}
