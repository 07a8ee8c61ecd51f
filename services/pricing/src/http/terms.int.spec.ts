import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { onProductChanged } from '../consumers/on-product-changed.ts';
import {
  commands,
  depsAt,
  idOf,
  putEnvironment,
  type SpecDeps,
  TABLE_NAME,
  toHold,
  toRelease,
  toUse,
} from '../pricing.spec-kit.ts';
import { merchandiser } from './merchandiser.spec-kit.ts';

let db: DynamoDb;
let deps: SpecDeps;
let now = '2026-01-01T10:00:00.000Z';
beforeAll(async () => {
  db = await startDynamoDb({ services: ['pricing'], lagging: [TABLE_NAME] });
  putEnvironment(db.endpoint);
  deps = depsAt(db.documents, () => now);
});
afterAll(() => db.stop());

const call = merchandiser(() => deps);
const key = (value: string) => ({ 'Idempotency-Key': value });
const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** Reads a list page by page. */
async function idsOf(name: Parameters<typeof call>[0], query: Record<string, string>, params = {}) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = { ...query, limit: '2', ...(cursor === undefined ? {} : { cursor }) };
    const { status, body } = await call(name, { query: page, params });
    expect(status).toBe(200);
    ids.push(...body.items.map((item) => item.id ?? item.sku));
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return ids;
}

const list = { name: 'Wholesale', conditions: { customerGroup: 'wholesale' }, taxIncluded: false };

describe('a price list', () => {
  it('is created once for an Idempotency-Key, changed with If-Match, and ended for good', async () => {
    const first = await call('createPriceList', { body: list, headers: key('wholesale') });
    expect(first).toMatchObject({
      status: 201,
      headers: { ETag: '"0"', Location: `/v1/price-lists/${first.body.id}` },
      body: { ...list, priority: 0, status: 'draft', version: 0, createdAt: now, updatedAt: now },
    });
    const params = { priceListId: first.body.id };
    const change = { status: 'active', validUntil: '2026-06-01T00:00:00+02:00' };
    expect(await call('updatePriceList', { params, body: change })).toMatchObject({ status: 428 });
    expect(await call('updatePriceList', { params, body: change, headers: ifMatch(0) })).toMatchObject({
      status: 200,
      headers: { ETag: '"1"' },
      body: { status: 'active', validUntil: '2026-05-31T22:00:00.000Z', version: 1 },
    });
    expect(await call('updatePriceList', { params, body: change, headers: ifMatch(0) })).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED' },
    });
    expect((await call('createPriceList', { body: list, headers: key('wholesale') })).body).toEqual(
      first.body,
    );
    expect(
      await call('createPriceList', { body: { ...list, name: 'x' }, headers: key('wholesale') }),
    ).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    await call('updatePriceList', { params, body: { status: 'ended' }, headers: ifMatch(1) });
    expect((await call('getPriceList', { params })).body).toMatchObject({ status: 'ended', version: 2 });
    expect(await call('updatePriceList', { params, body: change, headers: ifMatch(2) })).toMatchObject({
      status: 409,
      body: { code: 'PRICE_LIST_ENDED' },
    });
    const sku = { ...params, sku: 'MUG' };
    expect(await call('setListPrices', { params: sku, body: { tiers: [] } })).toMatchObject({ status: 409 });
  });

  it('has prices by SKU', async () => {
    const { body } = await call('createPriceList', { body: { ...list, status: 'active' } });
    const params = { priceListId: body.id };
    const of = (sku: string) => ({ ...params, sku });
    const tiers = [
      { currency: 'GBP', minQuantity: 12, minor: 690 },
      { currency: 'GBP', minQuantity: 1, minor: 750 },
    ];
    expect(await call('getListPrices', { params: of('A') })).toMatchObject({
      status: 404,
      body: { code: 'PRICE_NOT_FOUND' },
    });
    for (const sku of ['C', 'A', 'B', 'D E']) {
      expect(await call('setListPrices', { params: of(sku), body: { tiers } })).toMatchObject({
        status: 200,
        headers: { ETag: '"0"' },
        body: { sku, tiers: [tiers[1], tiers[0]], version: 0 },
      });
    }
    expect(await idsOf('listListPrices', {}, params)).toEqual(['A', 'B', 'C', 'D E']);
    const changed = { params: of('A'), body: { tiers: [tiers[0]] } };
    expect(await call('setListPrices', { ...changed, headers: ifMatch(3) })).toMatchObject({ status: 412 });
    expect(await call('setListPrices', { ...changed, headers: ifMatch(0) })).toMatchObject({
      body: { version: 1 },
    });
    expect(await call('setListPrices', { ...changed, headers: ifMatch(0) })).toMatchObject({
      body: { version: 1 },
    });
    expect(await call('setListPrices', { params: of('B'), body: { tiers: [] } })).toMatchObject({
      body: { tiers: [] },
    });
    expect(await idsOf('listListPrices', {}, params)).toEqual(['A', 'C', 'D E']);
    const twice = { tiers: [tiers[0], { ...tiers[0], minor: 1 }] };
    expect(await call('setListPrices', { params: of('A'), body: twice })).toMatchObject({ status: 400 });
    const missing = { params: { priceListId: idOf('plt', 404), sku: 'A' }, body: { tiers } };
    expect(await call('setListPrices', missing)).toMatchObject({ status: 404 });
  });

  it('is in a list that has each once', async () => {
    const ids: string[] = [];
    for (const minute of [1, 2, 3]) {
      now = `2026-02-01T10:0${minute}:00.000Z`;
      ids.unshift((await call('createPriceList', { body: list })).body.id);
    }
    expect((await idsOf('listPriceLists', {})).slice(0, 3)).toEqual(ids);
    expect(await call('listPriceLists', { query: { cursor: 'abc' } })).toMatchObject({ status: 400 });
  });
});

const tenth = {
  ...{ name: 'A tenth off', sortOrder: 10, startsAt: '2026-01-01T00:00:00Z' },
  ...{ target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
};

describe('a promotion', () => {
  it('has a sort order of its own until it ends', async () => {
    const first = await call('createPromotion', {
      body: { ...tenth, status: 'active' },
      headers: key('tenth'),
    });
    expect(first).toMatchObject({
      status: 201,
      body: { ...tenth, startsAt: '2026-01-01T00:00:00.000Z', stacking: 'stack' },
    });
    expect(await call('createPromotion', { body: tenth })).toMatchObject({
      status: 409,
      body: { code: 'SORT_ORDER_TAKEN' },
    });
    const params = { promotionId: first.body.id };
    const other = await call('createPromotion', { body: { ...tenth, sortOrder: 11 } });
    expect(
      await call('updatePromotion', {
        params: { promotionId: other.body.id },
        body: { sortOrder: 10 },
        headers: ifMatch(0),
      }),
    ).toMatchObject({ status: 409, body: { code: 'SORT_ORDER_TAKEN' } });
    await call('updatePromotion', { params, body: { status: 'ended' }, headers: ifMatch(0) });
    expect(await call('createPromotion', { body: tenth })).toMatchObject({ status: 201 });
    expect(
      (await call('createPromotion', { body: { ...tenth, status: 'active' }, headers: key('tenth') })).body,
    ).toEqual(first.body);
    expect(await idsOf('listPromotions', {})).toEqual(expect.arrayContaining([first.body.id, other.body.id]));
  });

  it('is checked by the rules of quotes', async () => {
    const condition = { all: [{ field: 'colour', op: 'eq', value: 'red' }] };
    expect(await call('createPromotion', { body: { ...tenth, sortOrder: 20, condition } })).toMatchObject({
      status: 422,
      body: { code: 'PROMOTION_INVALID', field: 'condition.all[0].field' },
    });
  });

  it('has a budget, which orders hold and use', async () => {
    const body = { ...tenth, sortOrder: 30, budgetMinor: { GBP: 1_000, EUR: 0 } };
    const request = { body, headers: key('budget') };
    const created = await call('createPromotion', request);
    const none = { heldMinor: 0, usedMinor: 0 };
    expect(created).toMatchObject({
      status: 201,
      body: { budgetMinor: { GBP: 1_000, EUR: 0 }, budgetUses: { GBP: none, EUR: none } },
    });
    const promotionId = created.body.id as `prm_${string}`;
    const hold = (order: number, minor: number, currency = 'GBP') =>
      commands.holdCodes(toHold(order, [], undefined, [{ promotionId, currency, minor }]), deps);
    expect(await hold(31, 600)).toMatchObject({ outcome: 'accepted', codes: [] });
    expect(await hold(32, 400)).toMatchObject({ outcome: 'accepted' });
    const rejection = { code: 'PROMOTION_BUDGET_EXHAUSTED', promotionId };
    expect(await hold(33, 1)).toEqual({ outcome: 'rejected', rejection });
    expect(await hold(33, 1, 'EUR')).toEqual({ outcome: 'rejected', rejection });
    expect(await hold(33, 1, 'USD')).toEqual({ outcome: 'rejected', rejection });
    await commands.useCodes(toUse(31), deps);
    await commands.useCodes(toUse(31), deps);
    const params = { promotionId };
    const uses = { GBP: { heldMinor: 400, usedMinor: 600 }, EUR: none };
    expect((await call('getPromotion', { params })).body).toMatchObject({ budgetUses: uses, version: 0 });
    expect((await call('listPromotions', { query: {} })).body.items).toContainEqual(
      expect.objectContaining({ id: promotionId, budgetUses: uses }),
    );
    expect((await call('createPromotion', request)).body).toEqual(created.body);

    const update = (version: number, budgetMinor: object | null) =>
      call('updatePromotion', { params, body: { budgetMinor }, headers: ifMatch(version) });
    expect(await update(0, { GBP: 999 })).toMatchObject({
      status: 409,
      body: { code: 'PROMOTION_BUDGET_BELOW_USES', currency: 'GBP', takenMinor: 1_000 },
    });
    expect(await update(0, { EUR: 5 })).toMatchObject({ status: 409, body: { takenMinor: 1_000 } });
    await commands.releaseCodes(toRelease(32), deps);
    await commands.releaseCodes(toRelease(32), deps);
    expect(await update(0, { GBP: 600 })).toMatchObject({
      status: 200,
      body: { budgetMinor: { GBP: 600 }, budgetUses: { GBP: { heldMinor: 0, usedMinor: 600 } }, version: 1 },
    });
    expect(await hold(34, 1)).toEqual({ outcome: 'rejected', rejection });
    const removed = await update(1, null);
    expect(removed).toMatchObject({ status: 200, body: { version: 2 } });
    expect(removed.body).not.toHaveProperty('budgetUses');
    // An order of a quote that had the budget is counted, and nothing limits it.
    expect(await hold(35, 5_000)).toMatchObject({ outcome: 'accepted' });
    expect(await hold(36, 7, 'EUR')).toMatchObject({ outcome: 'accepted' });
    expect(await update(2, { GBP: 5_000 })).toMatchObject({ status: 409, body: { takenMinor: 5_600 } });
    await commands.releaseCodes(toRelease(31), deps);
    expect(await update(2, { GBP: 5_000 })).toMatchObject({
      status: 200,
      body: { budgetUses: { GBP: { heldMinor: 5_000, usedMinor: 0 } } },
    });
  });

  it('is one of 50 active ones without a code at most', async () => {
    const active = (number: number) =>
      call('createPromotion', { body: { ...tenth, sortOrder: 100 + number, status: 'active' } });
    const replies = [];
    for (let number = 0; number < 51; number += 1) replies.push(await active(number));
    const created = replies.filter(({ status }) => status === 201);
    expect(created).toHaveLength(50);
    const promotionId = created[0]?.body.id ?? '';
    const body = { requiresCode: true };
    expect(
      await call('updatePromotion', { params: { promotionId }, body, headers: ifMatch(0) }),
    ).toMatchObject({
      status: 200,
    });
    expect(await active(51)).toMatchObject({ status: 201 });
    expect(await active(52)).toMatchObject({ status: 409, body: { code: 'TOO_MANY_PROMOTIONS', max: 50 } });
    expect(await deps.promotions.automaticIds()).toHaveLength(50);
  });
});

describe('a discount code', () => {
  it('is unique in upper case, and shows its uses', async () => {
    const promotion = await call('createPromotion', {
      body: { ...tenth, sortOrder: 500, requiresCode: true },
    });
    const rules = { promotionIds: [promotion.body.id], limit: 2 };
    const request = { body: { code: ' spring ', ...rules }, headers: key('spring') };
    const created = await call('createDiscountCode', request);
    expect(created).toMatchObject({
      status: 201,
      body: { code: 'SPRING', status: 'active', ...rules, uses: { held: 0, used: 0 } },
    });
    expect(created.body).not.toHaveProperty('shards');
    expect((await call('createDiscountCode', request)).body).toEqual(created.body);
    expect(await call('createDiscountCode', { body: { code: 'Spring', ...rules } })).toMatchObject({
      status: 409,
      body: { code: 'CODE_TAKEN' },
    });
    const missing = { code: 'x', promotionIds: [idOf('prm', 404)] };
    expect(await call('createDiscountCode', { body: missing })).toMatchObject({ status: 404 });

    await commands.holdCodes(toHold(1, ['spring']), deps);
    await commands.useCodes(toUse(1), deps);
    await commands.holdCodes(toHold(2, ['SPRING']), deps);
    const params = { discountCodeId: created.body.id };
    const full = { status: 'exhausted', uses: { held: 1, used: 1 }, version: 0 };
    expect((await call('getDiscountCode', { params })).body).toMatchObject(full);
    expect((await call('listDiscountCodes', { query: { code: 'sPring' } })).body.items).toMatchObject([full]);
    expect((await call('listDiscountCodes', { query: { code: 'autumn' } })).body.items).toEqual([]);
    expect((await call('listDiscountCodes', { query: {} })).body.items).toMatchObject([full]);
    expect(
      await call('updateDiscountCode', { params, body: { limit: 1 }, headers: ifMatch(0) }),
    ).toMatchObject({
      status: 409,
      body: { code: 'CODE_LIMIT_BELOW_USES', uses: 2 },
    });
    expect(
      await call('updateDiscountCode', { params, body: { limit: 3 }, headers: ifMatch(0) }),
    ).toMatchObject({
      status: 200,
      body: { status: 'active', limit: 3, uses: { held: 1, used: 1 }, version: 1 },
    });
    await call('updateDiscountCode', { params, body: { status: 'disabled' }, headers: ifMatch(1) });
    expect(await commands.holdCodes(toHold(3, ['SPRING']), deps)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'CODE_DISABLED', discountCode: 'SPRING' },
    });
    await call('updateDiscountCode', {
      params,
      body: { status: 'active', limit: null },
      headers: ifMatch(2),
    });
    expect(await commands.holdCodes(toHold(3, ['SPRING']), deps)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('tax rules', () => {
  const rates = [{ taxClass: 'standard', name: 'VAT', ppm: 200_000, validFrom: '2011-01-04T00:00:00Z' }];

  it('have one jurisdiction for a place', async () => {
    const place = { country: 'GB', postalPrefix: 'bt 1' };
    const created = await call('createTaxJurisdiction', { body: { ...place, rates }, headers: key('bt') });
    expect(created).toMatchObject({ status: 201, body: { country: 'GB', postalPrefix: 'BT1', version: 0 } });
    const again = { body: { ...place, postalPrefix: 'BT1', rates } };
    expect(await call('createTaxJurisdiction', again)).toMatchObject({
      status: 409,
      body: { code: 'TAX_JURISDICTION_EXISTS' },
    });
    expect(
      (await call('createTaxJurisdiction', { body: { ...place, rates }, headers: key('bt') })).body,
    ).toEqual(created.body);
    const params = { taxJurisdictionId: created.body.id };
    const twice = { rates: [...rates, ...rates] };
    expect(await call('setTaxRates', { params, body: twice, headers: ifMatch(0) })).toMatchObject({
      status: 422,
      body: { code: 'TAX_RATES_INVALID' },
    });
    expect(await call('setTaxRates', { params, body: { rates: [] }, headers: ifMatch(0) })).toMatchObject({
      status: 200,
      body: { rates: [], version: 1 },
    });
    expect((await call('getTaxJurisdiction', { params })).body).toMatchObject({ rates: [], version: 1 });
    expect(await idsOf('listTaxJurisdictions', { country: 'GB' })).toEqual([created.body.id]);
    expect(await idsOf('listTaxJurisdictions', { country: 'DE' })).toEqual([]);
  });

  it('have a policy for each market', async () => {
    const policy = {
      ...{ mode: 'platform', included: true, rounding: 'halfUp', level: 'line' },
      ...{ shipping: 'lines', onOutage: 'refuse' },
    };
    const params = { market: 'default' };
    expect(await call('getTaxPolicy', { params })).toMatchObject({ status: 404 });
    expect(await call('setTaxPolicy', { params, body: policy })).toMatchObject({
      status: 200,
      headers: { ETag: '"0"' },
      body: { market: 'default', ...policy, version: 0 },
    });
    expect(await call('setTaxPolicy', { params, body: policy })).toMatchObject({ body: { version: 0 } });
    const changed = { ...policy, level: 'unit' };
    expect(await call('setTaxPolicy', { params, body: changed, headers: ifMatch(7) })).toMatchObject({
      status: 412,
    });
    expect(await call('setTaxPolicy', { params, body: changed })).toMatchObject({
      body: { level: 'unit', version: 1 },
    });
    expect((await call('listTaxPolicies', { query: {} })).body.items).toMatchObject([{ market: 'default' }]);
  });

  it('have one exemption for a buyer in a country', async () => {
    const body = { customerGroup: 'charity', country: 'GB', reason: 'Charity' };
    const created = await call('createTaxExemption', { body, headers: key('charity') });
    expect(created).toMatchObject({ status: 201, body });
    expect((await call('createTaxExemption', { body, headers: key('charity') })).body).toEqual(created.body);
    expect(await call('createTaxExemption', { body })).toMatchObject({
      status: 409,
      body: { code: 'TAX_EXEMPTION_EXISTS' },
    });
    expect(await call('createTaxExemption', { body: { ...body, customerId: idOf('cus', 1) } })).toMatchObject(
      { status: 400 },
    );
    const params = { taxExemptionId: created.body.id };
    const details = { reason: 'Charity', validUntil: '2026-02-01T00:00:00.000Z' };
    expect(await call('setTaxExemption', { params, body: details, headers: ifMatch(0) })).toMatchObject({
      status: 200,
      body: { ...body, ...details, version: 1 },
    });
    expect((await call('getTaxExemption', { params })).body).toMatchObject(details);
    expect(await idsOf('listTaxExemptions', {})).toEqual([created.body.id]);
  });
});

describe('the prices of a SKU', () => {
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const product = (status: 'active' | 'archived', prices: Record<string, number>) => ({
    ...{ id: idOf('prd', 1), status, version: 0, title: 'Mug', slug: 'mug', categories: [] },
    variants: [{ sku: 'MUG', options: {}, prices }],
    ...{ createdAt: at(1), updatedAt: at(1) },
  });
  const change = (day: number, prices: Record<string, number>, status: 'active' | 'archived' = 'active') =>
    onProductChanged({ id: `event-${day}`, time: at(day), data: { product: product(status, prices) } }, deps);
  const pricesAt = (day: number) =>
    call('getPrices', { params: { sku: 'MUG' }, query: { at: at(day) }, claims: null });

  it('are those of the catalogue and of lists for everybody, with the lowest one before', async () => {
    // The events arrive in disorder, and one of them twice.
    await change(20, { EUR: 1_200 });
    await change(1, { EUR: 1_000, GBP: 850 });
    await change(20, { EUR: 1_200 });
    expect(await pricesAt(10)).toMatchObject({
      status: 200,
      body: {
        items: [
          { currency: 'EUR', minor: 1_000, since: at(1) },
          { currency: 'GBP', minor: 850, since: at(1) },
        ],
      },
    });
    now = at(25);
    const sale = await call('createPriceList', {
      body: { name: 'Sale', taxIncluded: true, status: 'active' },
    });
    const tiers = [{ currency: 'EUR', minQuantity: 1, minor: 900 }];
    await call('setListPrices', { params: { priceListId: sale.body.id, sku: 'MUG' }, body: { tiers } });
    expect((await pricesAt(26)).body.items).toEqual([
      { currency: 'EUR', minor: 900, priceListId: sale.body.id, since: at(25), priorMinor: 1_000 },
    ]);
    expect((await pricesAt(24)).body.items).toMatchObject([
      { minor: 1_200, since: at(20), priorMinor: 1_000 },
    ]);
    await change(28, { EUR: 1_200 }, 'archived');
    expect(await pricesAt(29)).toMatchObject({ status: 404, body: { code: 'PRICE_NOT_FOUND' } });
  });
});
