import * as z from 'zod/mini';

/**
 * Sealed text: `s1.<key id>.<base64url>` of packages/personal-data. Its length is one of four, of up to 21,883 characters in
 * base64url.
 */
export const sealedText = z
  .string()
  .check(
    z.maxLength(22_000),
    z.regex(/^s1\.[\w-]*\.[\w-]+$/, 'must be sealed text: s1.<key id>.<base64url>'),
    z.describe('Sealed text, which only the services with a right to its key can read.'),
  );
