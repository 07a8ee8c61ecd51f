/** Who is bound by a schema: see `RULES`. */
export type Direction = 'input' | 'output' | 'message';

/** `none` is no difference to anybody in this direction. */
export type Severity = 'breaking' | 'warning' | 'addition' | 'none';

/** One way in which a schema is not what it was. */
export type SchemaChange = {
  /** Where in the data, as a JSON pointer (RFC 6901); `*` stands for each item of a list or each key of a record. */
  readonly pointer: string;
  readonly change: ChangeOfSchema;
  readonly was: string;
  readonly is: string;
};

type Rule = { readonly says: string } & Readonly<Record<Direction, Severity>>;

/**
 * What a change is to those who are bound:
 * - `input`: others send it, and go on sending what they sent: all of that has to be taken.
 * - `output`: others read it by what they knew: all that is said has to be within that.
 * - `message`: both. An event is read by consumers that were deployed before the change and by those after it, and an
 *   event from before it still lies in queues, dead letters, the archive and the log.
 * @see https://opensource.zalando.com/restful-api-guidelines/#107
 * @see https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html (FULL_TRANSITIVE)
 */
export const RULES = {
  'field-added': rule('a new field', 'addition', 'addition', 'addition'),
  'required-field-added': rule('a new required field', 'breaking', 'addition', 'breaking'),
  'field-added-to-closed': rule(
    'a new field where no other was let pass',
    'addition',
    'breaking',
    'breaking',
  ),
  'field-removed': rule('a field was removed or renamed', 'breaking', 'breaking', 'breaking'),
  'made-required': rule('is required now', 'breaking', 'addition', 'breaking'),
  'made-optional': rule('is no longer always there', 'addition', 'breaking', 'breaking'),
  'default-given': rule('has a default now', 'addition', 'addition', 'addition'),
  'default-changed': rule('has another default', 'warning', 'none', 'warning'),
  narrowed: rule('allows less', 'breaking', 'addition', 'breaking'),
  widened: rule('allows more', 'addition', 'breaking', 'breaking'),
  changed: rule('is something else', 'breaking', 'breaking', 'breaking'),
  closed: rule('refuses unknown fields now', 'breaking', 'breaking', 'breaking'),
  opened: rule('lets unknown fields pass now', 'addition', 'addition', 'addition'),
  restated: rule('says the same otherwise', 'addition', 'addition', 'addition'),
  'not-comparable': rule('cannot be judged', 'breaking', 'breaking', 'breaking'),
} as const satisfies Record<string, Rule>;

export type ChangeOfSchema = keyof typeof RULES;

function rule(says: string, input: Severity, output: Severity, message: Severity): Rule {
  return { says, input, output, message };
}
