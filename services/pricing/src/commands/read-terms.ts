import { DEFAULT_MARKET } from '@tradepost/contracts/pricing/limits';
import {
  type PricingTerms,
  type PricingTermsRequest,
  pricingTermsRequest,
} from '@tradepost/contracts/pricing/queries';
import { task } from '@tradepost/lambda/messages/task';
import { normalizeCode } from '@tradepost/quote/promotion';
import { isValidAt } from '@tradepost/quote/validity';
import { type Deps, deps } from '../deps.ts';
import { refusalOf } from '../domain/hold-facts.ts';
import { type PromotionFacts, toQuotePromotion } from '../domain/promotion.ts';
import { buyersOf } from '../domain/tax-exemption.ts';
import { placesOf } from '../domain/tax-jurisdiction.ts';
import { NO_TAX } from '../domain/tax-policy.ts';
import { customerDigest } from './customer-digest.ts';

export const handler = task(pricingTermsRequest, (request) => readTerms(request, deps()));

type ReadDeps = Pick<
  Deps,
  | 'prices'
  | 'priceLists'
  | 'promotions'
  | 'codeUses'
  | 'findOwners'
  | 'taxJurisdictions'
  | 'taxPolicies'
  | 'taxExemptions'
>;

/** Returns everything of this service that the quote of a cart depends on. All reads are strongly consistent. */
export async function readTerms(request: PricingTermsRequest, dependencies: ReadDeps): Promise<PricingTerms> {
  const [priceLists, ofCodes, automaticIds, tax] = await Promise.all([
    readPriceLists(request, dependencies),
    readCodes(request, dependencies),
    dependencies.promotions.automaticIds(),
    readTax(request, dependencies),
  ]);
  const { codes, refusedCodes } = ofCodes;
  const ids = [...automaticIds, ...codes.flatMap(({ promotionIds }) => promotionIds)];
  const promotions = await readPromotions(ids, dependencies);
  const ofBudgets = await readRests(promotions, request, dependencies);
  const gifts = promotions.flatMap(({ value }) => (value.kind === 'gift' ? [value.sku] : []));
  return {
    priceLists,
    promotions: promotions.map((each) => ({
      ...toQuotePromotion(each),
      ...(each.budgetMinor === undefined ? {} : { budgetMinor: ofBudgets.get(each.id) ?? {} }),
    })) as PricingTerms['promotions'],
    codes,
    refusedCodes,
    giftSkus: [...new Set(gifts)],
    tax,
  };
}

async function readPriceLists(
  { at, currency, skus, destination, customerGroups = [], channel }: PricingTermsRequest,
  { prices, priceLists }: ReadDeps,
): Promise<PricingTerms['priceLists']> {
  const ofSkus = await prices.loadMany(skus);
  const entries = [...ofSkus].flatMap(([sku, { state }]) =>
    state.lists.flatMap(({ priceListId, tiers }) =>
      tiers.filter((tier) => tier.currency === currency).map((tier) => ({ priceListId, sku, ...tier })),
    ),
  );
  const lists = await priceLists.loadMany([...new Set(entries.map(({ priceListId }) => priceListId))]);
  const facts = { customerGroup: customerGroups, country: [destination.country], channel: [channel] };
  return [...lists.values()]
    .map(({ state }) => state)
    .filter(
      ({ status, validFrom, validUntil, conditions }) =>
        status === 'active' &&
        isValidAt(at, validFrom, validUntil) &&
        (['customerGroup', 'country', 'channel'] as const).every(
          (name) => conditions[name] === undefined || facts[name].includes(conditions[name]),
        ),
    )
    .map(({ createdAt: _createdAt, updatedAt: _updatedAt, ...list }) => ({
      ...list,
      entries: entries
        .filter(({ priceListId }) => priceListId === list.id)
        .map(({ priceListId: _priceListId, ...entry }) => entry),
    }));
}

async function readCodes(
  { at, codes: given, customerKey }: PricingTermsRequest,
  { codeUses }: ReadDeps,
): Promise<Pick<PricingTerms, 'codes' | 'refusedCodes'>> {
  const byText = new Map(given.map((code) => [normalizeCode(code), code]));
  const facts = await codeUses.factsOf([...byText.keys()], customerDigest(customerKey));
  const codes: PricingTerms['codes'] = [];
  const refusedCodes: PricingTerms['refusedCodes'] = [];
  for (const each of facts) {
    const asGiven = byText.get(each.text) ?? each.text;
    const reason = refusalOf(each, customerKey !== undefined, at);
    if (reason !== undefined) refusedCodes.push({ code: asGiven, reason });
    else codes.push({ code: each.text, promotionIds: each.code?.promotionIds ?? [], given: asGiven });
  }
  return { codes, refusedCodes };
}

/** Active promotions by id. A quote skips those whose period has not begun, or has ended. */
async function readPromotions(
  ids: readonly string[],
  { promotions }: ReadDeps,
): Promise<readonly PromotionFacts[]> {
  const loaded = [...(await promotions.loadMany(ids)).values()].map(({ state }) => state);
  // The promotions are not read at one instant: two may have exchanged their places meanwhile. A quote needs distinct ones.
  const bySortOrder = new Map(
    loaded.filter(({ status }) => status === 'active').map((each) => [each.sortOrder, each]),
  );
  return [...bySortOrder.values()].toSorted((a, b) => a.sortOrder - b.sortOrder);
}

/** The rest of each budget in the currency of the request. A quote needs no other one. */
async function readRests(
  promotions: readonly PromotionFacts[],
  { currency }: PricingTermsRequest,
  { promotions: table }: ReadDeps,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const budgeted = promotions.filter(({ budgetMinor }) => budgetMinor?.[currency] !== undefined);
  if (budgeted.length === 0) return new Map();
  const counts = await table.budgetCountsOf(budgeted, currency);
  return new Map(
    budgeted.map(({ id, budgetMinor }) => {
      const { takenMinor = 0 } = counts.get(id)?.get(currency) ?? {};
      // The promotion and the counter are not read at one instant: the budget may have been raised meanwhile.
      return [id, { [currency]: Math.max(0, (budgetMinor?.[currency] ?? 0) - takenMinor) }];
    }),
  );
}

async function readTax(request: PricingTermsRequest, dependencies: ReadDeps): Promise<PricingTerms['tax']> {
  const { at, destination, customerGroups, customerKey } = request;
  const { country } = destination;
  const customerId = customerKey?.startsWith('cus_') ? customerKey : undefined;
  const places = placesOf(destination).map((place) => `place#${place}`);
  const buyers = buyersOf({ customerId, customerGroups }, country).map((buyer) => `buyer#${buyer}`);
  const [policies, owners] = await Promise.all([
    dependencies.taxPolicies.loadMany([country, DEFAULT_MARKET]),
    dependencies.findOwners([...places, ...buyers]),
  ]);
  const ownersOf = (claims: readonly string[]) => claims.flatMap((claim) => owners.get(claim) ?? []);
  const [jurisdictions, exemptions] = await Promise.all([
    dependencies.taxJurisdictions.loadMany(ownersOf(places)),
    dependencies.taxExemptions.loadMany(ownersOf(buyers)),
  ]);
  const { state } = policies.get(country) ?? policies.get(DEFAULT_MARKET) ?? { state: NO_TAX };
  const { mode, included, rounding, level, shipping, onOutage } = state;
  const exemption = ownersOf(buyers)
    .flatMap((id) => exemptions.get(id)?.state ?? [])
    .find(({ validFrom, validUntil }) => isValidAt(at, validFrom, validUntil));
  return {
    policy: { mode, included, rounding, level, shipping, onOutage },
    rates: [...jurisdictions.values()].flatMap(({ state: { country: of, region, postalPrefix, rates } }) =>
      rates
        .filter(({ validFrom, validUntil }) => isValidAt(at, validFrom, validUntil))
        .map((rate) => ({
          country: of,
          ...(region === undefined ? {} : { region }),
          ...(postalPrefix === undefined ? {} : { postalPrefix }),
          ...rate,
        })),
    ),
    ...(exemption === undefined
      ? {}
      : {
          exemption: {
            reason: exemption.reason,
            ...(exemption.taxClasses === undefined ? {} : { taxClasses: exemption.taxClasses }),
          },
        }),
  };
}
