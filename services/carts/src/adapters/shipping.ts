import * as z from 'zod/mini';
import { type Method, UnavailableError } from '../domain/facts.ts';
import type { Invoke } from './invoke.ts';
import type { TermsRequest } from './pricing.ts';

/** Reads the shipping methods for a destination, in the order of the shop. */
export type ReadMethods = (
  request: Pick<TermsRequest, 'destination' | 'currency' | 'at'>,
) => Promise<readonly Method[]>;

/** The form of the answer. Rates are those of `packages/quote`, which checks their content. */
const answer = z.object({
  methods: z.array(
    z.looseObject({
      methodId: z.string(),
      name: z.string(),
      taxClass: z.string(),
      rates: z.array(z.looseObject({ currency: z.string() })),
    }),
  ),
});

/** @param functionName name of the function `read-methods` of shipping, with its alias */
export function createReadMethods(invoke: Invoke, functionName: string): ReadMethods {
  return async (request) => {
    try {
      return answer.parse(await invoke(functionName, request)).methods as unknown as readonly Method[];
    } catch (cause) {
      throw new UnavailableError('SHIPPING_UNAVAILABLE', { cause });
    }
  };
}
