/** Every attempt had a conflict or was throttled. The caller may try again later. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  readonly code = 'TOO_MUCH_CONTENTION';
  readonly isTransient = true;
}

/** Returns whether an error says that others changed the same item at the same time. */
export function isContention(error: unknown): boolean {
  return error instanceof ContentionError;
}
