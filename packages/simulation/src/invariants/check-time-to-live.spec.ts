import { checkTimeToLive } from './check-time-to-live.ts';
import { createReport } from './violation.ts';

const NOW_MS = Date.parse('2026-01-05T08:00:00.000Z');
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

function isReported(table: string, expiresAt: number, frozenMs = 0): boolean {
  const { violations, report } = createReport();
  const event = JSON.stringify({ time: '2026-01-05T08:00:00.000Z' });
  const after = { pk: { S: 'key' }, event: { S: event }, expiresAt: { N: String(expiresAt) } };
  const change = { table: `tradepost-dev-${table}`, keys: {}, before: undefined, after };
  checkTimeToLive(change, { clockMs: NOW_MS, frozenMs }, report);
  return violations.length > 0;
}

const now = NOW_MS / 1_000;

describe('checkTimeToLive', () => {
  it.each([
    ['platform-event-archive', now + 90 * DAY_SECONDS],
    ['orders-limits', now + HOUR_SECONDS],
    ['payments-limits', now + 2 * HOUR_SECONDS],
    ['orders-views', 0],
  ])('accepts an item of %s that is kept as documented', (table, expiresAt) => {
    expect(isReported(table, expiresAt)).toBe(false);
  });

  it('accepts a count that expires early by as long as its code was frozen', () => {
    const expiresAt = now + HOUR_SECONDS / 2;
    expect(isReported('orders-limits', expiresAt)).toBe(true);
    expect(isReported('orders-limits', expiresAt, (HOUR_SECONDS / 2) * 1_000)).toBe(false);
  });

  it.each([
    ['platform-event-archive', now + 90 * HOUR_SECONDS],
    ['platform-event-archive', now + 91 * DAY_SECONDS],
    ['platform-event-archive', (now + 90 * DAY_SECONDS) * 1_000],
    ['platform-event-archive', Number.NaN],
    ['payments-limits', now],
    ['orders-limits', now + 3 * HOUR_SECONDS],
  ])('reports an item of %s that expires at %d', (table, expiresAt) => {
    expect(isReported(table, expiresAt)).toBe(true);
  });
});
