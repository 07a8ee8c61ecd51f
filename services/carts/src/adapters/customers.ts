import * as z from 'zod/mini';
import { UnavailableError } from '../domain/facts.ts';
import type { Invoke } from './invoke.ts';

/** Reads the groups of a customer as they are now. Prices depend on them. */
export type ReadGroups = (customerId: string) => Promise<readonly string[]>;

const answer = z.object({ groups: z.array(z.string()) });

/** @param functionName name of the function `read-groups` of customers, with its alias */
export function createReadGroups(invoke: Invoke, functionName: string): ReadGroups {
  return async (customerId) => {
    try {
      return answer.parse(await invoke(functionName, { customerId })).groups;
    } catch (cause) {
      throw new UnavailableError('PRICING_UNAVAILABLE', { cause });
    }
  };
}
