import type { PricingTermsRequest } from '@tradepost/contracts/pricing/queries';
import { pricingTerms } from '@tradepost/contracts/pricing/queries';
import { computeQuote } from '@tradepost/quote/compute-quote';
import { asFunction } from '@tradepost/testing/as-function';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { merchandiser } from '../http/merchandiser.spec-kit.ts';
import {
  commands,
  depsAt,
  idOf,
  NOW,
  putEnvironment,
  type SpecDeps,
  TABLE_NAME,
  toHold,
} from '../pricing.spec-kit.ts';
import { readTerms as read } from './read-terms.ts';

let db: DynamoDb;
let deps: SpecDeps;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['pricing'], lagging: [TABLE_NAME] });
  putEnvironment(db.endpoint);
  deps = depsAt(db.documents);
});
afterAll(() => db.stop());

const call = merchandiser(() => deps);
const readTerms = asFunction('tradepost-dev-pricing-read-terms', read);
const request: PricingTermsRequest = {
  ...{ at: NOW, currency: 'USD', skus: ['MUG', 'TEA'], codes: [] },
  destination: { country: 'US', region: 'CA', postalCode: '90210' },
};
const LONG_AGO = '2020-01-01T00:00:00.000Z';

describe('readTerms', () => {
  it('has no tax before there are policies', async () => {
    expect(await readTerms(request, deps)).toEqual({
      ...{ priceLists: [], promotions: [], codes: [], refusedCodes: [], giftSkus: [] },
      tax: {
        policy: {
          ...{ mode: 'none', included: true, rounding: 'halfUp', level: 'line' },
          ...{ shipping: 'class', onOutage: 'refuse' },
        },
        rates: [],
      },
    });
  });

  it('has everything that a quote needs, in its types', async () => {
    const policy = {
      ...{ mode: 'platform', included: false, rounding: 'halfUp', level: 'line' },
      ...{ shipping: 'class', onOutage: 'refuse' },
    };
    await call('setTaxPolicy', { params: { market: 'US' }, body: policy });
    const rate = (name: string, ppm: number) => ({ taxClass: 'standard', name, ppm, validFrom: LONG_AGO });
    const places = [
      { country: 'US', region: 'CA', rates: [rate('State tax', 60_000)] },
      { country: 'US', region: 'CA', postalPrefix: '902', rates: [rate('City tax', 35_000)] },
      { country: 'US', region: 'CA', postalPrefix: '90210', rates: [rate('City tax', 40_000)] },
      { country: 'US', region: 'NY', rates: [rate('State tax', 40_000)] },
      { country: 'US', region: 'CA', postalPrefix: '94', rates: [rate('City tax', 1)] },
    ];
    for (const body of places)
      expect(await call('createTaxJurisdiction', { body })).toMatchObject({ status: 201 });
    const list = {
      name: 'Wholesale',
      conditions: { customerGroup: 'wholesale' },
      taxIncluded: false,
      status: 'active',
    };
    const { body: wholesale } = await call('createPriceList', { body: list });
    const { body: draft } = await call('createPriceList', { body: { ...list, status: 'draft' } });
    const tiers = [
      { currency: 'USD', minQuantity: 1, minor: 900 },
      { currency: 'EUR', minQuantity: 1, minor: 800 },
    ];
    for (const { id } of [wholesale, draft])
      await call('setListPrices', { params: { priceListId: id, sku: 'MUG' }, body: { tiers } });
    const promotion = { startsAt: LONG_AGO, status: 'active' };
    const { body: tenth } = await call('createPromotion', {
      body: {
        ...{ ...promotion, name: 'A tenth', sortOrder: 1, requiresCode: true },
        ...{ target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
        condition: { field: 'subtotal', op: 'gte', value: { USD: 1_000 } },
      },
    });
    const { body: gift } = await call('createPromotion', {
      body: {
        ...{ ...promotion, name: 'Free tea', sortOrder: 2 },
        ...{ target: { kind: 'order' }, value: { kind: 'gift', sku: 'TEA' } },
      },
    });
    await call('createDiscountCode', {
      body: { code: 'TENTH', promotionIds: [tenth.id], limitPerCustomer: 1 },
    });
    await call('createTaxExemption', {
      body: {
        customerId: idOf('cus', 9),
        country: 'US',
        reason: 'Resale',
        validUntil: '2026-06-01T00:00:00Z',
      },
    });

    const full = {
      ...request,
      codes: ['tenth', 'NONE'],
      customerGroups: ['trade', 'wholesale'],
      customerKey: idOf('cus', 1),
    };
    const terms = await readTerms(full, deps);
    expect(pricingTerms.parse(terms)).toEqual(terms);
    expect(terms).toMatchObject({
      priceLists: [
        { id: wholesale.id, entries: [{ sku: 'MUG', currency: 'USD', minQuantity: 1, minor: 900 }] },
      ],
      promotions: [{ id: tenth.id }, { id: gift.id }],
      codes: [{ code: 'TENTH', given: 'tenth', promotionIds: [tenth.id] }],
      refusedCodes: [{ code: 'NONE', reason: 'CODE_UNKNOWN' }],
      giftSkus: ['TEA'],
    });
    expect(terms.tax.rates.map(({ ppm }) => ppm).toSorted()).toEqual([35_000, 40_000, 60_000]);

    const { priceLists, promotions, codes, tax } = terms;
    const computed = computeQuote({
      ...{ id: 'qte_1', at: NOW, expiresAt: NOW, currency: 'USD', destination: request.destination },
      ...{ customerGroups: ['trade', 'wholesale'], priceLists, promotions, codes, tax },
      lines: [{ lineId: 'L1', sku: 'MUG', quantity: 2 }],
      offers: ['MUG', 'TEA'].map((sku) => ({
        sku,
        title: sku,
        taxClass: 'standard',
        prices: { USD: 1_000 },
      })),
    });
    // 2 × 9.00 less 10 % is 16.20; 6 % and 4 % of it are 0.97 and 0.65.
    expect(computed).toMatchObject({
      quote: { totals: { linesMinor: 2_800, discountMinor: 1_180, taxMinor: 162, totalMinor: 1_782 } },
    });

    const exempt = await readTerms({ ...request, customerKey: idOf('cus', 9) }, deps);
    expect(exempt.tax.exemption).toEqual({ reason: 'Resale' });
    const later = await readTerms(
      { ...request, customerKey: idOf('cus', 9), at: '2026-06-01T00:00:00.000Z' },
      deps,
    );
    expect(later.tax).not.toHaveProperty('exemption');
  });

  it('refuses codes for the reason that a hold would', async () => {
    const refused = async (customerKey?: string) =>
      (await readTerms({ ...request, codes: ['TENTH'], ...(customerKey && { customerKey }) }, deps))
        .refusedCodes;
    expect(await refused()).toEqual([{ code: 'TENTH', reason: 'CODE_NEEDS_CUSTOMER' }]);
    expect(await refused(idOf('cus', 2))).toEqual([]);
    await commands.holdCodes(toHold(1, ['TENTH'], idOf('cus', 2)), deps);
    expect(await refused(idOf('cus', 2))).toEqual([{ code: 'TENTH', reason: 'CODE_USED_BY_CUSTOMER' }]);
  });

  it('has the rest of each budget in the currency of the request', async () => {
    const { body } = await call('createPromotion', {
      body: {
        ...{ name: 'A tenth', sortOrder: 3, startsAt: LONG_AGO, status: 'active' },
        ...{ target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
        budgetMinor: { USD: 500, EUR: 300 },
      },
    });
    const promotionId = body.id as `prm_${string}`;
    const rest = async (currency: string) =>
      (await readTerms({ ...request, currency }, deps)).promotions.find(({ id }) => id === promotionId);
    expect(await rest('USD')).toMatchObject({ budgetMinor: { USD: 500 } });
    await commands.holdCodes(toHold(2, [], undefined, [{ promotionId, currency: 'USD', minor: 120 }]), deps);
    expect((await rest('USD'))?.budgetMinor).toEqual({ USD: 380 });
    expect((await rest('EUR'))?.budgetMinor).toEqual({ EUR: 300 });
    expect((await rest('GBP'))?.budgetMinor).toEqual({});
  });
});
