import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop } from './shop.ts';

/** Terms of this spec have no effect on carts of other specs: they begin later, or are of another market. */
const LATER = '2099-01-01T00:00:00.000Z';
const MARKET = 'MT';
const SKU = 'PRICED';

const shop = createShop(sharedCloud().url);
const { api } = shop;
afterAll(() => api.close());

/** Creates something twice with the same key; returns it after it was the same both times. */
async function twice<Created extends { readonly id: string }>(
  create: (idempotencyKey: string) => Promise<Created>,
): Promise<Created> {
  const key = crypto.randomUUID();
  const created = await create(key);
  expect(await create(key)).toEqual(created);
  return created;
}

const promotion = (sortOrder: number) => ({
  ...{ name: `Later ${sortOrder}`, sortOrder, startsAt: LATER, status: 'active' as const },
  ...{ target: { kind: 'order' as const }, value: { kind: 'percent' as const, ppm: 50_000 } },
});

describe('a promotion', () => {
  it('is created once, and its place is free for another one after it was moved', async () => {
    const first = await twice((idempotencyKey) =>
      unwrap(api.POST('/v1/promotions', { body: promotion(7_201), idempotencyKey })),
    );
    const { error } = await api.POST('/v1/promotions', { body: promotion(7_201) });
    expect(isProblem(error, 'SORT_ORDER_TAKEN')).toBe(true);
    const params = { path: { promotionId: first.id } };
    const path = '/v1/promotions/{promotionId}';
    await unwrap(api.PATCH(path, { params, body: { sortOrder: 7_202 }, ifMatch: '"0"' }));
    const second = await unwrap(api.POST('/v1/promotions', { body: promotion(7_201) }));
    expect(second.sortOrder).toBe(7_201);
    const ended = await unwrap(api.PATCH(path, { params, body: { status: 'ended' }, ifMatch: '"1"' }));
    expect(ended).toMatchObject({ status: 'ended', version: 2 });
  });
});

describe('a discount code', () => {
  it('is created once, listed, and changed', async () => {
    const body = { ...promotion(7_203), requiresCode: true };
    const { id: promotionId } = await unwrap(api.POST('/v1/promotions', { body }));
    const { id } = await twice((idempotencyKey) =>
      unwrap(
        api.POST('/v1/discount-codes', {
          body: { code: 'priced-later', promotionIds: [promotionId], limit: 5 },
          idempotencyKey,
        }),
      ),
    );
    const { items } = await unwrap(api.GET('/v1/discount-codes', { params: { query: { limit: 100 } } }));
    expect(items.find((each) => each.id === id)).toMatchObject({ code: 'PRICED-LATER', limit: 5 });
    const changed = await unwrap(
      api.PATCH('/v1/discount-codes/{discountCodeId}', {
        params: { path: { discountCodeId: id } },
        body: { limit: 50, promotionIds: [promotionId] },
        ifMatch: '"0"',
      }),
    );
    expect(changed).toMatchObject({ limit: 50, version: 1 });
  });
});

describe('a price list', () => {
  it('is created once, and has the prices that were set until they are removed', async () => {
    const { id: priceListId } = await twice((idempotencyKey) =>
      unwrap(
        api.POST('/v1/price-lists', {
          body: { name: 'Later', priority: 1, taxIncluded: true, validFrom: LATER, conditions: {} },
          idempotencyKey,
        }),
      ),
    );
    const params = { path: { priceListId, sku: SKU } };
    const path = '/v1/price-lists/{priceListId}/prices/{sku}';
    const tiers = [{ currency: 'EUR', minQuantity: 1, minor: 900 }];
    await unwrap(api.PUT(path, { params, body: { tiers } }));
    expect((await unwrap(api.GET(path, { params }))).tiers).toEqual(tiers);
    await unwrap(api.PUT(path, { params, body: { tiers: [] } }));
    const { items } = await unwrap(
      api.GET('/v1/price-lists/{priceListId}/prices', { params: { path: { priceListId } } }),
    );
    expect(items).toEqual([]);
  });
});

describe('the taxes of a market', () => {
  it('are created once, and have the rates that were set last', async () => {
    const rate = {
      taxClass: 'standard',
      name: 'VAT',
      compound: false,
      validFrom: '2011-01-01T00:00:00.000Z',
    };
    const { id: taxJurisdictionId } = await twice((idempotencyKey) =>
      unwrap(
        api.POST('/v1/tax-jurisdictions', {
          body: { country: MARKET, rates: [{ ...rate, ppm: 170_000 }] },
          idempotencyKey,
        }),
      ),
    );
    const changed = await unwrap(
      api.PUT('/v1/tax-jurisdictions/{taxJurisdictionId}/rates', {
        params: { path: { taxJurisdictionId } },
        body: { rates: [{ ...rate, ppm: 180_000 }] },
        ifMatch: '"0"',
      }),
    );
    expect(changed).toMatchObject({ version: 1, rates: [{ ppm: 180_000 }] });
    const exemption = await twice((idempotencyKey) =>
      unwrap(
        api.POST('/v1/tax-exemptions', {
          body: { customerGroup: 'priced-later', country: MARKET, reason: 'Diplomats' },
          idempotencyKey,
        }),
      ),
    );
    expect(exemption).toMatchObject({ country: MARKET, reason: 'Diplomats' });
  });
});
