import type {
  DiscountCode,
  ListPrices,
  PriceList,
  Promotion,
  TaxExemption,
  TaxJurisdiction,
  TaxPolicy,
} from '@tradepost/contracts/pricing/model';
import type { BudgetCount } from '../domain/budget-use.ts';
import type { CodeFacts } from '../domain/discount-code.ts';
import type { PriceListFacts } from '../domain/price-list.ts';
import type { PromotionFacts } from '../domain/promotion.ts';
import type { Tier } from '../domain/sku-prices.ts';
import type { ExemptionFacts } from '../domain/tax-exemption.ts';
import type { JurisdictionFacts } from '../domain/tax-jurisdiction.ts';
import type { PolicyFacts } from '../domain/tax-policy.ts';

/* Terms as responses and events have them. */

export function toPriceList(facts: PriceListFacts, version: number): PriceList {
  return { ...facts, version };
}

export function toListPrices(
  priceListId: string,
  prices: {
    readonly sku: string;
    readonly tiers: readonly Tier[];
    readonly version: number;
    readonly updatedAt: string;
  },
): ListPrices {
  const { sku, tiers, version, updatedAt } = prices;
  return { priceListId, sku, tiers: [...tiers], version, updatedAt };
}

/** A promotion without the uses of its budget, which are counted elsewhere. */
export function toPromotionTerms(facts: PromotionFacts, version: number): Omit<Promotion, 'budgetUses'> {
  return { ...facts, version };
}

/** A promotion with the uses of its budget, if it has one. */
export function toPromotion(
  facts: PromotionFacts,
  version: number,
  counts: ReadonlyMap<string, BudgetCount> = new Map(),
): Promotion {
  const terms = toPromotionTerms(facts, version);
  if (facts.budgetMinor === undefined) return terms;
  const uses = Object.keys(facts.budgetMinor).map((currency) => {
    const { takenMinor = 0, usedMinor = 0 } = counts.get(currency) ?? {};
    return [currency, { heldMinor: takenMinor - usedMinor, usedMinor }] as const;
  });
  return { ...terms, budgetUses: Object.fromEntries(uses) };
}

/** A code without its uses, which are counted elsewhere. */
export function toCode({ shards: _shards, shardLimits: _limits, ...facts }: CodeFacts, version: number) {
  return { ...facts, version };
}

/** A code with its uses. It is exhausted if all of its counters are full. */
export function toDiscountCode(
  facts: CodeFacts,
  version: number,
  counters: readonly { readonly taken: number; readonly used: number }[],
): DiscountCode {
  const taken = counters.reduce((sum, each) => sum + each.taken, 0);
  const used = counters.reduce((sum, each) => sum + each.used, 0);
  const isExhausted = facts.status === 'active' && facts.limit !== undefined && taken >= facts.limit;
  return {
    ...toCode(facts, version),
    status: isExhausted ? 'exhausted' : facts.status,
    // The counters are read one by one, so a use may be counted in one reading and confirmed in another.
    uses: { held: Math.max(0, taken - used), used: Math.max(0, used) },
  };
}

export function toJurisdiction(facts: JurisdictionFacts, version: number): TaxJurisdiction {
  return { ...facts, version };
}

export function toPolicy({ id: market, ...facts }: PolicyFacts, version: number): TaxPolicy {
  return { market, ...facts, version };
}

export function toExemption(facts: ExemptionFacts, version: number): TaxExemption {
  return { ...facts, version };
}
