import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { MAX_TIMELINE_ENTRIES } from '@tradepost/contracts/operations/model';
import { toTimeline } from './timeline.ts';
import type { LogLine } from './timeline-entry.ts';

const event = (type: string, time: string, data: unknown = {}): CloudEvent => ({
  specversion: '1.0',
  id: `ord_1/${type}`,
  source: 'tradepost.orders',
  type,
  subject: 'ord_1',
  time,
  correlationid: 'correlation-1',
  data,
});
const log = (time: string, facts: object): LogLine => ({
  atMs: Date.parse(time),
  logGroupName: '/aws/lambda/tradepost-dev-orders-place-order',
  message: JSON.stringify({ service: 'orders', ...facts }),
});

describe('toTimeline', () => {
  it('sorts entries by time and adds the gaps between them', () => {
    const { entries, complete } = toTimeline({
      events: [
        event('OrderConfirmed', '2026-01-01T12:00:01.500Z'),
        event('OrderPlaced', '2026-01-01T12:00:00.000Z'),
      ],
      lines: [log('2026-01-01T12:00:01.000Z', { message: 'saga restarted' })],
    });
    expect(entries.map(({ at, gapMs, name }) => [at, gapMs, name])).toEqual([
      ['2026-01-01T12:00:00.000Z', 0, 'OrderPlaced'],
      ['2026-01-01T12:00:01.000Z', 1_000, 'saga restarted'],
      ['2026-01-01T12:00:01.500Z', 500, 'OrderConfirmed'],
    ]);
    expect(complete).toBe(true);
  });

  it('puts causes before effects if both have the same time', () => {
    const time = '2026-01-01T12:00:00.000Z';
    const { entries } = toTimeline({
      events: [event('OrderPlaced', time)],
      lines: [
        log(time, { message: 'something else' }),
        log(time, { message: 'message handled', type: 'OrderPlaced' }),
        log(time, { message: 'command received', type: 'ReserveStock' }),
        log(time, { message: 'request answered', route: 'POST /v1/orders', status: 201 }),
      ],
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['request', 'command', 'message', 'event', 'log']);
  });

  it.each([
    [{ rejection: { code: 'PAYMENT_DECLINED' } }, 'PAYMENT_DECLINED'],
    [{ rejection: { code: 'ada@example.com' } }, undefined],
    [{ rejection: { code: 'A'.repeat(65) } }, undefined],
    [{ email: 'ada@example.com' }, undefined],
    [null, undefined],
  ])('takes from the data %j only the code %s', (data, code) => {
    const time = '2026-01-01T12:00:00.000Z';
    const { entries } = toTimeline({ events: [event('OrderRejected', time, data)], lines: [] });
    expect(entries).toEqual([
      {
        ...{ at: time, gapMs: 0, kind: 'event', service: 'orders', name: 'OrderRejected' },
        ...{ subject: 'ord_1', id: 'ord_1/OrderRejected' },
        ...(code === undefined ? {} : { code }),
      },
    ]);
  });

  it('puts events of one time in the order of their versions', () => {
    const time = '2026-01-01T12:00:00.000Z';
    const ids = ['ord_1/10/0', 'ord_1/9/1', 'ord_1/9/0', 'ord_1/codes/2/0'];
    const { entries } = toTimeline({
      events: ids.map((id) => ({ ...event('OrderClaimed', time), id })),
      lines: [],
    });
    expect(entries.map(({ id }) => id)).toEqual(['ord_1/9/0', 'ord_1/9/1', 'ord_1/10/0', 'ord_1/codes/2/0']);
  });

  it('ends at the maximum of entries and is incomplete then', () => {
    const events = Array.from({ length: MAX_TIMELINE_ENTRIES + 1 }, (_none, index) =>
      event(`Event${index}`, new Date(Date.UTC(2026, 0, 1) + index).toISOString()),
    );
    const { entries, complete } = toTimeline({ events, lines: [] });
    expect([entries.length, entries.at(-1)?.name, complete]).toEqual([
      MAX_TIMELINE_ENTRIES,
      `Event${MAX_TIMELINE_ENTRIES - 1}`,
      false,
    ]);
  });
});
