import { isDenied } from '../aws/is-denied.ts';
import type { Fact } from './finding.ts';

/** Asks AWS; an error becomes the reason for which the fact is unknown. */
export async function ask<Value>(permission: string, read: () => Promise<Value>): Promise<Fact<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    const { name, message } = error as Error;
    return { unknown: isDenied(error) ? `it needs the permission ${permission}` : `${name}: ${message}` };
  }
}
