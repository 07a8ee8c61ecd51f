/** Every attempt had a conflict or was throttled. The caller may try again later. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  readonly code = 'TOO_MUCH_CONTENTION';
  readonly isTransient = true;
}
