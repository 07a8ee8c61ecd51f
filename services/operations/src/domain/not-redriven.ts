/** The message stays in its queue; `message` is the reason. */
export class NotRedriven extends Error {
  override readonly name: string = 'NotRedriven';
  readonly code: 'DEAD_LETTER_NOT_REDRIVEN' | 'DEAD_LETTER_MISMATCH' = 'DEAD_LETTER_NOT_REDRIVEN';
}

/** The message names a queue, rule, function or stream that does not use its dead-letter queue: it may be forged. */
export class Mismatch extends NotRedriven {
  override readonly name = 'Mismatch';
  override readonly code = 'DEAD_LETTER_MISMATCH';
}
