import type { ExternalTaxes } from '@tradepost/quote/tax-input';
import * as z from 'zod/mini';
import type { Invoke } from './invoke.ts';
import type { TermsRequest } from './pricing.ts';

type Taxable = { readonly amountMinor: number; readonly taxClass: string };

/** The amounts of a quote, for a tax engine. */
export type TaxRequest = Pick<TermsRequest, 'at' | 'currency' | 'destination' | 'customerKey'> & {
  readonly quoteId: string;
  readonly included: boolean;
  readonly exemptionReason?: string | undefined;
  readonly lines: readonly (Taxable & {
    readonly lineId: string;
    readonly sku: string;
    readonly quantity: number;
  })[];
  readonly shipping: readonly (Taxable & { readonly methodId: string })[];
};

/** Asks the tax engine once. Returns undefined if it does not answer: the policy of the market decides. */
export type CalculateTaxes = (request: TaxRequest) => Promise<ExternalTaxes | undefined>;

const answer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('calculated'),
    taxes: z.object({ lines: z.array(z.looseObject({})), shipping: z.array(z.looseObject({})) }),
  }),
  z.object({ outcome: z.literal('unavailable') }),
]);

/** @param functionName name of the function `calculate-taxes` of pricing, with its alias */
export function createCalculateTaxes(invoke: Invoke, functionName: string): CalculateTaxes {
  return async (request) => {
    const parsed = answer.safeParse(await invoke(functionName, request).catch(() => undefined));
    if (!parsed.success || parsed.data.outcome === 'unavailable') return undefined;
    return parsed.data.taxes as unknown as ExternalTaxes;
  };
}
