import * as z from 'zod/mini';
import { type Terms, UnavailableError } from '../domain/facts.ts';
import type { Invoke } from './invoke.ts';

export type TermsRequest = {
  readonly at: string;
  readonly currency: string;
  readonly skus: readonly string[];
  readonly destination: {
    readonly country: string;
    readonly region?: string | undefined;
    readonly postalCode?: string | undefined;
  };
  readonly codes: readonly string[];
  readonly customerKey?: string | undefined;
  readonly customerGroups?: readonly string[] | undefined;
};

/** Reads price lists, promotions, codes and taxes for a cart. */
export type ReadTerms = (request: TermsRequest) => Promise<Terms>;

/** The form of the answer. Its parts are those of `packages/quote`, which checks their content. */
const terms = z.object({
  priceLists: z.array(z.looseObject({ id: z.string() })),
  promotions: z.array(z.looseObject({ id: z.string() })),
  codes: z.array(z.looseObject({ code: z.string() })),
  refusedCodes: z.array(z.object({ code: z.string(), reason: z.string() })),
  giftSkus: z.array(z.string()),
  tax: z.looseObject({ policy: z.looseObject({}) }),
});

/** @param functionName name of the function `read-terms` of pricing, with its alias */
export function createReadTerms(invoke: Invoke, functionName: string): ReadTerms {
  return async (request) => {
    try {
      return terms.parse(await invoke(functionName, request)) as unknown as Terms;
    } catch (cause) {
      throw new UnavailableError('PRICING_UNAVAILABLE', { cause });
    }
  };
}
