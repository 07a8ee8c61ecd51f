/** An input that cannot be computed, because it breaks a rule of this package. `field` is the path of the value in the input. */
export class QuoteError extends Error {
  override readonly name = 'QuoteError';
  readonly field: string;

  /**
   * @param field path of the value, such as `lines[2].quantity`
   * @param rule the rule that the value breaks, such as `must be a whole number from 1 to 1000000`
   * @param value the value, for the message
   */
  constructor(field: string, rule: string, value?: unknown) {
    super(`${field} ${rule}${value === undefined ? '' : `, not ${JSON.stringify(value)}`}`);
    this.field = field;
  }
}
