import * as z from 'zod/mini';
import { personalData } from './fields/personal-data.ts';

/** A rejection: a stable code and its facts. */
export const rejection = /* @__PURE__ */ z
  .looseObject({
    code: z.string().check(z.regex(/^[A-Z][A-Z_]+$/), z.describe('Stable code of the reason.')),
  })
  .register(z.globalRegistry, { description: 'Reason of a rejection: a code and its facts.' })
  .register(personalData, { kinds: [], why: 'facts of a rejection: codes, ids and amounts' });

export type Rejection = z.infer<typeof rejection>;

/** Problem codes of a service with their HTTP status and title. Its commands may be rejected with them, too. */
export type Problems = Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** Codes of a service that only commands are rejected with, and their texts. */
export type Rejections = Readonly<Record<string, string>>;
