import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { forEach } from '@tradepost/command-line/for-each';
import type { Order } from '@tradepost/contracts/orders/model';
import type { Shop } from '../e2e/shop.ts';

/** Clients that place orders at the same time, each one after the other, until they are stopped. */
export type OrderFlow = {
  /** Stops the clients and waits until no order is pending. Throws Error if one was not accepted or not confirmed. */
  readonly stop: () => Promise<readonly Order[]>;
  readonly placed: () => number;
};

const CLIENTS = 3;
/** Between two orders of a client: shorter than an order takes, so that orders are always in progress. */
const PAUSE_MS = 250;

/** Starts to place orders of one unit of a SKU. A request without a response is repeated with its idempotency key. */
export function startOrderFlow(shop: Shop, sku: string): OrderFlow {
  let stopped = false;
  const placed: Order[] = [];
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopped) {
      placed.push(await shop.place({ sku, quantities: [1], key: randomUUID() }));
      await sleep(PAUSE_MS);
    }
  });
  const all = Promise.allSettled(clients);
  return {
    placed: () => placed.length,
    stop: async () => {
      stopped = true;
      const refused = (await all).find((client) => client.status === 'rejected');
      if (refused !== undefined) throw new Error('an order was not accepted', { cause: refused.reason });
      const ended: Order[] = [];
      await forEach(placed, CLIENTS, async ({ id }) => {
        ended.push(await shop.ended(id));
      });
      const lost = ended.filter(({ status }) => status !== 'confirmed');
      if (lost.length > 0)
        throw new Error(`not confirmed: ${lost.map(({ id, status }) => `${id} is ${status}`).join(', ')}`);
      return ended;
    },
  };
}
