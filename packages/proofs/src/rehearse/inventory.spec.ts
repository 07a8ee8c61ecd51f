import { compareInventories } from './inventory.ts';

describe('compareInventories', () => {
  it('returns what only one of two inventories has', () => {
    const before = { Queue: ['a', 'b'], Topic: ['t'] };
    const after = { Queue: ['b', 'c'], Alarm: ['x'] };
    expect(compareInventories(before, after)).toEqual(['+ Alarm x', '+ Queue c', '- Queue a', '- Topic t']);
  });

  it('returns nothing for equal inventories', () => {
    expect(compareInventories({ Queue: ['a', 'b'] }, { Queue: ['b', 'a'] })).toEqual([]);
  });
});
