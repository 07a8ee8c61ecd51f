import * as z from 'zod/mini';
import type { GrantKey } from './grants.ts';

/** A grant as it is stored. After a withdrawal it has only its version, so that a version never returns. */
export const storedGrant = z.object({
  pk: z.string(),
  version: z.int().check(z.minimum(1)),
  scopes: z.optional(z.array(z.string())),
  groups: z.optional(z.array(z.string())),
  reach: z.optional(z.enum(['own', 'all'])),
});

export type StoredGrant = z.infer<typeof storedGrant>;

/** Partition key of a grant: `group#support`. */
export function grantPk({ kind, id }: GrantKey): string {
  return `${kind}#${id}`;
}
