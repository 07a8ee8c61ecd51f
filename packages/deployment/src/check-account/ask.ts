import { isDenied } from '../aws/is-denied.ts';
import type { Fact } from './finding.ts';

/**
 * Asks AWS. An error becomes the reason for which the fact is unknown.
 *
 * @param permissions IAM actions that `read` needs
 */
export async function ask<Value>(
  permissions: readonly string[],
  read: () => Promise<Value>,
): Promise<Fact<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    const { name, message } = error as Error;
    return {
      unknown: isDenied(error)
        ? `it needs the permission ${permissions.join(' and ')}`
        : `${name}: ${message}`,
    };
  }
}
