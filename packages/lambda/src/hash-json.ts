import { createHash } from 'node:crypto';

/**
 * SHA-256 digest of a JSON value, in base64url. The order of an object's fields and undefined fields make no difference.
 *
 * @param value any JSON value
 */
export function hashJson(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, sortFields) ?? '')
    .digest('base64url');
}

function sortFields(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
