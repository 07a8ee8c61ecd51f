import { given } from '@tradepost/testing/given';
import { type PriceListFacts, priceList, updatePriceList } from './price-list.ts';
import {
  changedBudgets,
  createPromotion,
  type PromotionFacts,
  promotion,
  updatePromotion,
} from './promotion.ts';
import { setPrices, skuPrices } from './sku-prices.ts';
import { buyersOf, setExemption, taxExemption } from './tax-exemption.ts';
import { createJurisdiction, placesOf, type Rate, setRates, taxJurisdiction } from './tax-jurisdiction.ts';
import { NO_TAX, setPolicy, taxPolicy } from './tax-policy.ts';
import { create, merge } from './terms.ts';

const at = '2026-01-01T10:00:00.000Z';
/** Time of the commands. */
const updatedAt = '2026-01-01T12:00:00.000Z';
const times = { createdAt: at, updatedAt: at };
const type = 'TermsChanged' as const;

const list: PriceListFacts = {
  ...{
    id: 'plt_1',
    name: 'Sale',
    priority: 1,
    status: 'active',
    conditions: {},
    taxIncluded: true,
    ...times,
  },
};

describe('terms', () => {
  it('are created once', () => {
    const { createdAt: _createdAt, updatedAt: _updatedAt, ...given_ } = list;
    const terms = { ...given_, createdAt: updatedAt, updatedAt };
    given(priceList)().when(create(given_)).then([{ type, terms }]);
    given(priceList)({ type, terms: list }).when(create(given_)).then([]);
  });

  it('ignore an event that cannot follow', () => {
    const other = { ...list, name: 'Other' };
    expect(priceList.evolve(list, { type, at, terms: other })).toBe(list);
    expect(priceList.evolve(undefined, { type, at, terms: other, former: list })).toBeUndefined();
    expect(priceList.evolve(list, { type, at, terms: other, former: list })).toEqual(other);
  });

  it('are merged by RFC 7396', () => {
    expect(merge({ a: 1, b: 2, c: 3 }, { a: null, b: undefined, c: 4 })).toEqual({ b: 2, c: 4 });
  });
});

describe('updatePriceList', () => {
  it('changes what is given, and nothing if it is so already', () => {
    given(priceList)({ type, terms: list })
      .when(updatePriceList({ status: 'paused', validUntil: undefined }))
      .then([{ type, terms: { ...list, status: 'paused', updatedAt }, former: list }]);
    given(priceList)({ type, terms: list })
      .when(updatePriceList({ status: 'active' }))
      .then([]);
  });

  it('rejects a list that does not exist, or has ended', () => {
    given(priceList)().when(updatePriceList({})).thenRejected({ code: 'PRICE_LIST_NOT_FOUND' });
    given(priceList)({ type, terms: { ...list, status: 'ended' } })
      .when(updatePriceList({ status: 'active' }))
      .thenRejected({ code: 'PRICE_LIST_ENDED' });
  });
});

describe('setPrices', () => {
  const gbp = { currency: 'GBP', minQuantity: 1, minor: 750 };
  const eur = { currency: 'EUR', minQuantity: 12, minor: 690 };
  const one = { ...eur, minQuantity: 1, minor: 800 };
  const set = { type: 'ListPricesChanged' as const, priceListId: 'plt_1', tiers: [one, eur, gbp] };

  it('orders tiers by currency and quantity, and changes nothing if they are the same', () => {
    given(skuPrices)()
      .when(setPrices('plt_1', [gbp, eur, one]))
      .then([set]);
    given(skuPrices)(set)
      .when(setPrices('plt_1', [eur, gbp, one]))
      .then([]);
    given(skuPrices)(set)
      .when(setPrices('plt_1', []))
      .then([{ ...set, tiers: [] }]);
    given(skuPrices)().when(setPrices('plt_1', [])).then([]);
  });

  it('limits the lists of a SKU, and still changes those that it has', () => {
    const lists = Array.from({ length: 50 }, (_none, index) => ({ ...set, priceListId: `plt_${index}` }));
    given(skuPrices)(...lists)
      .when(setPrices('plt_50', [gbp]))
      .thenRejected({ code: 'TOO_MANY_PRICE_LISTS', max: 50 });
    given(skuPrices)(...lists)
      .when(setPrices('plt_49', [gbp]))
      .then([{ type: 'ListPricesChanged', priceListId: 'plt_49', tiers: [gbp] }]);
  });
});

const tenth: PromotionFacts = {
  ...{ id: 'prm_1', status: 'active', name: 'A tenth off', sortOrder: 1, stacking: 'stack', startsAt: at },
  ...{ target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 }, requiresCode: false, ...times },
};

describe('a promotion', () => {
  it.each<[string, Partial<PromotionFacts>, object]>([
    [
      'an unknown field of a condition',
      { condition: { field: 'colour', op: 'eq', value: 'red' } },
      { field: 'condition.field', detail: 'condition.field must be a field of a cart, not "colour"' },
    ],
    [
      'a fixed price of an order',
      { value: { kind: 'fixedPrice', minor: { EUR: 100 } } },
      {
        field: 'value.kind',
        detail: 'value.kind must be percent, amount or gift for an order, not "fixedPrice"',
      },
    ],
    [
      'more values than fit',
      { condition: { field: 'country', op: 'in', value: Array<string>(1_000).fill('x'.repeat(40)) } },
      { field: 'condition', detail: 'the promotion must have at most 32768 bytes as JSON' },
    ],
    [
      'an end before its beginning',
      { endsAt: at },
      { field: 'endsAt', detail: 'endsAt must be after startsAt' },
    ],
  ])('is rejected with %s', (_name, change, rejection) => {
    const { createdAt: _createdAt, updatedAt: _updatedAt, ...given_ } = { ...tenth, ...change };
    const invalid = { code: 'PROMOTION_INVALID', ...rejection } as never;
    given(promotion)().when(createPromotion(given_)).thenRejected(invalid);
    given(promotion)({ type, terms: tenth }).when(updatePromotion(change)).thenRejected(invalid);
  });

  it('stays as it is when it has ended', () => {
    given(promotion)({ type, terms: { ...tenth, status: 'ended' } })
      .when(updatePromotion({ status: 'active' }))
      .thenRejected({ code: 'PROMOTION_ENDED' });
    given(promotion)().when(updatePromotion({})).thenRejected({ code: 'PROMOTION_NOT_FOUND' });
  });

  it('has no budget below what orders take of it', () => {
    const budgeted = { ...tenth, budgetMinor: { GBP: 1_000, EUR: 500 } };
    const update = (budgetMinor: Readonly<Record<string, number>> | null, taken: Record<string, number>) =>
      given(promotion)({ type, terms: budgeted }).when(updatePromotion({ budgetMinor }, taken));
    const below = { code: 'PROMOTION_BUDGET_BELOW_USES', currency: 'GBP', takenMinor: 301 } as const;
    update({ GBP: 300, EUR: 500 }, { GBP: 301 }).thenRejected(below);
    update({ EUR: 500 }, { GBP: 301 }).thenRejected(below);
    const changed = { ...tenth, updatedAt };
    update({ GBP: 301, EUR: 500 }, { GBP: 301 }).then([
      { type, terms: { ...changed, budgetMinor: { GBP: 301, EUR: 500 } }, former: budgeted },
    ]);
    update(null, { GBP: 301 }).then([{ type, terms: changed, former: budgeted }]);
  });

  it('changes the counters of the currencies whose amounts change', () => {
    const of = (budgetMinor?: Record<string, number>) => (budgetMinor === undefined ? {} : { budgetMinor });
    const before = of({ GBP: 1, EUR: 2 });
    expect([...changedBudgets(before, of({ GBP: 1, USD: 3 }))]).toEqual([
      ['EUR', 0],
      ['USD', 3],
    ]);
    expect([...changedBudgets(before, of())]).toEqual([
      ['GBP', undefined],
      ['EUR', undefined],
    ]);
    expect([...changedBudgets(undefined, of({ GBP: 0 }))]).toEqual([['GBP', 0]]);
    expect([...changedBudgets(before, before)]).toEqual([]);
  });

  it('is read with the fields of its conditions in one order', () => {
    const stored = { ...tenth, condition: { value: { GBP: 1, EUR: 2 }, op: 'gte', field: 'subtotal' } };
    const [parsed] = [promotion.state.schema.parse(stored)];
    expect(JSON.stringify(parsed?.condition)).toBe(
      '{"field":"subtotal","op":"gte","value":{"EUR":2,"GBP":1}}',
    );
  });
});

const vat: Rate = { taxClass: 'standard', name: 'VAT', ppm: 200_000, compound: false, validFrom: at };

describe('a tax jurisdiction', () => {
  const gb = { id: 'txj_1', country: 'GB', rates: [vat] };

  it.each<[string, readonly Rate[], string]>([
    [
      'two rates of one name and time',
      [vat, { ...vat, ppm: 1 }],
      'rates[1] must differ in class, name or validFrom from the others',
    ],
    [
      'a period that ends as it begins',
      [{ ...vat, validUntil: at }],
      'rates[0].validUntil must be after validFrom',
    ],
    [
      'more names than a line may have taxes',
      Array.from({ length: 11 }, (_none, index) => ({ ...vat, name: `VAT ${index}` })),
      'rates must have at most 10 names for standard',
    ],
  ])('rejects %s', (_name, rates, detail) => {
    const rejection = { code: 'TAX_RATES_INVALID', detail } as const;
    given(taxJurisdiction)()
      .when(createJurisdiction({ ...gb, rates: [...rates] }))
      .thenRejected(rejection);
    given(taxJurisdiction)({ type, terms: { ...gb, ...times } })
      .when(setRates(rates))
      .thenRejected(rejection);
  });

  it('replaces its rates', () => {
    const former = { ...gb, ...times };
    const rates = [{ ...vat, ppm: 175_000 }];
    given(taxJurisdiction)({ type, terms: former })
      .when(setRates(rates))
      .then([{ type, terms: { ...former, rates, updatedAt }, former }]);
    given(taxJurisdiction)().when(setRates([])).thenRejected({ code: 'TAX_JURISDICTION_NOT_FOUND' });
  });
});

describe('placesOf', () => {
  it('has country, region and each postal prefix, with and without the region', () => {
    expect(placesOf({ country: 'US', region: 'CA', postalCode: '90 2' })).toEqual([
      '["US",null,null]',
      '["US",null,"9"]',
      '["US",null,"90"]',
      '["US",null,"902"]',
      '["US","CA",null]',
      '["US","CA","9"]',
      '["US","CA","90"]',
      '["US","CA","902"]',
    ]);
    expect(placesOf({ country: 'DE' })).toEqual(['["DE",null,null]']);
    expect(placesOf({ country: 'GB', postalCode: 'sw1y 4jh and more' })).toHaveLength(11);
  });
});

describe('buyersOf', () => {
  it('has the customer before the groups, and the country before all', () => {
    expect(buyersOf({ customerId: 'cus_1', customerGroups: ['charity', 'trade'] }, 'GB')).toEqual([
      '["cus_1",null,"GB"]',
      '["cus_1",null,null]',
      '[null,"charity","GB"]',
      '[null,"charity",null]',
      '[null,"trade","GB"]',
      '[null,"trade",null]',
    ]);
    expect(buyersOf({}, 'GB')).toEqual([]);
  });
});

describe('a tax policy and an exemption', () => {
  it('are replaced', () => {
    const policy = { id: 'GB', ...NO_TAX, ...times };
    given(taxPolicy)({ type, terms: policy }).when(setPolicy('GB', NO_TAX)).then([]);
    given(taxPolicy)()
      .when(setPolicy('GB', NO_TAX))
      .then([{ type, terms: { ...policy, createdAt: updatedAt, updatedAt } }]);
    const exemption = { id: 'txe_1', customerGroup: 'charity', reason: 'Charity', validUntil: at, ...times };
    const { validUntil: _validUntil, ...endless } = exemption;
    given(taxExemption)({ type, terms: exemption })
      .when(setExemption({ reason: 'Charity' }))
      .then([{ type, terms: { ...endless, updatedAt }, former: exemption }]);
    given(taxExemption)()
      .when(setExemption({ reason: 'x' }))
      .thenRejected({ code: 'TAX_EXEMPTION_NOT_FOUND' });
  });
});
