import { computeQuote } from './compute-quote.ts';
import { normalizeCode, type Promotion } from './promotion.ts';
import { AT, cartOf, promotion } from './quote-input.spec-kit.ts';
import type { QuoteInput } from './quote-input.ts';

const half = { kind: 'percent', ppm: 500_000 } as const;
const nothing = { kind: 'percent', ppm: 0 } as const;
const SHIPPING = [
  { methodId: 'post', name: 'Post', taxClass: 'standard', rates: [{ currency: 'EUR', minor: 600 }] },
];

function apply(promotions: readonly Promotion[], change: Partial<QuoteInput> = {}) {
  const computed = computeQuote(cartOf([[10_000, 1]], { promotions, ...change }));
  if ('rejection' in computed) throw new Error(computed.rejection.code);
  return {
    applied: computed.quote.discounts.map((each) => each.promotion),
    discounts: computed.quote.discounts,
    skipped: computed.skipped,
  };
}

describe('promotions', () => {
  it('are applied by sortOrder', () => {
    const promotions = [promotion('p2', { value: half }), promotion('p1', {})];
    expect(apply(promotions).discounts.map(({ minor }) => minor)).toEqual([1_000, 4_500]);
  });

  it.each<[string, Partial<Promotion>, object]>([
    ['it has not started', { startsAt: '2026-06-01T12:00:00.001Z' }, { reason: 'NOT_STARTED' }],
    ['it has ended', { endsAt: AT }, { reason: 'ENDED' }],
    [
      'its condition is not met',
      { condition: { field: 'country', op: 'eq', value: 'FR' } },
      { reason: 'CONDITION_NOT_MET' },
    ],
    [
      'goods are missing',
      { condition: { field: 'subtotal', op: 'gte', value: { EUR: 12_500 } } },
      { reason: 'CONDITION_NOT_MET', missingMinor: 2_500 },
    ],
    ['it discounts nothing', { value: nothing }, { reason: 'NO_EFFECT' }],
    ['it exceeds its budget', { budgetMinor: { EUR: 999 } }, { reason: 'BUDGET_EXCEEDED' }],
    ['it has no budget in the currency', { budgetMinor: { GBP: 9_999 } }, { reason: 'BUDGET_EXCEEDED' }],
  ])('are skipped if %s', (_what, change, expected) => {
    expect(apply([promotion('p1', change)])).toMatchObject({
      applied: [],
      skipped: [{ promotion: 'p1', ...expected }],
    });
  });

  it('are applied up to the last minor unit of the budget', () => {
    expect(apply([promotion('p1', { budgetMinor: { EUR: 1_000 } })]).applied).toEqual(['p1']);
  });

  it('mark their discounts if they have a budget', () => {
    const { discounts } = apply([promotion('p1', { budgetMinor: { EUR: 1_000 } }), promotion('p2', {})]);
    expect(discounts.map(({ promotion: id, hasBudget }) => [id, hasBudget])).toEqual([
      ['p1', true],
      ['p2', undefined],
    ]);
  });

  it('have 50 budgets at most, and any number without one', () => {
    const cent = { kind: 'amount', minor: { EUR: 1 } } as const;
    const all = Array.from({ length: 53 }, (_none, index) =>
      promotion(`p${index}`, {
        ...{ sortOrder: index, value: cent },
        ...(index === 52 ? {} : { budgetMinor: { EUR: 1_000 } }),
      }),
    );
    const { applied, skipped } = apply(all);
    expect(applied).toEqual([...Array.from({ length: 50 }, (_none, index) => `p${index}`), 'p52']);
    expect(skipped).toEqual([
      { promotion: 'p50', reason: 'BUDGET_EXCEEDED' },
      { promotion: 'p51', reason: 'BUDGET_EXCEEDED' },
    ]);
  });

  it('are judged by the cart before discounts', () => {
    const condition = { field: 'subtotal', op: 'gte', value: { EUR: 10_000 } } as const;
    expect(apply([promotion('p1', { value: half }), promotion('p2', { condition })]).applied).toEqual([
      'p1',
      'p2',
    ]);
  });

  it('are reported if an earlier step left nothing for them', () => {
    const ofOrder = promotion('p1', {});
    const free = promotion('p2', { target: { kind: 'lines' }, value: { kind: 'percent', ppm: 1_000_000 } });
    expect(apply([ofOrder, free])).toMatchObject({
      applied: ['p2'],
      skipped: [{ promotion: 'p1', reason: 'NO_EFFECT' }],
    });
  });
});

describe('a promotion that stops', () => {
  it('ends the promotions after it, also those of an earlier step', () => {
    const promotions = [
      promotion('p1', {}),
      promotion('p2', { stacking: 'stop' }),
      promotion('p3', { target: { kind: 'lines' } }),
    ];
    expect(apply(promotions)).toEqual({
      applied: ['p1', 'p2'],
      discounts: expect.anything(),
      skipped: [{ promotion: 'p3', reason: 'STOPPED' }],
    });
  });

  it.each<[string, Partial<Promotion>]>([
    ['discounts nothing', { value: nothing }],
    ['exceeds its budget', { budgetMinor: {} }],
    ['has an unmet condition', { condition: { any: [] } }],
    ['loses in its group', { group: 'g', value: { kind: 'percent', ppm: 1 } }],
  ])('ends nothing if it %s', (_what, change) => {
    const stop = promotion('p1', { stacking: 'stop', ...change });
    expect(apply([stop, promotion('p2', { group: 'g' }), promotion('p3', {})]).applied).toEqual(['p2', 'p3']);
  });
});

describe('a group', () => {
  const group = 'g';

  it('applies only the promotion that saves most', () => {
    const promotions = [promotion('p1', { group }), promotion('p2', { group, value: half })];
    expect(apply(promotions)).toMatchObject({
      applied: ['p2'],
      skipped: [{ promotion: 'p1', reason: 'NOT_BEST_OF_GROUP' }],
    });
  });

  it('applies the first of two that save the same', () => {
    expect(apply([promotion('p2', { group }), promotion('p1', { group })]).applied).toEqual(['p1']);
  });

  it('compares discounts of goods with those of shipping', () => {
    const ofGoods = (minor: number) =>
      promotion('p1', { group, value: { kind: 'amount', minor: { EUR: minor } } });
    const ofShipping = promotion('p2', {
      group,
      target: { kind: 'shipping' },
      value: { kind: 'percent', ppm: 1_000_000 },
    });
    expect(apply([ofGoods(599), ofShipping], { shipping: SHIPPING }).applied).toEqual(['p2']);
    expect(apply([ofGoods(600), ofShipping], { shipping: SHIPPING }).applied).toEqual(['p1']);
  });

  it('counts the shipping that a discount of goods makes necessary', () => {
    // 3.00 off 100.00 lets shipping cost 6.00; 2.00 off shipping is worth nothing, as it is free. A gift of 0.50 saves most.
    const shipping = SHIPPING.map((each) => ({
      ...each,
      rates: [{ currency: 'EUR', minor: 600, freeAboveMinor: 10_000 }],
    }));
    const ofGoods = promotion('p1', { group, value: { kind: 'amount', minor: { EUR: 300 } } });
    const gift = promotion('p2', { group, value: { kind: 'gift', sku: 'G' } });
    const { offers } = cartOf([[10_000, 1]]);
    const offer = { sku: 'G', title: 'Gift', taxClass: 'standard', prices: { EUR: 50 } };
    expect(apply([ofGoods, gift], { shipping, offers: [...offers, offer] }).applied).toEqual(['p2']);
  });
});

describe('a promotion with a code', () => {
  const coded = promotion('p1', { requiresCode: true });

  it('is applied if the customer gave a code for it', () => {
    const codes = [
      { code: 'OTHER', promotionIds: ['p9'] },
      { code: 'WELCOME', promotionIds: ['p1'] },
      { code: 'HELLO', promotionIds: ['p1'] },
    ];
    expect(apply([coded], { codes }).discounts).toEqual([
      { promotion: 'p1', name: 'p1', code: 'WELCOME', minor: 1_000 },
    ]);
    expect(apply([coded])).toEqual({ applied: [], discounts: [], skipped: [] });
  });

  it('names its code if it is skipped', () => {
    const codes = [{ code: 'WELCOME', promotionIds: ['p1'] }];
    expect(apply([{ ...coded, endsAt: AT }], { codes }).skipped).toEqual([
      { promotion: 'p1', code: 'WELCOME', reason: 'ENDED' },
    ]);
  });

  it('names no code if it needs none', () => {
    const codes = [{ code: 'WELCOME', promotionIds: ['p1'] }];
    expect(apply([promotion('p1', {})], { codes }).discounts[0]).not.toHaveProperty('code');
  });
});

describe('normalizeCode', () => {
  it.each([
    [' welcome10 ', 'WELCOME10'],
    ['e\u0301te\u0301', '\u00C9T\u00C9'],
    ['stra\u00DFe', 'STRASSE'],
  ])('converts %j to %j', (code, normal) => {
    expect(normalizeCode(code)).toBe(normal);
  });
});
