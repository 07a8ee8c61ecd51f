import { estimateDelivery } from './estimate-delivery.ts';

const berlin = (time: string) => ({ time, timeZone: 'Europe/Berlin' });
type Row = [string, string, { days: [number, number]; cutOff?: ReturnType<typeof berlin> }, string, string];

describe('estimateDelivery', () => {
  // 2026-03-02 is a Monday. Berlin is an hour before UTC until 2026-03-29, then two.
  it.each<Row>([
    ['counts days from the day of the order', '2026-03-02T08:00:00Z', { days: [1, 2] }, '03-03', '03-04'],
    ['does not count a weekend', '2026-03-05T08:00:00Z', { days: [1, 2] }, '03-06', '03-09'],
    ['delivers on the same day for 0 days', '2026-03-02T08:00:00Z', { days: [0, 0] }, '03-02', '03-02'],
    [
      'hands over on Monday what is ordered on Saturday',
      '2026-03-07T08:00:00Z',
      { days: [1, 1] },
      '03-10',
      '03-10',
    ],
    [
      'hands over on Monday what is ordered on Sunday',
      '2026-03-08T08:00:00Z',
      { days: [0, 1] },
      '03-09',
      '03-10',
    ],
    [
      'hands over on the same day before the cut-off',
      '2026-03-02T12:59:59Z',
      { days: [1, 1], cutOff: berlin('14:00') },
      '03-03',
      '03-03',
    ],
    [
      'hands over on the next day from the cut-off on',
      '2026-03-02T13:00:00Z',
      { days: [1, 1], cutOff: berlin('14:00') },
      '03-04',
      '03-04',
    ],
    [
      'hands over on Monday after the cut-off of Friday',
      '2026-03-06T13:00:00Z',
      { days: [1, 1], cutOff: berlin('14:00') },
      '03-10',
      '03-10',
    ],
    [
      'takes the day of the time zone',
      '2026-03-02T23:30:00Z',
      { days: [0, 0], cutOff: berlin('14:00') },
      '03-03',
      '03-03',
    ],
    [
      'follows the summer time',
      '2026-03-30T12:00:00Z',
      { days: [0, 0], cutOff: berlin('14:00') },
      '03-31',
      '03-31',
    ],
    [
      'follows a time zone west of UTC',
      '2026-03-03T03:00:00Z',
      { days: [0, 0], cutOff: { time: '23:00', timeZone: 'America/New_York' } },
      '03-02',
      '03-02',
    ],
    ['counts many days', '2026-03-02T08:00:00Z', { days: [5, 20] }, '03-09', '03-30'],
    [
      'knows midnight as 00:00',
      '2026-03-01T23:00:00Z',
      { days: [0, 0], cutOff: berlin('00:01') },
      '03-02',
      '03-02',
    ],
  ])('%s', (_what, at, { days: [min, max], cutOff }, earliest, latest) => {
    expect(estimateDelivery({ days: { min, max }, cutOff }, at)).toEqual({
      earliest: `2026-${earliest}`,
      latest: `2026-${latest}`,
    });
  });

  it('estimates nothing without days', () => {
    expect(estimateDelivery({}, '2026-03-02T08:00:00Z')).toBeUndefined();
  });

  it('crosses the end of a year', () => {
    expect(estimateDelivery({ days: { min: 1, max: 1 } }, '2026-12-31T12:00:00Z')).toEqual({
      earliest: '2027-01-01',
      latest: '2027-01-01',
    });
  });
});
