import * as z from 'zod/mini';

/** A violated rule: a pointer to the value in the request (RFC 6901), and the rule. */
export const fieldError = z.object({
  pointer: z.string().check(z.describe('JSON pointer (RFC 6901) into the body, or #/query/… or #/path/….')),
  code: z.string().check(z.describe('Stable code of the broken rule.')),
  detail: z.string().check(z.describe('Description of the broken rule, without the value.')),
});

export type FieldError = z.infer<typeof fieldError>;

/** `application/problem+json`, RFC 9457. The facts of a rejection are further members. */
export const problem = z.looseObject({
  type: z.string().check(z.describe('URN of the code (RFC 9457).')),
  title: z.string().check(z.describe('Short description, the same for each code.')),
  status: z.int().check(z.describe('HTTP status.')),
  code: z.string().check(z.describe('Stable code of the problem.')),
  detail: z.optional(z.string()).check(z.describe('Description of the problem of this request.')),
  instance: z.optional(z.string()).check(z.describe('URI of this occurrence of the problem (RFC 9457).')),
  correlationId: z.string().check(z.describe('Id of the request, for support.')),
  errors: z
    .optional(z.array(fieldError))
    .check(z.describe('First 50 broken rules, each with its location in the request.')),
  errorCount: z.optional(z.int()).check(z.describe('Number of broken rules, listed or not.')),
});

export type Problem = z.infer<typeof problem>;
