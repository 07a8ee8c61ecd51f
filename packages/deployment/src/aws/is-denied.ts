/** Returns whether an AWS service refused a call for lack of a permission. Services name the error in two ways. */
export function isDenied(error: unknown): boolean {
  return ['AccessDenied', 'AccessDeniedException'].includes((error as Error).name);
}
