import * as z from 'zod/mini';

/** An API key as it is stored. It has no value: only API Gateway has that. */
export const storedApiKey = z.object({
  id: z.string(),
  /** Id of the key in API Gateway. */
  gatewayKeyId: z.string(),
  version: z.int(),
  partner: z.string(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  replaces: z.optional(z.string()),
  replacedBy: z.optional(z.string()),
  /** Time from which the key is to be revoked, and who decided that. */
  revokeAt: z.optional(z.string()),
  revokedBy: z.optional(z.string()),
  /** Time at which the key was disabled in API Gateway. */
  revokedAt: z.optional(z.string()),
});

export type StoredApiKey = z.infer<typeof storedApiKey>;

/** A decision: the changed key, or a rejection. */
export type Decision<Code extends string> =
  | { readonly key: StoredApiKey }
  | { readonly rejection: { readonly code: Code } };

const MS_PER_HOUR = 3_600_000;

/** Returns true if a key is revoked, or would be if its last revocation had been completed. */
export function isEnded({ revokeAt, revokedAt }: StoredApiKey, now: string): boolean {
  return revokedAt !== undefined || (revokeAt !== undefined && revokeAt <= now);
}

/**
 * Replaces a key: both keys are valid until the overlap ends.
 *
 * @param change id of the replacement, hours of the overlap, the person, and the time in RFC 3339
 * @returns the replaced key. A key that has a replacement is rejected, so that a partner has at most two keys of one line
 */
export function replace(
  key: StoredApiKey,
  change: {
    readonly replacedBy: string;
    readonly overlapHours: number;
    readonly by: string;
    readonly now: string;
  },
): Decision<'API_KEY_REVOKED' | 'API_KEY_REPLACED'> {
  const { replacedBy, overlapHours, by, now } = change;
  if (isEnded(key, now)) return { rejection: { code: 'API_KEY_REVOKED' } };
  if (key.replacedBy !== undefined) return { rejection: { code: 'API_KEY_REPLACED' } };
  const revokeAt = new Date(Date.parse(now) + overlapHours * MS_PER_HOUR).toISOString();
  return { key: { ...key, version: key.version + 1, replacedBy, revokeAt, revokedBy: by } };
}

/**
 * Decides that a key is revoked from now on.
 *
 * @returns undefined if that was decided before
 */
export function revoke(
  key: StoredApiKey,
  change: { readonly by: string; readonly now: string },
): StoredApiKey | undefined {
  if (isEnded(key, change.now)) return undefined;
  return { ...key, version: key.version + 1, revokeAt: change.now, revokedBy: change.by };
}
