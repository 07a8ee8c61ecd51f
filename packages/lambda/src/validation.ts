import { containsCardNumber } from '@tradepost/contracts/fields/card-number';
import { PROBLEMS, type ProblemCode } from '@tradepost/contracts/problem';
import type { FieldError } from '@tradepost/contracts/problem-details';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// zod/mini has no messages of its own. Callers read these. `sideEffects` of package.json keeps this call in bundles.
z.config(en());

/** Maximum number of errors that a problem, log line or dead-letter message lists; `errorCount` counts all. */
const MAX_ERRORS = 50;
/** Maximum length of a pointer: a field's name can be as long as the body. */
const MAX_POINTER_LENGTH = 256;
/** Far below the limit of an SQS message, whose attributes count: dead-letter messages contain the text. */
const MAX_MESSAGE_LENGTH = 2_000;

/** Errors of an input: up to 50 violated rules, each with a pointer to the value, and the number of all. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly errorCount: number;

  /** @param errorCount number of all errors, if `errors` is only a part of them */
  constructor(errors: readonly FieldError[], errorCount = errors.length) {
    const listed = errors
      .slice(0, MAX_ERRORS)
      .map(({ pointer, ...rest }) => ({ pointer: shorten(pointer), ...rest }));
    const text = listed.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
    const more = errorCount > listed.length ? ` (${errorCount} errors in all)` : '';
    super(`${text.slice(0, MAX_MESSAGE_LENGTH)}${more}`);
    this.code = errors.map((each) => each.code).find(isProblemCode) ?? 'VALIDATION_FAILED';
    this.errors = listed;
    this.errorCount = errorCount;
  }
}

function shorten(pointer: string): string {
  return pointer.length > MAX_POINTER_LENGTH ? `${pointer.slice(0, MAX_POINTER_LENGTH)}…` : pointer;
}

/**
 * Parses an input by its schema.
 *
 * @param at location of the input, as a JSON pointer in a URI fragment (RFC 6901): `#` for the body
 * @returns the parsed value
 * @throws ValidationError naming each field and the rule it violates; never the value, which may be a secret
 */
export function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  at = '#',
): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { issues } = result.error;
  const errorCount = issues.reduce((sum, issue) => sum + countOf(issue), 0);
  throw new ValidationError(
    issues.flatMap((issue) => toFieldErrors(issue, at)),
    errorCount,
  );
}

function countOf(issue: z.core.$ZodIssue): number {
  if (issue.code === 'unrecognized_keys') return issue.keys.length;
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return issue.issues.length;
  return 1;
}

function toFieldErrors(issue: z.core.$ZodIssue, at: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_ERRORS).map((key) => ({
      pointer: toPointer([...issue.path, key], at),
      code: 'UNKNOWN_FIELD',
      detail: 'is not a field of this object',
    }));
  }
  // A record's key or a set's item has an issue of its own, which names the violated rule.
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

/** Field names in errors come from the sender. Errors are returned, logged and stored, so card numbers are removed. */
function withoutCardNumber(word: string): string {
  return containsCardNumber(word) ? '(redacted)' : word;
}

/** Takes a path and the pointer that it is relative to (`#/query`); returns the JSON pointer (RFC 6901, section 3), without card numbers. */
export function toPointer(path: readonly PropertyKey[], at: string): string {
  const parts = path.map((part) =>
    withoutCardNumber(String(part)).replaceAll('~', '~0').replaceAll('/', '~1'),
  );
  return [at, ...parts].join('/');
}

function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}
