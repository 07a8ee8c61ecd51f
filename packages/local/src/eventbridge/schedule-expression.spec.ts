import { parseSchedule } from './schedule-expression.ts';

/** Returns the next times after Thursday, 1 January 2026, 00:00 UTC. */
function next(expression: string, times = 1): string[] {
  const schedule = parseSchedule(expression);
  if (schedule.kind !== 'cron') throw new Error('not a cron expression');
  const found: string[] = [];
  let at = Date.parse('2026-01-01T00:00:00Z');
  for (let time = 0; time < times; time += 1) {
    at = schedule.nextMs(at) ?? Number.NaN;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe('parseSchedule with a rate', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(1 hour)', 3_600_000],
    ['rate(7 days)', 604_800_000],
  ])('parses %s as every %d ms', (expression, everyMs) =>
    expect(parseSchedule(expression)).toEqual({ kind: 'rate', everyMs }),
  );
});

describe('parseSchedule with a cron expression', () => {
  it.each([
    ['cron(0 10 * * ? *)', ['2026-01-01T10:00', '2026-01-02T10:00']],
    ['cron(15 12 ? * MON-FRI *)', ['2026-01-01T12:15', '2026-01-02T12:15', '2026-01-05T12:15']],
    ['cron(0 8 1 * ? *)', ['2026-01-01T08:00', '2026-02-01T08:00']],
    ['cron(0/15 * * * ? *)', ['2026-01-01T00:15', '2026-01-01T00:30']],
    ['cron(0 9 ? * 2#1 *)', ['2026-01-05T09:00', '2026-02-02T09:00']],
    ['cron(0 9 ? * 6L *)', ['2026-01-30T09:00']],
    ['cron(0 9 ? * L *)', ['2026-01-03T09:00']],
    ['cron(0 9 L * ? *)', ['2026-01-31T09:00']],
    ['cron(0 9 ? * 1 *)', ['2026-01-04T09:00']],
    ['cron(0 0 1 1 ? 2028)', ['2028-01-01T00:00']],
  ])('returns the next times of %s', (expression, expected) =>
    expect(next(expression, expected.length)).toEqual(expected),
  );

  it('returns no next time after the last year', () => {
    const schedule = parseSchedule('cron(0 0 1 1 ? 2020)');
    expect(schedule.kind === 'cron' && schedule.nextMs(Date.parse('2026-01-01'))).toBeUndefined();
  });
});

describe('parseSchedule with an invalid expression', () => {
  it.each([
    ['every minute', 'neither rate'],
    ['rate(1 minutes)', 'a rate is'],
    ['rate(5 minute)', 'a rate is'],
    ['rate(0 minutes)', 'a rate is'],
    ['rate(5 weeks)', 'a rate is'],
    ['cron(0 10 * * ?)', 'six fields'],
    ['cron(0 10 * * * *)', 'must be "?"'],
    ['cron(0 10 ? * ? *)', 'must be "?"'],
    ['cron(61 10 * * ? *)', 'is not valid'],
  ])('refuses %s', (expression, message) => expect(() => parseSchedule(expression)).toThrow(message));
});
