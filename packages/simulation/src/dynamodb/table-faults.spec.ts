import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { createTableFaults } from './table-faults.ts';

const draw = createDraw(1);
const faults = createFaults({
  draw,
  kinds: ['staleRead', 'unprocessed', 'shortPage', 'transactionConflict'],
  isAll: true,
});
const { unprocessed, pageEnd, interruptions, pickVersion, inAnyOrder } = createTableFaults({ draw, faults });

const hot = createTableFaults({ draw, faults: createFaults({ draw, kinds: ['hotItem'], isAll: true }) });

/** All that is drawn for 400 calls. */
const drawn = (of: (call: string) => unknown) =>
  [...new Set(Array.from({ length: 400 }, (_none, call) => JSON.stringify(of(`call ${call}`))))].sort();

describe('the faults of tables', () => {
  it('leave any subset of a batch unprocessed', () => {
    expect(drawn((call) => [...unprocessed(call, 3)].sort())).toEqual(
      ['[]', '[0]', '[0,1]', '[0,1,2]', '[0,2]', '[1]', '[1,2]', '[2]'].sort(),
    );
  });

  it('end a page anywhere after its first item', () => {
    expect(drawn((call) => pageEnd(call, 3) ?? 'whole')).toEqual(['"whole"', '1', '2', '3']);
    expect(drawn((call) => pageEnd(call, 0) ?? 'whole')).toEqual(['"whole"']);
  });

  it('interrupt any items of a transaction, for several reasons', () => {
    const codes = drawn((call) => interruptions(call, ['one', 'two'], 0));
    expect(codes).toEqual(
      expect.arrayContaining([
        '[null,null]',
        '["TransactionConflict",null]',
        '[null,"ThrottlingError"]',
        '["ProvisionedThroughputExceeded","TransactionConflict"]',
      ]),
    );
  });

  it('interrupt every write of a hot item for a minute', () => {
    const isHot = (item: string, nowMs: number) => hot.interruptions('call', [item], nowMs)[0] !== undefined;
    const items = Array.from({ length: 400 }, (_none, number) => `item ${number}`);
    const hotItems = items.filter((item) => isHot(item, 0));
    expect(hotItems).not.toEqual([]);
    expect(hotItems.filter((item) => !isHot(item, 59_999))).toEqual([]);
    expect(hotItems.every((item) => isHot(item, 60_000))).toBe(false);
  });

  it('choose any version of an item that changed lately, and mostly a former one', () => {
    expect(drawn((call) => pickVersion(call)('item', 2))).toEqual(['0', '1', '2']);
  });

  it('return a batch in any order', () => {
    expect(drawn((call) => inAnyOrder(call, ['a', 'b', 'c']))).toHaveLength(6);
  });
});
