import type { PriceListFacts } from './price-list.ts';
import { pricesAt } from './price-timeline.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();
const base = (at: string, minor: number | undefined, isOffered = true) => ({
  at,
  prices: minor === undefined ? {} : { EUR: minor },
  isOffered,
});
const sale: PriceListFacts = {
  ...{ id: 'plt_1', name: 'Sale', priority: 1, status: 'active', conditions: {}, taxIncluded: true },
  ...{ createdAt: day(1), updatedAt: day(1) },
};
const inList = (minor: number, at: string, list: Partial<PriceListFacts> = {}, minQuantity = 1) => ({
  id: list.id ?? sale.id,
  states: [{ at, list: { ...sale, ...list } }],
  tiers: [{ at, tiers: [{ currency: 'EUR', minQuantity, minor }] }],
});

describe('pricesAt', () => {
  it('returns the base price with the time since which it is in force', () => {
    expect(pricesAt({ base: [base(day(1), 1_000)], lists: [] }, day(40))).toEqual([
      { currency: 'EUR', minor: 1_000, since: day(1) },
    ]);
  });

  it('returns nothing before the first price, without a price, and while the SKU is not for sale', () => {
    expect(pricesAt({ base: [base(day(2), 1_000)], lists: [] }, day(1))).toEqual([]);
    expect(pricesAt({ base: [base(day(2), undefined)], lists: [] }, day(3))).toEqual([]);
    expect(pricesAt({ base: [base(day(2), 1_000, false)], lists: [] }, day(3))).toEqual([]);
  });

  it('takes the lowest price of the 30 days before a reduction as the prior one', () => {
    // 900 is older than 30 days, 950 is within them, and so is 1,200, which was raised just before the sale.
    const history = [
      base(day(60), 800),
      base(day(55), 1_200),
      base(day(40), 950),
      base(day(20), 1_000),
      base(day(1), 900),
    ];
    expect(pricesAt({ base: history, lists: [] }, day(70))).toEqual([
      { currency: 'EUR', minor: 800, since: day(60), priorMinor: 950 },
    ]);
  });

  it('counts a price that was in force at the beginning of the 30 days', () => {
    const history = [base(day(60), 800), base(day(31), 1_000), base(day(1), 900)];
    expect(pricesAt({ base: history, lists: [] }, day(60))).toMatchObject([{ priorMinor: 900 }]);
    expect(pricesAt({ base: [base(day(61), 800), ...history.slice(1)], lists: [] }, day(61))).toMatchObject([
      { priorMinor: 1_000 },
    ]);
  });

  it('has no prior price for a SKU that was not offered', () => {
    const history = [base(day(60), 800), base(day(2), 1_000, false), base(day(1), 900)];
    expect(pricesAt({ base: history, lists: [] }, day(60))).toEqual([
      { currency: 'EUR', minor: 800, since: day(60) },
    ]);
  });

  it('takes the price of a list for everybody, for its period', () => {
    const list = inList(700, day(10), { validFrom: day(20), validUntil: day(30) });
    const history = { base: [base(day(1), 1_000)], lists: [list] };
    expect(pricesAt(history, day(15))).toMatchObject([{ minor: 1_000, since: day(1) }]);
    expect(pricesAt(history, day(25))).toEqual([
      { currency: 'EUR', minor: 700, priceListId: 'plt_1', since: day(20), priorMinor: 1_000 },
    ]);
    expect(pricesAt(history, day(30))).toEqual([
      { currency: 'EUR', minor: 1_000, since: day(30), priorMinor: 700 },
    ]);
  });

  it.each([
    ['a group', inList(700, day(2), { conditions: { customerGroup: 'wholesale' } })],
    ['a country', inList(700, day(2), { conditions: { country: 'DE' } })],
    ['a channel', inList(700, day(2), { conditions: { channel: 'web' } })],
    ['prices without tax', inList(700, day(2), { taxIncluded: false })],
    ['a draft', inList(700, day(2), { status: 'draft' })],
    ['more than one unit', inList(700, day(2), {}, 2)],
  ])('leaves out a list of %s', (_name, list) => {
    expect(pricesAt({ base: [base(day(1), 1_000)], lists: [list] }, day(3))).toEqual([
      { currency: 'EUR', minor: 1_000, since: day(1) },
    ]);
  });

  it('chooses the list with the highest priority, then the lowest id', () => {
    const lists = [
      inList(700, day(2), { id: 'plt_3', priority: 1 }),
      inList(600, day(2), { id: 'plt_2', priority: 1 }),
      inList(900, day(2), { id: 'plt_4', priority: 2 }),
    ];
    const history = { base: [base(day(1), 1_000)], lists };
    expect(pricesAt(history, day(3))).toMatchObject([{ minor: 900, priceListId: 'plt_4' }]);
    expect(pricesAt({ ...history, lists: lists.slice(0, 2) }, day(3))).toMatchObject([
      { priceListId: 'plt_2' },
    ]);
  });
});
