import type { OrderTimeline } from '@tradepost/contracts/operations/model';
import { renderTimeline } from './render-timeline.ts';

const TIMELINE: OrderTimeline = {
  orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  readAt: '2026-01-01T12:01:00.000Z',
  correlationIds: ['correlation-1', 'correlation-2'],
  entries: [
    {
      ...{ at: '2026-01-01T12:00:00.000Z', gapMs: 0, kind: 'request', service: 'orders' },
      ...{ name: 'POST /v1/orders', status: 201, durationMs: 12 },
    },
    {
      ...{ at: '2026-01-01T12:00:00.020Z', gapMs: 20, kind: 'event', service: 'orders' },
      ...{ name: 'OrderPlaced', subject: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E' },
    },
    {
      ...{ at: '2026-01-01T12:00:02.500Z', gapMs: 2_480, kind: 'step', service: 'orders' },
      ...{ name: 'AuthorizePayment', attempt: 2, outcome: 'failed', error: 'Timeout: no answer' },
    },
    {
      ...{ at: '2026-01-01T12:00:02.500Z', gapMs: 0, kind: 'command', service: 'payments' },
      ...{ name: 'AuthorizePayment', attempt: 1, outcome: 'rejected', code: 'PAYMENT_DECLINED' },
    },
    { at: '2026-01-01T12:00:02.500Z', gapMs: 0, kind: 'log', service: 'orders', name: 'saga restarted' },
  ],
  complete: true,
};

describe('renderTimeline', () => {
  it('writes a line for each entry, with its time since the first', () => {
    expect(renderTimeline(TIMELINE).split('\n')).toEqual([
      'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E, from 2026-01-01T12:00:00.000Z, read at 2026-01-01T12:01:00.000Z',
      'correlation ids: correlation-1, correlation-2',
      '     +0ms  orders        request   POST /v1/orders: 201, in 12ms',
      '    +20ms  orders        event     OrderPlaced: ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
      '          … 2.5s',
      '    +2.5s  orders        step      AuthorizePayment: failed, Timeout: no answer, attempt 2',
      '    +2.5s  payments      command   AuthorizePayment: rejected, PAYMENT_DECLINED',
      '    +2.5s  orders        log       saga restarted',
    ]);
  });

  it('ends with a note if the timeline is incomplete', () => {
    const rendered = renderTimeline({ ...TIMELINE, complete: false });
    expect(rendered.split('\n').at(-1)).toMatch(/^Incomplete: /);
  });

  it('accepts a timeline without entries', () => {
    const rendered = renderTimeline({ ...TIMELINE, entries: [] });
    expect(rendered.split('\n')[0]).toBe(
      'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E, no entries, read at 2026-01-01T12:01:00.000Z',
    );
  });
});
