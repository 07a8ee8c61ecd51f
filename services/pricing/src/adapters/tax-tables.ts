import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { buyerKey, type ExemptionFacts, taxExemption } from '../domain/tax-exemption.ts';
import { type JurisdictionFacts, placeKey, taxJurisdiction } from '../domain/tax-jurisdiction.ts';
import { type PolicyFacts, taxPolicy } from '../domain/tax-policy.ts';
import { createTermsStore, type TermsStore } from './terms-store.ts';

/** Name of the list of the jurisdictions of a country. */
const jurisdictionsOf = (country: string) => `${taxJurisdiction.name}#${country}`;

export type TaxTables = {
  readonly taxJurisdictions: TermsStore<JurisdictionFacts>;
  readonly taxPolicies: TermsStore<PolicyFacts>;
  readonly taxExemptions: TermsStore<ExemptionFacts>;
};

/** Creates the stores of tax rules. A place has one jurisdiction, and a buyer one exemption in a country. */
export function createTaxTables(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): TaxTables {
  return {
    taxJurisdictions: createTermsStore({
      ...config,
      aggregate: taxJurisdiction,
      listOf: ({ country }) => jurisdictionsOf(country),
      claimsOf: (terms) => [`place#${placeKey(terms)}`],
    }),
    taxPolicies: createTermsStore({ ...config, aggregate: taxPolicy }),
    taxExemptions: createTermsStore({
      ...config,
      aggregate: taxExemption,
      claimsOf: (terms) => [`buyer#${buyerKey(terms)}`],
    }),
  };
}
