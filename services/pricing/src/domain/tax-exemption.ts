import * as z from 'zod/mini';
import { replaceBy, storedTerms, type TermsCommand, termsAggregate } from './terms.ts';

const exemptionFacts = z.object({
  ...storedTerms,
  customerId: z.optional(z.string()),
  customerGroup: z.optional(z.string()),
  country: z.optional(z.string()),
  reason: z.string(),
  taxClasses: z.optional(z.array(z.string())),
  validFrom: z.optional(z.string()),
  validUntil: z.optional(z.string()),
});

export type ExemptionFacts = z.infer<typeof exemptionFacts>;

export const taxExemption = termsAggregate<ExemptionFacts>('tax-exemption', exemptionFacts);

type Details = Pick<ExemptionFacts, 'reason' | 'taxClasses' | 'validFrom' | 'validUntil'>;

/** Sets reason, tax classes and period. Fields that are absent are removed. */
export const setExemption =
  (details: Details): TermsCommand<ExemptionFacts, { readonly code: 'TAX_EXEMPTION_NOT_FOUND' }> =>
  (existing, { at }) => {
    if (existing === undefined) return { rejection: { code: 'TAX_EXEMPTION_NOT_FOUND' } };
    const { id, customerId, customerGroup, country } = existing;
    return replaceBy<ExemptionFacts>(existing, { id, customerId, customerGroup, country, ...details }, at);
  };

type Buyer = { readonly customerId?: string | undefined; readonly customerGroup?: string | undefined };

/** Names the buyers of an exemption in keys. */
export function buyerKey({
  customerId,
  customerGroup,
  country,
}: Buyer & { readonly country?: string | undefined }): string {
  return JSON.stringify([customerId ?? null, customerGroup ?? null, country ?? null]);
}

/** Keys of all exemptions that a buyer may have in a country, the most specific first. */
export function buyersOf(
  {
    customerId,
    customerGroups = [],
  }: Pick<Buyer, 'customerId'> & { readonly customerGroups?: readonly string[] | undefined },
  country: string,
): readonly string[] {
  const buyers: readonly Buyer[] = [
    ...(customerId === undefined ? [] : [{ customerId }]),
    ...customerGroups.map((customerGroup) => ({ customerGroup })),
  ];
  return buyers.flatMap((buyer) => [buyerKey({ ...buyer, country }), buyerKey(buyer)]);
}
