import { compareLogs } from './event-log.ts';

const compare = (left: Record<string, string[]>, right: Record<string, string[]>) =>
  compareLogs(['the left', new Map(Object.entries(left))], ['the right', new Map(Object.entries(right))]);

describe('compareLogs', () => {
  it('returns nothing for scenarios with the same events in the same order', () => {
    expect(compare({ A: ['1', '2'], B: [] }, { B: [], A: ['1', '2'] })).toEqual([]);
  });

  it('returns an event that only one log has', () => {
    expect(compare({ A: ['1', '2'] }, { A: ['1', '3'] })).toEqual([
      'A: only the left has 2',
      'A: only the right has 3',
    ]);
  });

  it('returns a scenario that only one log has', () => {
    expect(compare({ A: ['1'] }, {})).toEqual(['A: only the left has 1']);
  });

  it.each([
    ['order', ['2', '1']],
    ['number', ['1', '2', '2']],
  ])('reports another %s of the same events', (_what, events) => {
    expect(compare({ A: ['1', '2'] }, { A: events })).toEqual([
      'A: the left and the right have the same events in another order, or another number of times',
    ]);
  });
});
