import type { Api } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';

/** Number of each kind, so that requests which end one leave others. */
const COPIES = 12;
const SINCE = '2026-01-01T00:00:00Z';
const POLICY = {
  mode: 'platform',
  included: true,
  rounding: 'halfUp',
  level: 'line',
  shipping: 'lines',
  onOutage: 'refuse',
} as const;

/** Creates price lists, promotions, codes and tax rules; returns their ids for requests. */
export async function putTerms(api: Api, sku: string) {
  const known = {
    PriceListId: [] as string[],
    PromotionId: [] as string[],
    DiscountCodeId: [] as string[],
    TaxJurisdictionId: [] as string[],
    TaxExemptionId: [] as string[],
  };
  for (let index = 0; index < COPIES; index += 1) {
    const key = (kind: string) => ({ idempotencyKey: `fuzz-${kind}-${index}` });
    const list = await unwrap(
      api.POST('/v1/price-lists', { ...key('list'), body: { name: `List ${index}`, taxIncluded: true } }),
    );
    await unwrap(
      api.PUT('/v1/price-lists/{priceListId}/prices/{sku}', {
        params: { path: { priceListId: list.id, sku } },
        body: { tiers: [{ currency: 'GBP', minQuantity: 1, minor: 900 }] },
      }),
    );
    const promotion = await unwrap(
      api.POST('/v1/promotions', {
        ...key('promotion'),
        body: {
          ...{ name: `Promotion ${index}`, sortOrder: 1_000 + index, startsAt: SINCE, requiresCode: true },
          ...{ target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
        },
      }),
    );
    const code = await unwrap(
      api.POST('/v1/discount-codes', {
        ...key('code'),
        body: { code: `FUZZ-${index}`, promotionIds: [promotion.id], limit: 100 },
      }),
    );
    const jurisdiction = await unwrap(
      api.POST('/v1/tax-jurisdictions', {
        ...key('taxes'),
        body: { country: 'GB', postalPrefix: `FUZZ ${index}`, rates: [] },
      }),
    );
    const exemption = await unwrap(
      api.POST('/v1/tax-exemptions', {
        ...key('exemption'),
        body: { customerGroup: `fuzz-${index}`, reason: 'Fuzzed requests need one.' },
      }),
    );
    known.PriceListId.push(list.id);
    known.PromotionId.push(promotion.id);
    known.DiscountCodeId.push(code.id);
    known.TaxJurisdictionId.push(jurisdiction.id);
    known.TaxExemptionId.push(exemption.id);
  }
  await unwrap(
    api.PUT('/v1/tax-policies/{market}', { params: { path: { market: 'default' } }, body: POLICY }),
  );
  return { ...known, market: ['default', 'GB', 'DE'] };
}
