/** A wrong command line; the message names the option and the rule. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
