import { daysBetween, periodStart } from './quota-period.ts';

describe('periodStart', () => {
  it.each([
    ['2026-11-30', 'DAY', 0, '2026-11-30'],
    // A Monday: its week started on Sunday.
    ['2026-11-30', 'WEEK', 0, '2026-11-29'],
    ['2026-11-30', 'WEEK', 1, '2026-11-30'],
    ['2026-11-30', 'WEEK', 2, '2026-11-24'],
    ['2026-11-30', 'MONTH', 0, '2026-11-01'],
    ['2026-11-30', 'MONTH', 9, '2026-11-10'],
    ['2026-11-05', 'MONTH', 9, '2026-10-10'],
  ] as const)('of %s by %s with the offset %i is %s', (day, period, offset, start) => {
    expect(periodStart(day, { period, offset })).toBe(start);
  });
});

describe('daysBetween', () => {
  it('includes both days, and none if the last is before the first', () => {
    expect(daysBetween('2026-11-29', '2026-12-01')).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
    expect(daysBetween('2026-12-01', '2026-11-30')).toEqual([]);
  });
});
