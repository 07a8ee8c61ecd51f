import type { Promotion } from '@tradepost/quote/promotion';
import { replay } from '@tradepost/testing/given';
import { AT, added, address, created, person } from './cart.spec-kit.ts';
import { cart } from './cart.ts';
import type { FullCart } from './cart-shapes.ts';
import { checkCart, codesIn } from './check-cart.ts';
import type { CatalogOffer, Facts, Method, Terms } from './facts.ts';

const offer = (sku: string, more: Partial<CatalogOffer> = {}): CatalogOffer => ({
  ...{ sku, title: sku, taxClass: 'standard', prices: { GBP: 1_200 }, isForSale: true },
  ...more,
});
const offersOf = (...offers: readonly CatalogOffer[]) => new Map(offers.map((each) => [each.sku, each]));
const METHOD: Method = {
  ...{ methodId: 'shm_1', name: 'Post', taxClass: 'standard', days: { min: 1, max: 2 } },
  rates: [{ currency: 'GBP', minor: 500, freeAboveMinor: 5_000 }],
};
const TERMS: Terms = {
  ...{ priceLists: [], promotions: [], codes: [], refusedCodes: [], giftSkus: [] },
  tax: {
    policy: { mode: 'platform', included: true, rounding: 'halfUp', level: 'line', shipping: 'class' },
    rates: [
      {
        ...{ taxClass: 'standard', name: 'VAT', country: 'GB', ppm: 200_000 },
        ...{ compound: false, validFrom: '2011-01-04T00:00:00Z' },
      },
    ],
  },
};
const PROMOTION: Promotion = {
  id: 'prm_1',
  name: 'Ten percent',
  sortOrder: 1,
  stacking: 'stack',
  requiresCode: true,
  startsAt: '2025-01-01T00:00:00Z',
  target: { kind: 'order' },
  value: { kind: 'percent', ppm: 100_000 },
};

const stockOf = (units: Readonly<Record<string, number>>) => ({ available: new Map(Object.entries(units)) });
const facts = (more: Partial<Facts> = {}): Facts => ({
  ...{ offers: offersOf(offer('TEA')), terms: TERMS, methods: [METHOD], place: {} },
  ...{ caps: { unitsPerLine: 20, unitsPerOrder: 100 }, customerGroups: [] },
  stock: stockOf({ TEA: 1_000, MUG: 1_000 }),
  ...more,
});
const cartOf = (more: Partial<FullCart> = {}): FullCart => {
  const filled = replay(cart, [created, added(1, 'TEA', 2)]) as FullCart;
  return { ...filled, person, shippingAddress: address, shippingMethodId: 'shm_1', ...more } as FullCart;
};
const check = (given: FullCart = cartOf(), known: Facts = facts()) =>
  checkCart(given, known, { quoteId: 'qte_1', at: AT });
const codesOf = (...given: Parameters<typeof check>) => check(...given).problems.map(({ code }) => code);

describe('a complete cart', () => {
  it('has a quote for ten minutes, no problems, and the shipping methods with their prices', () => {
    const { quote, ...rest } = check();
    expect(rest).toEqual({
      problems: [],
      shippingOptions: [{ methodId: 'shm_1', name: 'Post', priceMinor: 500, days: { min: 1, max: 2 } }],
    });
    expect(quote).toMatchObject({
      ...{ id: 'qte_1', at: AT, expiresAt: '2026-01-01T12:10:00.000Z' },
      lines: [{ lineId: 'L1', sku: 'TEA', quantity: 2, unitPriceMinor: 1_200, totalMinor: 2_400 }],
      totals: { linesMinor: 2_400, shippingMinor: 500, taxMinor: 483, dueMinor: 2_900 },
    });
  });

  it('is shipped free from an amount on', () => {
    const many = replay(cart, [created, added(1, 'TEA', 5)]) as FullCart;
    expect(check({ ...cartOf(), lines: many.lines } as FullCart).shippingOptions).toMatchObject([
      { priceMinor: 0 },
    ]);
  });
});

describe('a problem', () => {
  const { person: _person, shippingAddress: _address, shippingMethodId: _method, ...bare } = cartOf();

  it('is everything that an empty cart lacks', () => {
    expect(codesOf({ ...bare, lines: [] } as FullCart)).toEqual([
      ...['CART_EMPTY', 'EMAIL_MISSING', 'ADDRESS_MISSING', 'SHIPPING_CHOICE_MISSING'],
    ]);
    expect(check({ ...bare, lines: [] } as FullCart)).not.toHaveProperty('quote');
  });

  it('of a line names it, and the other lines have a price', () => {
    const lines = ['TEA', 'GONE', 'OLD', 'USD', 'MANY'].map((sku, index) => ({
      ...{ lineId: `L${index + 1}`, sku, quantity: sku === 'MANY' ? 4 : 1 },
    }));
    const offers = offersOf(
      offer('TEA'),
      offer('OLD', { isForSale: false }),
      offer('USD', { prices: { USD: 100 } }),
      offer('MANY', { purchaseLimit: 3 }),
    );
    const stock = stockOf({ TEA: 1, USD: 1, MANY: 2 });
    const { problems, quote } = check(cartOf({ lines }), facts({ offers, stock }));
    expect(problems).toEqual([
      { code: 'UNKNOWN_SKU', blocking: true, lineId: 'L2', sku: 'GONE' },
      { code: 'SKU_NOT_FOR_SALE', blocking: true, lineId: 'L3', sku: 'OLD' },
      { code: 'QUANTITY_ABOVE_MAXIMUM', blocking: true, lineId: 'L5', sku: 'MANY', maxQuantity: 3 },
      { code: 'OUT_OF_STOCK', blocking: true, lineId: 'L5', sku: 'MANY', available: 2 },
      { code: 'CURRENCY_NOT_OFFERED', blocking: true, lineId: 'L4', sku: 'USD', currency: 'GBP' },
    ]);
    expect(quote?.lines.map(({ sku }) => sku)).toEqual(['TEA', 'OLD', 'MANY']);
  });

  it('is a line without enough units, and none if the cart can have exactly as many', () => {
    const problem = { code: 'OUT_OF_STOCK', blocking: true, lineId: 'L1', sku: 'TEA' };
    expect(check(cartOf(), facts({ stock: stockOf({ TEA: 2 }) })).problems).toEqual([]);
    expect(check(cartOf(), facts({ stock: stockOf({ TEA: 1 }) })).problems).toEqual([
      { ...problem, available: 1 },
    ]);
    expect(check(cartOf(), facts({ stock: stockOf({}) })).problems).toEqual([{ ...problem, available: 0 }]);
  });

  describe('with bundles', () => {
    const set = offer('SET', { components: [{ sku: 'MUG', quantity: 2 }] });
    const offers = offersOf(offer('MUG'), set);
    const linesOf = (sets: number, mugs: number) => [
      { lineId: 'L1', sku: 'SET', quantity: sets },
      { lineId: 'L2', sku: 'MUG', quantity: mugs },
    ];
    const checkSets = (sets: number, mugs: number, units: number) =>
      check(cartOf({ lines: linesOf(sets, mugs) }), facts({ offers, stock: stockOf({ MUG: units }) }));

    it('is every line that takes more of a shared component than is left', () => {
      expect(checkSets(2, 1, 5).problems).toEqual([]);
      expect(checkSets(2, 1, 4).problems).toEqual([
        { code: 'OUT_OF_STOCK', blocking: true, lineId: 'L1', sku: 'SET', available: 1, component: 'MUG' },
        { code: 'OUT_OF_STOCK', blocking: true, lineId: 'L2', sku: 'MUG', available: 0 },
      ]);
    });

    it('leaves the components on the lines of the quote, whose fingerprint depends on them', () => {
      const { quote } = checkSets(2, 1, 5);
      expect(quote?.lines).toMatchObject([{ sku: 'SET', components: set.components }, { sku: 'MUG' }]);
      const others = offersOf(offer('MUG'), offer('SET', { components: [{ sku: 'MUG', quantity: 1 }] }));
      const changed = check(cartOf({ lines: linesOf(2, 1) }), facts({ offers: others }));
      expect(changed.quote?.totals).toEqual(quote?.totals);
      expect(changed.quote?.fingerprint).not.toBe(quote?.fingerprint);
    });

    it('is of the cart if it needs more than one reservation can have', () => {
      const crate = offersOf(offer('SET', { components: [{ sku: 'MUG', quantity: 1_000 }] }));
      const lines = [{ lineId: 'L1', sku: 'SET', quantity: 1_001 }];
      const caps = { unitsPerLine: 10_000, unitsPerOrder: 10_000 };
      expect(check(cartOf({ lines }), facts({ offers: crate, caps })).problems).toEqual([
        { code: 'CART_TOO_LARGE', blocking: true, component: 'MUG', maxUnits: 1_000_000 },
      ]);
    });

    it('is no gift of a bundle whose components do not suffice', () => {
      const promotions: readonly Promotion[] = [
        { ...PROMOTION, requiresCode: false, value: { kind: 'gift', sku: 'SET', quantity: 1 } } as never,
      ];
      const giftsWith = (units: number) =>
        check(
          cartOf({ lines: [{ lineId: 'L1', sku: 'TEA', quantity: 1 }] }),
          facts({
            offers: offersOf(offer('TEA'), offer('MUG'), set),
            terms: { ...TERMS, promotions },
            stock: stockOf({ TEA: 1, MUG: units }),
          }),
        ).quote?.lines.map(({ sku }) => sku);
      expect(giftsWith(2)).toEqual(['TEA', 'SET']);
      expect(giftsWith(1)).toEqual(['TEA']);
    });
  });

  it('names more lines without a price than one rejection of the quote does', () => {
    const skus = Array.from({ length: 45 }, (_none, index) => `S${index}`);
    const lines = skus.map((sku, index) => ({ lineId: `L${index + 1}`, sku, quantity: 1 }));
    const offers = offersOf(...skus.map((sku) => offer(sku, { prices: {} })));
    const { problems, quote } = check(cartOf({ lines }), facts({ offers }));
    expect(problems.filter(({ code }) => code === 'CURRENCY_NOT_OFFERED')).toHaveLength(45);
    expect(quote).toBeUndefined();
  });

  it('is a price that only a price list has no problem with', () => {
    const entries = [{ sku: 'TEA', currency: 'GBP', minQuantity: 1, minor: 900 }];
    const priceLists = [
      {
        id: 'plt_1',
        name: 'Sale',
        priority: 1,
        status: 'active',
        conditions: {},
        taxIncluded: true,
        entries,
      },
    ] as const;
    const known = facts({ offers: offersOf(offer('TEA', { prices: {} })), terms: { ...TERMS, priceLists } });
    const { problems, quote } = check(cartOf(), known);
    expect(problems).toEqual([]);
    expect(quote?.lines[0]?.unitPriceMinor).toBe(900);
  });

  it('is more units than the shop accepts of a line or of an order', () => {
    expect(codesOf(cartOf(), facts({ caps: { unitsPerLine: 1, unitsPerOrder: 1 } }))).toEqual([
      ...['QUANTITY_ABOVE_MAXIMUM', 'QUANTITY_ABOVE_MAXIMUM'],
    ]);
  });

  it('is a shipping method that is not offered, or none for the address', () => {
    expect(codesOf(cartOf({ shippingMethodId: 'shm_2' }))).toEqual(['SHIPPING_CHOICE_STALE']);
    expect(codesOf(cartOf(), facts({ methods: [] }))).toEqual(['NO_SHIPPING_FOR_ADDRESS']);
    const inUsd = { ...METHOD, rates: [{ currency: 'USD', minor: 1 }] };
    expect(codesOf(cartOf(), facts({ methods: [inUsd] }))).toEqual(['NO_SHIPPING_FOR_ADDRESS']);
  });

  it('is a shipping method whose condition does not hold', () => {
    const condition = { field: 'subtotal', op: 'gte', value: { GBP: 2_500 } } as const;
    const known = facts({ methods: [{ ...METHOD, condition }] });
    expect(codesOf(cartOf(), known)).toEqual(['NO_SHIPPING_FOR_ADDRESS']);
    const lines = [{ lineId: 'L1', sku: 'TEA', quantity: 3 }];
    expect(codesOf(cartOf({ lines }), known)).toEqual([]);
    expect(check(cartOf({ lines: [] }), known).shippingOptions).toEqual([]);
  });

  it('is a tax rate that is missing', () => {
    const terms = { ...TERMS, tax: { ...TERMS.tax, rates: [] } };
    const { problems, quote } = check(cartOf(), facts({ terms }));
    expect(problems).toMatchObject([{ code: 'TAX_RATE_MISSING', blocking: true, country: 'GB' }]);
    expect(quote).toBeUndefined();
  });

  it('is an amount that is too large', () => {
    const offers = offersOf(offer('TEA', { prices: { GBP: 99_999_999_999 } }));
    const lines = [{ lineId: 'L1', sku: 'TEA', quantity: 20 }];
    expect(codesOf(cartOf({ lines }), facts({ offers }))).toContain('CART_TOO_LARGE');
  });
});

describe('a code', () => {
  const codes = [{ code: 'TEN', promotionIds: ['prm_1'] }];
  const withCode = (promotion: object = {}, more: Partial<Terms> = {}) =>
    facts({ terms: { ...TERMS, codes, promotions: [{ ...PROMOTION, ...promotion }], ...more } });

  it('takes its discount off, and is among the codes of the quote', () => {
    const { quote, problems } = check(cartOf(), withCode());
    expect([quote?.totals.discountMinor, problems]).toEqual([240, []]);
    expect(quote && codesIn(quote)).toEqual(['TEN']);
  });

  it('that pricing refuses is no reason to refuse the cart', () => {
    const refusedCodes = [{ code: 'OLD', reason: 'CODE_EXPIRED' }];
    const { problems } = check(cartOf(), facts({ terms: { ...TERMS, refusedCodes } }));
    expect(problems).toEqual([{ code: 'CODE_EXPIRED', blocking: false, discountCode: 'OLD' }]);
  });

  const above = (minor: number) => ({ condition: { field: 'subtotal', op: 'gte', value: { GBP: minor } } });
  it.each<[string, object, object]>([
    ['goods are missing', above(3_000), { code: 'PROMOTION_NOT_MET', missingMinor: 600 }],
    [
      'the condition is another',
      { condition: { field: 'country', op: 'eq', value: 'FR' } },
      { code: 'PROMOTION_NOT_MET' },
    ],
    ['it has not begun', { startsAt: '2027-01-01T00:00:00Z' }, { code: 'CODE_NOT_YET_VALID' }],
    ['it has ended', { endsAt: '2025-06-01T00:00:00Z' }, { code: 'CODE_EXPIRED' }],
    ['its budget is used up', { budgetMinor: { GBP: 1 } }, { code: 'CODE_EXHAUSTED' }],
    ['it discounts nothing', { value: { kind: 'percent', ppm: 0 } }, { code: 'CODE_WITHOUT_EFFECT' }],
  ])('whose promotion is not applied is a problem with the reason: %s', (_why, promotion, expected) => {
    const { quote, problems } = check(cartOf(), withCode(promotion));
    expect(problems).toEqual([{ blocking: false, discountCode: 'TEN', ...expected }]);
    expect(quote && codesIn(quote)).toEqual([]);
  });

  it('does not combine with a promotion that stops', () => {
    const stop: Promotion = {
      ...PROMOTION,
      id: 'prm_0',
      sortOrder: 0,
      stacking: 'stop',
      requiresCode: false,
    };
    const { problems } = check(cartOf(), withCode({}, { promotions: [stop, PROMOTION] }));
    expect(problems).toEqual([{ code: 'CODE_DOES_NOT_COMBINE', blocking: false, discountCode: 'TEN' }]);
  });

  it('whose gift is not for sale, or out of stock, gives none', () => {
    const gift = { value: { kind: 'gift', sku: 'MUG' } };
    const giving = (isForSale: boolean, units = 1) => ({
      ...withCode(gift),
      offers: offersOf(offer('TEA'), offer('MUG', { isForSale })),
      stock: stockOf({ TEA: 2, MUG: units }),
    });
    expect(check(cartOf(), giving(true, 0)).quote?.lines.map(({ sku }) => sku)).toEqual(['TEA']);
    expect(check(cartOf(), giving(true)).quote?.lines.map(({ sku }) => sku)).toEqual(['TEA', 'MUG']);
    expect(check(cartOf(), giving(false)).quote?.lines.map(({ sku }) => sku)).toEqual(['TEA']);
    expect(check(cartOf(), withCode(gift)).quote?.lines.map(({ sku }) => sku)).toEqual(['TEA']);
  });
});
