/** Takes an error; returns its `code` if it is one of ours or of the SDK. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Takes anything that was thrown; returns it as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Takes an error; returns true if the same work may succeed later: a call to AWS failed (the SDK adds `$metadata` to such
 * an error, also if there was no response), or the error has `isTransient`. An error of any other kind follows from the
 * data or from the code. So does a request that AWS found invalid.
 */
export function isTransient(error: Error): boolean {
  if ((error as { isTransient?: unknown }).isTransient === true) return true;
  return '$metadata' in error && error.name !== 'ValidationException';
}
