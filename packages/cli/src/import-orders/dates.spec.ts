import { datesOf, parseDate, parseDateFormat } from './dates.ts';

describe('datesOf', () => {
  it.each([
    ['2010-12-01 08:26:00', { YMD: '2010-12-01 08:26:00' }],
    ['2026-11-24T10:30:00.123Z', { YMD: '2026-11-24 10:30:00 Z' }],
    ['2026-11-24 10:30:00 +0100', { YMD: '2026-11-24 10:30:00 +0100' }],
    ['2026/11/24', { YMD: '2026-11-24' }],
    ['24.11.2026', { DMY: '2026-11-24' }],
    ['24.11.2026, 09:05', { DMY: '2026-11-24 09:05' }],
    ['3.4.2026', { DMY: '2026-04-03' }],
    ['24/11/2026', { DMY: '2026-11-24' }],
    ['11/24/2026 1:05 PM', { MDY: '2026-11-24 13:05' }],
    ['11/24/2026 12:05 am', { MDY: '2026-11-24 00:05' }],
    ['03/04/2026', { DMY: '2026-04-03', MDY: '2026-03-04' }],
    ['29/02/2025', {}],
    ['26-11-24', { DMY: '2024-11-26', YMD: '2026-11-24' }],
    ['24.13.2026', {}],
    ['2026-11-24 25:00', {}],
    ['soon', {}],
    ['45620', {}],
    ['', {}],
  ])('reads %j as %j', (written, dates) => {
    expect(Object.fromEntries(datesOf(written))).toEqual(dates);
  });

  it.each(['24 Nov 2026', '24-Nov-26', 'Nov 24, 2026', 'November 24, 2026', '20261124', '24. November 2026'])(
    'reads %j as one date, whatever the order',
    (written) => {
      expect(new Set(datesOf(written).values())).toEqual(new Set(['2026-11-24']));
    },
  );
});

describe('parseDate', () => {
  it('reads a year of two digits by its place in the order', () => {
    expect(parseDate('24/11/26', 'DMY')).toBe('2026-11-24');
    expect(parseDate('24/11/26', 'YMD')).toBe('2024-11-26');
    expect(parseDate('24/11/26', 'MDY')).toBeUndefined();
  });
});

describe('parseDateFormat', () => {
  it.each([
    ['DD.MM.YYYY', 'DMY'],
    ['d/m/yy', 'DMY'],
    ['MM/DD/YYYY', 'MDY'],
    ['YYYY-MM-DD', 'YMD'],
    ['YYYYMMDD', 'YMD'],
    ['YYYY', undefined],
    ['DD.MM.YYYY hh:mm', undefined],
    ['', undefined],
  ])('reads %j as %s', (format, order) => {
    expect(parseDateFormat(format)).toBe(order);
  });
});
