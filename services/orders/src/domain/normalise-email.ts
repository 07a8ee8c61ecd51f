/**
 * Returns the form of an e-mail address in which two of the same mailbox are equal. Mail servers may distinguish upper and lower
 * case before the `@` (RFC 5321, section 2.4), but do not.
 */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}
