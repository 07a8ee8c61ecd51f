import { given } from '@tradepost/testing/given';
import * as fc from 'fast-check';
import {
  type CodeFacts,
  discountCode,
  distribute,
  MAX_SHARDS,
  shardsFor,
  updateCode,
} from './discount-code.ts';

const at = '2026-01-01T10:00:00.000Z';
const terms: CodeFacts = {
  ...{ id: 'cod_1', code: 'MUGS', status: 'active', promotionIds: ['prm_1'], limit: 20, shards: 2 },
  ...{ shardLimits: [10, 10], createdAt: at, updatedAt: at },
};
const created = { type: 'TermsChanged' as const, at, terms };
/** Time of the commands. */
const updatedAt = '2026-01-01T12:00:00.000Z';

describe('shardsFor', () => {
  it.each([
    [1, 1],
    [19, 1],
    [20, 2],
    [100, 8],
    [1_000_000, 8],
    [undefined, 8],
  ])('gives a limit of %s %s counters', (limit, shards) => {
    expect(shardsFor(limit)).toBe(shards);
  });
});

describe('distribute', () => {
  it('gives each counter what it has, and shares the rest', () => {
    expect(distribute(10, [0, 0, 0])).toEqual([4, 3, 3]);
    expect(distribute(10, [7, 0, 1])).toEqual([8, 1, 1]);
    expect(distribute(8, [7, 0, 1])).toEqual([7, 0, 1]);
    expect(distribute(7, [7, 0, 1])).toBeUndefined();
  });

  it('gives exactly the limit, and no counter less than it has', () => {
    const counters = fc.array(fc.nat(50), { minLength: 1, maxLength: MAX_SHARDS });
    fc.assert(
      fc.property(fc.nat(500), counters, (limit, taken) => {
        const limits = distribute(limit, taken);
        const sum = taken.reduce((total, each) => total + each, 0);
        if (limits === undefined) return sum > limit;
        const isEnough = limits.every((each, index) => each >= (taken[index] ?? 0));
        return isEnough && limits.reduce((total, each) => total + each, 0) === limit;
      }),
    );
  });
});

describe('updateCode', () => {
  it('shares a new limit by the uses of the counters', () => {
    given(discountCode)(created)
      .when(updateCode({ limit: 30 }, [9, 1]))
      .then([
        {
          type: 'TermsChanged',
          terms: { ...terms, limit: 30, shardLimits: [19, 11], updatedAt },
          former: terms,
        },
      ]);
  });

  it('rejects a limit below the uses', () => {
    given(discountCode)(created)
      .when(updateCode({ limit: 9 }, [9, 1]))
      .thenRejected({ code: 'CODE_LIMIT_BELOW_USES', uses: 10 });
  });

  it('removes the limit of all counters', () => {
    const { limit: _limit, shardLimits: _limits, ...unlimited } = terms;
    given(discountCode)(created)
      .when(updateCode({ limit: null }, [9, 1]))
      .then([{ type: 'TermsChanged', terms: { ...unlimited, updatedAt }, former: terms }]);
  });

  it('changes nothing if the code is as it should be', () => {
    given(discountCode)(created)
      .when(updateCode({ limit: 20, status: 'active' }, [9, 1]))
      .then([]);
  });

  it('rejects a code that does not exist', () => {
    given(discountCode)().when(updateCode({}, [])).thenRejected({ code: 'DISCOUNT_CODE_NOT_FOUND' });
  });
});
