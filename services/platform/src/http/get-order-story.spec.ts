import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { getOrderStory as route } from '@tradepost/contracts/http/platform';
import type { HttpRequest } from '@tradepost/lambda/http';
import type { Deps } from '../deps.ts';
import type { LogQuery } from '../log-lines.ts';
import { getOrderStory } from './get-order-story.ts';

const ORDER_ID = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const OWN_ID = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1A';

const event = (id: string, correlationid: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: ORDER_ID,
  time: '2026-01-01T12:00:00.000Z',
  correlationid,
  data: {},
});

/** Reads the timeline of an order with events of the correlation ids. Returns what was searched for. */
async function searchedWith(...correlationIds: readonly string[]) {
  const followed: unknown[] = [];
  const queries: LogQuery[] = [];
  const own = correlationIds.map((correlationId, index) => event(`event-${index}`, correlationId));
  const deps = {
    eventLog: {
      list: async ({ of }: { of: object }) => {
        followed.push(of);
        return { items: own };
      },
    },
    logLines: {
      find: async (query: LogQuery) => {
        queries.push(query);
        return { lines: [], complete: true };
      },
    },
    nowMs: () => Date.parse('2026-01-01T13:00:00.000Z'),
  } as unknown as Deps;
  const reply = await getOrderStory({ params: { orderId: ORDER_ID } } as HttpRequest<typeof route>, deps);
  return { followed, anyOf: queries[0]?.anyOf, reply };
}

describe('The timeline of an order', () => {
  it('follows the correlation ids that the API made', async () => {
    const { followed, anyOf } = await searchedWith(OWN_ID);
    expect(followed).toEqual([{ subject: ORDER_ID }, { correlationId: OWN_ID }]);
    expect(anyOf).toEqual([ORDER_ID, OWN_ID]);
  });

  it.each(['e', 'order', 'import-7', 'cor_1', `x${OWN_ID}`, `${OWN_ID}" or @message like "a`])(
    'does not follow the correlation id %s of an older event',
    async (correlationId) => {
      const { followed, anyOf, reply } = await searchedWith(correlationId, OWN_ID);
      expect(followed).toEqual([{ subject: ORDER_ID }, { correlationId: OWN_ID }]);
      expect(anyOf).toEqual([ORDER_ID, OWN_ID]);
      expect(reply).toMatchObject({ body: { correlationIds: [OWN_ID] } });
    },
  );
});
