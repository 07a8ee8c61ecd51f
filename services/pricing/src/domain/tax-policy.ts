import * as z from 'zod/mini';
import { replaceBy, storedTerms, type TermsCommand, termsAggregate } from './terms.ts';

const rules = {
  mode: z.enum(['platform', 'external', 'none']),
  included: z.boolean(),
  rounding: z.enum(['halfUp', 'halfEven', 'halfDown']),
  level: z.enum(['line', 'unit']),
  shipping: z.enum(['class', 'lines']),
  onOutage: z.enum(['refuse', 'platform']),
};

const policyRules = z.object(rules);
const policyFacts = z.object({ ...storedTerms, ...rules });

export type PolicyRules = z.infer<typeof policyRules>;
export type PolicyFacts = z.infer<typeof policyFacts>;

/** The tax policy of a market. Its id is the market. */
export const taxPolicy = termsAggregate<PolicyFacts>('tax-policy', policyFacts);

/** Policy of a stage that has none: no tax is calculated, as in orders before there were policies. */
export const NO_TAX: PolicyRules = {
  ...{
    mode: 'none',
    included: true,
    rounding: 'halfUp',
    level: 'line',
    shipping: 'class',
    onOutage: 'refuse',
  },
};

/** Sets the policy of a market. */
export const setPolicy =
  (market: string, given: PolicyRules): TermsCommand<PolicyFacts> =>
  (existing, { at }) =>
    existing === undefined
      ? { events: [{ type: 'TermsChanged', terms: { id: market, ...given, createdAt: at, updatedAt: at } }] }
      : replaceBy(existing, { ...existing, ...given }, at);
