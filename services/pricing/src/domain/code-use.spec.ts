import { given } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { codeUse, hold, release, use } from './code-use.ts';
import type { CodeFacts } from './discount-code.ts';
import { type CodeToHold, chooseShard, refusalOf } from './hold-facts.ts';

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C10';
const at = '2026-01-01T12:00:00.000Z';
const code: CodeFacts = {
  ...{ id: 'cod_1', code: 'MUGS', status: 'active', promotionIds: ['prm_1'], limit: 20, shards: 2 },
  ...{ shardLimits: [10, 10], createdAt: at, updatedAt: at },
};
const facts: CodeToHold = { text: 'MUGS', code, version: 3, taken: [0, 0], takenByCustomer: 0 };

const codes = [{ id: 'cod_1', code: 'MUGS', promotionIds: ['prm_1'], shard: 0, codeVersion: 3 }];
const held = { type: 'CodesHeld', codes, customer: 'digest' } as const;
const used = { type: 'CodesUsed', codes, customer: 'digest' } as const;
const released = { type: 'CodesReleased', codes, customer: 'digest', wereUsed: false } as const;
const barred = { type: 'CodesBarred' } as const;

const states = {
  none: [],
  held: [{ ...held, codes: [...codes] }],
  used: [
    { ...held, codes: [...codes] },
    { ...used, codes: [...codes] },
  ],
  released: [
    { ...held, codes: [...codes] },
    { ...released, codes: [...codes] },
  ],
  barred: [barred],
};

followTable(
  codeUse,
  {
    states,
    events: {
      CodesHeld: { ...held, codes: [...codes] },
      CodesUsed: { ...used, codes: [...codes] },
      CodesReleased: { ...released, codes: [...codes] },
      CodesBarred: barred,
    },
  },
  {
    none: { CodesHeld: 'held', CodesBarred: 'barred' },
    held: { CodesUsed: 'used', CodesReleased: 'released' },
    used: { CodesReleased: 'released' },
    released: {},
    barred: {},
  },
);

commandTable(codeUse, states, {
  hold: [
    hold(orderId, [facts], 'digest'),
    { none: ['CodesHeld'], held: [], used: [], released: 'CODES_RELEASED', barred: 'CODES_RELEASED' },
  ],
  'hold of other codes': [
    hold(orderId, [{ ...facts, text: 'CUPS' }], 'digest'),
    {
      ...{ none: ['CodesHeld'], held: 'CODES_MISMATCH', used: 'CODES_MISMATCH' },
      ...{ released: 'CODES_RELEASED', barred: 'CODES_RELEASED' },
    },
  ],
  use: [use(), { none: [], held: ['CodesUsed'], used: [], released: [], barred: [] }],
  release: [
    release(),
    { none: ['CodesBarred'], held: ['CodesReleased'], used: ['CodesReleased'], released: [], barred: [] },
  ],
});

describe('hold', () => {
  it('holds nothing if one of the codes is refused', () => {
    given(codeUse)()
      .when(hold(orderId, [facts, { text: 'NONE', version: -1, taken: [], takenByCustomer: 0 }], undefined))
      .thenRejected({ code: 'CODE_UNKNOWN', discountCode: 'NONE' });
  });
});

const budget = { promotionId: 'prm_2', currency: 'GBP', minor: 300 };

describe('hold of parts of budgets', () => {
  const holdOf = (takenMinor: number, limitMinor?: number) =>
    hold(orderId, [], undefined, [{ ...budget, takenMinor, limitMinor }]);

  it('takes as much as is left, and nothing beyond', () => {
    given(codeUse)()
      .when(holdOf(700, 1_000))
      .then([{ type: 'CodesHeld', codes: [], budgets: [{ ...budget, limitMinor: 1_000 }] }]);
    given(codeUse)()
      .when(holdOf(701, 1_000))
      .thenRejected({ code: 'PROMOTION_BUDGET_EXHAUSTED', promotionId: 'prm_2' });
    given(codeUse)()
      .when(holdOf(0, 0))
      .thenRejected({ code: 'PROMOTION_BUDGET_EXHAUSTED', promotionId: 'prm_2' });
  });

  it('is not limited if the promotion has no budget any more', () => {
    given(codeUse)()
      .when(holdOf(5_000))
      .then([{ type: 'CodesHeld', codes: [], budgets: [budget] }]);
  });

  it('is a repeat only with the same amounts, whatever is left by then', () => {
    const before = { type: 'CodesHeld' as const, codes: [], budgets: [budget] };
    given(codeUse)(before).when(holdOf(1_000, 1_000)).then([]);
    given(codeUse)(before)
      .when(hold(orderId, [], undefined, [{ ...budget, minor: 301, takenMinor: 0 }]))
      .thenRejected({ code: 'CODES_MISMATCH' });
    given(codeUse)(before)
      .when(hold(orderId, [], undefined))
      .thenRejected({ code: 'CODES_MISMATCH' });
  });

  it('is followed by its use and its release', () => {
    const of = { codes: [], budgets: [budget] };
    const before = { type: 'CodesHeld' as const, ...of };
    given(codeUse)(before)
      .when(use())
      .then([{ type: 'CodesUsed', ...of }]);
    given(codeUse)(before, { type: 'CodesUsed', ...of })
      .when(release())
      .then([{ type: 'CodesReleased', ...of, wereUsed: true }]);
  });
});

describe('release', () => {
  it('counts the codes as used or as released', () => {
    const uses = { codes: [...codes], customer: 'digest' };
    given(codeUse)({ ...held, ...uses })
      .when(release())
      .then([{ type: 'CodesReleased', ...uses, wereUsed: false }]);
    given(codeUse)({ ...held, ...uses }, { ...used, ...uses })
      .when(release())
      .then([{ type: 'CodesReleased', ...uses, wereUsed: true }]);
  });
});

describe('refusalOf', () => {
  const later = '2026-01-01T12:00:00.001Z';
  it.each([
    ['an active code', facts, false, undefined],
    ['an unknown code', { ...facts, code: undefined }, true, 'CODE_UNKNOWN'],
    ['a disabled code', { ...facts, code: { ...code, status: 'disabled' as const } }, true, 'CODE_DISABLED'],
    ['a code that begins now', { ...facts, code: { ...code, validFrom: at } }, true, undefined],
    [
      'a code that begins later',
      { ...facts, code: { ...code, validFrom: later } },
      true,
      'CODE_NOT_YET_VALID',
    ],
    ['a code that ends later', { ...facts, code: { ...code, validUntil: later } }, true, undefined],
    ['a code that ends now', { ...facts, code: { ...code, validUntil: at } }, true, 'CODE_EXPIRED'],
    ['a full code', { ...facts, taken: [10, 10] }, true, 'CODE_EXHAUSTED'],
    ['a code with one counter that is not full', { ...facts, taken: [10, 9] }, true, undefined],
    ['an unknown buyer', { ...facts, code: { ...code, limitPerCustomer: 1 } }, false, 'CODE_NEEDS_CUSTOMER'],
    ['a new buyer', { ...facts, code: { ...code, limitPerCustomer: 1 } }, true, undefined],
    [
      'a buyer who has used it',
      { ...facts, code: { ...code, limitPerCustomer: 1 }, takenByCustomer: 1 },
      true,
      'CODE_USED_BY_CUSTOMER',
    ],
  ])('of %s is right', (_name, given_, hasCustomer, refusal) => {
    expect(refusalOf(given_, hasCustomer, at)).toBe(refusal);
  });
});

describe('chooseShard', () => {
  it('begins with the counter of the order, and takes the next that is not full', () => {
    const order = (last: string) => `ord_${last}`;
    expect(chooseShard(facts, order('0'))).toBe(0);
    expect(chooseShard(facts, order('1'))).toBe(1);
    expect(chooseShard({ ...facts, taken: [3, 10] }, order('1'))).toBe(0);
    expect(chooseShard({ ...facts, taken: [10, 10] }, order('1'))).toBeUndefined();
    expect(chooseShard({ ...facts, code: undefined }, order('1'))).toBeUndefined();
    const { limit: _limit, shardLimits: _limits, ...unlimited } = code;
    expect(chooseShard({ ...facts, code: unlimited, taken: [999, 999] }, order('1'))).toBe(1);
  });
});
