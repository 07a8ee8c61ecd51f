/** Direction of the data that a schema describes: see `RULES`. */
export type Direction = 'input' | 'output' | 'message';

/** `none` means that the change has no effect in this direction. */
export type Severity = 'breaking' | 'warning' | 'addition' | 'none';

/** A change of a schema. */
export type SchemaChange = {
  /** Location in the data as a JSON pointer (RFC 6901); `*` is every item of a list or every key of a record. */
  readonly pointer: string;
  readonly change: ChangeOfSchema;
  readonly was: string;
  readonly is: string;
};

type Rule = { readonly text: string } & Readonly<Record<Direction, Severity>>;

/**
 * Severity of each change by direction:
 * - `input`: others send the data. Everything that was accepted before must still be accepted.
 * - `output`: others read the data. Every value after the change must have been possible before it.
 * - `message`: both. Consumers from before the change read new events, and consumers from after it read old events in queues,
 *   dead-letter queues, the event archive and the event store.
 * @see https://opensource.zalando.com/restful-api-guidelines/#107
 * @see https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html (FULL_TRANSITIVE)
 */
export const RULES = {
  'field-added': rule('a new field', 'addition', 'addition', 'addition'),
  'required-field-added': rule('a new required field', 'breaking', 'addition', 'breaking'),
  'field-added-to-closed': rule('a new field in a closed shape', 'addition', 'breaking', 'breaking'),
  'field-removed': rule('a field was removed or renamed', 'breaking', 'breaking', 'breaking'),
  'made-required': rule('is required now', 'breaking', 'addition', 'breaking'),
  'made-optional': rule('is no longer always present', 'addition', 'breaking', 'breaking'),
  'default-given': rule('has a default now', 'addition', 'addition', 'addition'),
  'default-changed': rule('has another default', 'warning', 'none', 'warning'),
  narrowed: rule('allows less', 'breaking', 'addition', 'breaking'),
  widened: rule('allows more', 'addition', 'breaking', 'breaking'),
  changed: rule('is something else', 'breaking', 'breaking', 'breaking'),
  closed: rule('rejects unknown fields now', 'breaking', 'breaking', 'breaking'),
  opened: rule('accepts unknown fields now', 'addition', 'addition', 'addition'),
  restated: rule('has the same meaning in another form', 'addition', 'addition', 'addition'),
  'not-comparable': rule('cannot be compared', 'breaking', 'breaking', 'breaking'),
} as const satisfies Record<string, Rule>;

export type ChangeOfSchema = keyof typeof RULES;

function rule(text: string, input: Severity, output: Severity, message: Severity): Rule {
  return { text, input, output, message };
}
