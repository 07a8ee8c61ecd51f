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

  it('fires a cron expression at its times', async () => {
    const scheduler = open([rule('cron(0/5 * * * ? *)')]);
    scheduler.start();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(fired).toEqual(['2026-01-05T10:05:00.000Z', '2026-01-05T10:10:00.000Z']);
    await scheduler.stop();
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

  it('waits longer than one timer can', async () => {
    const scheduler = open([rule('cron(0 0 1 3 ? *)')]);
    scheduler.start();
    await jest.advanceTimersByTimeAsync(60 * 86_400_000);
    expect(fired).toEqual(['2026-03-01T00:00:00.000Z']);
    await scheduler.stop();
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
