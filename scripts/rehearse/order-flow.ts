import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from '@tradepost/contracts/models/order';
import { forEach } from '../api/for-each.ts';
import type { Shop } from '../e2e/shop.ts';

/** Orders that are placed one after the other, by several clients at once, until they are told to stop. */
export type OrderFlow = {
  /** Ends the flow, and waits for the end of every order. Throws where one was not accepted, or not confirmed. */
  readonly stop: () => Promise<readonly Order[]>;
  readonly placed: () => number;
};

const CLIENTS = 3;
/** The emulator runs a function once at a time: more would only queue up. */
const PAUSE_MS = 250;

/** Begins to place orders of one unit of a SKU. A client that gets no answer asks again with the same key. */
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
