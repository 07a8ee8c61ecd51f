import * as z from 'zod/mini';

/** The answer «no», as a value: a stable code and the facts behind it. */
export const rejection = z
  .looseObject({
    code: z.string().check(z.regex(/^[A-Z][A-Z_]+$/), z.describe('Why, as a stable code for programs.')),
  })
  .register(z.globalRegistry, { description: 'Why not: a code, and the facts behind it.' });

export type Rejection = z.infer<typeof rejection>;
