import { jest } from '@jest/globals';
import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { openStore } from '../store.ts';
import { createScheduler } from './scheduler.ts';

const rule = (scheduleExpression: string, enabled = true): RuleResource => ({
  service: 'orders',
  logicalId: 'Sweep',
  name: 'sweep',
  arn: 'arn:aws:events:us-east-1:000000000000:rule/sweep',
  eventBusName: 'default',
  enabled,
  scheduleExpression,
  targets: [],
});

let fired: string[];
let store: ReturnType<typeof openStore>;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-01-05T10:00:30Z') });
  fired = [];
  store = openStore(':memory:');
});
afterEach(() => {
  store.close();
  jest.useRealTimers();
});

const open = (rules: readonly RuleResource[]) =>
  createScheduler({
    rules,
    store,
    clock: Date.now,
    log: () => {},
    fire: async (_rule, timeMs) => {
      fired.push(new Date(timeMs).toISOString());
    },
  });

describe('the scheduler', () => {
  it('fires a rate from its start until it is stopped', async () => {
    const scheduler = open([rule('rate(1 minute)')]);
    scheduler.start();
    await jest.advanceTimersByTimeAsync(125_000);
    expect(fired).toEqual(['2026-01-05T10:01:30.000Z', '2026-01-05T10:02:30.000Z']);
    await scheduler.stop();
    await jest.advanceTimersByTimeAsync(125_000);
    expect(fired).toHaveLength(2);
  });

  it('keeps the rhythm of a rate over a restart, and fires once for all missed times', async () => {
    open([rule('rate(1 hour)')]).start();
    jest.clearAllTimers();
    jest.setSystemTime(Date.parse('2026-01-05T13:45:30Z'));
    const second = open([rule('rate(1 hour)')]);
    second.start();
    await jest.advanceTimersByTimeAsync(16 * 60_000);
    expect(fired).toEqual(['2026-01-05T11:00:30.000Z', '2026-01-05T14:00:30.000Z']);
    await second.stop();
  });
});

describe('a schedule', () => {
  it.each([
    ['rate(5 minutes)', 300_000],
    ['rate(1 hour)', 3_600_000],
    ['rate(7 days)', 604_800_000],
  ])('of %s fires every %d ms', async (expression, everyMs) => {
    const scheduler = open([rule(expression)]);
    scheduler.start();
    await jest.advanceTimersByTimeAsync(2 * everyMs);
    expect(fired).toHaveLength(2);
    await scheduler.stop();
  });

  it.each([
    'every minute',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(5 weeks)',
    'rate(25 days)',
    'cron(0 10 * * ? *)',
  ])('must not be %s', (expression) => {
    expect(() => open([rule(expression)])).toThrow(
      `orders: rule Sweep (sweep): a schedule must be a rate up to 24 days, such as rate(5 minutes), not ${expression}`,
    );
  });
});

describe('a disabled rule with a schedule', () => {
  it('does not fire', async () => {
    const scheduler = open([rule('rate(1 minute)', false)]);
    scheduler.start();
    await jest.advanceTimersByTimeAsync(300_000);
    expect(fired).toEqual([]);
    await scheduler.stop();
  });
});
