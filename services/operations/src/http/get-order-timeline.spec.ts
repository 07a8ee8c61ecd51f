import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { OrderTimeline } from '@tradepost/contracts/operations/model';
import type { getOrderTimeline as route } from '@tradepost/contracts/operations/routes';
import type { HttpRequest } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import type { LogLine } from '../projections/timeline-entry.ts';
import { getOrderTimeline } from './get-order-timeline.ts';

const ORDER_ID = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const OWN_ID = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1A';
const PLACED_AT = '2026-01-01T12:00:00.000Z';
const NOW_MS = Date.parse('2026-01-01T12:30:00.000Z');
const MINUTE_MS = 60_000;

const event = (id: string, correlationid: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: ORDER_ID,
  time: PLACED_AT,
  correlationid,
  data: {},
});

type Given = {
  readonly events?: readonly CloudEvent[];
  readonly lines?: readonly LogLine[];
  readonly kept?: OrderTimeline;
  readonly maxAgeSeconds?: number;
};

/** Reads a timeline. Returns the response, the queries, and the stored timelines. */
async function read({ events = [], lines = [], kept, maxAgeSeconds = 60 }: Given) {
  const followed: unknown[] = [];
  const queries: object[] = [];
  const written: OrderTimeline[] = [];
  const find = async (query: object) => {
    queries.push(query);
    return { lines: 'field' in query ? lines : [], complete: true };
  };
  const deps = {
    eventArchive: {
      read: async (of: object) => {
        followed.push(of);
        return { events, complete: true };
      },
    },
    logLines: { find, findExecutions: find },
    timelines: {
      find: async (_orderId: string, maxAge: number) => (maxAge === 0 ? undefined : kept),
      keep: async (timeline: OrderTimeline) => void written.push(timeline),
    },
    nowMs: () => NOW_MS,
  } as unknown as Deps;
  const request = { params: { orderId: ORDER_ID }, query: { maxAgeSeconds } } as unknown as HttpRequest<
    typeof route
  >;
  return { reply: await getOrderTimeline(request, deps), followed, queries, written };
}

describe('getOrderTimeline', () => {
  it('follows correlation ids that the API generated', async () => {
    const { followed } = await read({ events: [event('event-1', OWN_ID)] });
    expect(followed).toEqual([{ subject: ORDER_ID }, { correlationId: OWN_ID }]);
  });

  it.each(['e', 'order', 'import-7', 'cor_1', `x${OWN_ID}`, `${OWN_ID}" or @message like "a`])(
    'does not follow the correlation id %s of an older event',
    async (correlationId) => {
      const events = [event('event-1', correlationId), event('event-2', OWN_ID)];
      const { followed, reply } = await read({ events });
      expect(followed).toEqual([{ subject: ORDER_ID }, { correlationId: OWN_ID }]);
      expect(reply).toMatchObject({ body: { correlationIds: [OWN_ID] } });
    },
  );

  it('queries the logs once, by the order, from before its first event until after its last', async () => {
    const { queries } = await read({ events: [event('event-1', OWN_ID)] });
    const placedMs = Date.parse(PLACED_AT);
    expect(queries).toEqual([
      { field: 'orderId', value: ORDER_ID, fromMs: placedMs - MINUTE_MS, toMs: NOW_MS + MINUTE_MS },
    ]);
  });

  it('queries the logs of 90 days at most, after the first event', async () => {
    const early = { ...event('event-1', OWN_ID), time: '2025-01-01T00:00:00.000Z' };
    const { queries } = await read({ events: [early, event('event-2', OWN_ID)] });
    const fromMs = Date.parse('2024-12-31T23:59:00.000Z');
    const toMs = Date.parse('2025-03-31T23:59:00.000Z');
    expect(queries).toEqual([{ field: 'orderId', value: ORDER_ID, fromMs, toMs }]);
  });

  it('queries the logs of a workflow that sent commands, around their time', async () => {
    const atMs = Date.parse(PLACED_AT) + 500;
    const message = JSON.stringify({ message: 'command received', executionId: 'execution-1' });
    const { queries } = await read({
      events: [event('event-1', OWN_ID)],
      lines: [{ atMs, logGroupName: '/aws/lambda/a', message }],
    });
    expect(queries[1]).toEqual({
      names: ['execution-1'],
      // The range begins no earlier than that of the order.
      fromMs: Date.parse(PLACED_AT) - MINUTE_MS,
      toMs: atMs + 5 * MINUTE_MS,
    });
  });

  it('stores the timeline with the time at which it was read', async () => {
    const { reply, written } = await read({ events: [event('event-1', OWN_ID)] });
    expect(written).toMatchObject([{ orderId: ORDER_ID, readAt: new Date(NOW_MS).toISOString() }]);
    expect(reply).toEqual({ body: written[0] });
  });

  it('rejects an order without events and log lines, and stores nothing', async () => {
    const { reply, written } = await read({});
    expect(reply).toEqual({ rejection: { code: 'ORDER_NOT_FOUND', orderId: ORDER_ID } });
    expect(written).toEqual([]);
  });
});

describe('a timeline that was read a moment ago', () => {
  const kept: OrderTimeline = {
    orderId: ORDER_ID,
    readAt: '2026-01-01T12:29:30.000Z',
    correlationIds: [],
    entries: [],
    complete: true,
  };

  it('is returned again, without a query', async () => {
    const { reply, followed, queries } = await read({ kept });
    expect(reply).toEqual({ body: kept });
    expect([...followed, ...queries]).toEqual([]);
  });

  it('is read again if it is older than the request accepts', async () => {
    const { reply } = await read({ kept, maxAgeSeconds: 0, events: [event('event-1', OWN_ID)] });
    expect(reply).toMatchObject({ body: { readAt: new Date(NOW_MS).toISOString() } });
  });
});
