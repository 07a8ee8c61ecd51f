import { containsCardNumber } from '@tradepost/contracts/fields/card-number';
import { type FieldError, PROBLEMS, type ProblemCode } from '@tradepost/contracts/problem';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// zod/mini brings no words of its own: these are the ones that callers read.
z.config(en());

/** What was wrong with an input: each broken rule with the place where it was broken. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super(errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '));
    this.code = errors.map((each) => each.code).find(isProblemCode) ?? 'VALIDATION_FAILED';
    this.errors = errors;
  }
}

/**
 * Parses an input by its schema.
 *
 * @param at where the input stands, as a JSON pointer in a URI fragment (RFC 6901): `#` for the body
 * @returns the parsed value
 * @throws ValidationError naming each field and the rule it breaks; never the value, which may be a secret
 */
export function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  at = '#',
): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ValidationError(result.error.issues.flatMap((issue) => toFieldErrors(issue, at)));
}

function toFieldErrors(issue: z.core.$ZodIssue, at: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: toPointer([...issue.path, key], at),
      code: 'UNKNOWN_FIELD',
      detail: 'is not a field of this object',
    }));
  }
  // A record's key, or the item of a set, breaks a rule of its own: that is what the caller has to know.
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    return issue.issues.map(
      (inner) => ({ ...toFieldErrors(inner, at)[0], pointer: toPointer(issue.path, at) }) as FieldError,
    );
  }
  const code =
    issue.code === 'custom' && typeof issue.params?.['code'] === 'string' ? issue.params['code'] : undefined;
  return [
    { pointer: toPointer(issue.path, at), code: code ?? issue.code.toUpperCase(), detail: issue.message },
  ];
}

/** Errors are answered, logged and kept, and what they name may be what the sender wrote: a field's name. */
function withoutCardNumber(word: string): string {
  return containsCardNumber(word) ? '(redacted)' : word;
}

/** Takes a path and where it starts (`#/query`); returns the JSON pointer (RFC 6901, section 3), without card numbers. */
export function toPointer(path: readonly PropertyKey[], at: string): string {
  const parts = path.map((part) =>
    withoutCardNumber(String(part)).replaceAll('~', '~0').replaceAll('/', '~1'),
  );
  return [at, ...parts].join('/');
}

function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}
