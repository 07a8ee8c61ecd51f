import * as z from 'zod/mini';

/** The answer «no», as a value: a stable code and the facts behind it. */
export const rejection = z
  .looseObject({
    code: z.string().check(z.regex(/^[A-Z][A-Z_]+$/), z.describe('Stable code of the reason.')),
  })
  .register(z.globalRegistry, { description: 'Reason of a rejection: a code and its facts.' });

export type Rejection = z.infer<typeof rejection>;
