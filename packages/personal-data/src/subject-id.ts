import { randomBytes } from 'node:crypto';
import { ID_BYTES, toBase32 } from '@tradepost/lambda/idempotent-id';

/** Returns the id of a new subject: `sub_` and 26 characters of Crockford base 32. It is random, and contains no time. */
export function newSubjectId(): string {
  return `sub_${toBase32(randomBytes(ID_BYTES))}`;
}
