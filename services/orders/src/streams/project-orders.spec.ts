import type { StoredCommit } from '@tradepost/aggregate/store';
import { replay } from '@tradepost/testing/given';
import { confirmed, linkRequested, placed, placedByGuest } from '../domain/order.spec-kit.ts';
import { type OrderEvent, order } from '../domain/order.ts';
import { projectOrder } from './project-orders.ts';

const { orderId } = placed;

const commit = (version: number, at: string, ...events: readonly OrderEvent[]): StoredCommit<OrderEvent> => ({
  id: orderId,
  version,
  at,
  actor: 'tradepost.orders',
  correlationId: 'cor_1',
  events,
});
const first = commit(0, placed.at, placed);
const second = commit(1, '2026-03-01T09:00:01.500Z', confirmed);

let saved: unknown[];
let loads = 0;
/** Dependencies with an order that the event store has, in the state after these events. */
const depsWith = (version: number, ...events: readonly OrderEvent[]) => ({
  orders: {
    load: async () => {
      loads += 1;
      return { version, state: replay(order, events) };
    },
  },
  orderProjection: { save: async (view: unknown) => void saved.push(view) },
  guestOrders: { save: async (guest: unknown) => void saved.push(guest) },
});
type ProjectDeps = Parameters<typeof projectOrder>[1];
const project = (commits: readonly StoredCommit<OrderEvent>[], deps: object) =>
  projectOrder(commits, deps as unknown as ProjectDeps);

beforeEach(() => {
  saved = [];
  loads = 0;
});

describe('projectOrder', () => {
  it('computes the order from its first commits, without a read', async () => {
    await project([first, second], depsWith(9));
    expect(saved).toEqual([expect.objectContaining({ id: orderId, status: 'confirmed', version: 1 })]);
    expect(loads).toBe(0);
  });

  it('reads the order if its first commit was in an earlier batch', async () => {
    await project([second], depsWith(2, placed, confirmed));
    expect(saved).toEqual([expect.objectContaining({ id: orderId, status: 'confirmed', version: 2 })]);
    expect(loads).toBe(1);
  });

  it('writes nothing for an order that does not exist', async () => {
    await expect(project([], depsWith(-1))).resolves.toEqual([]);
    await expect(project([second], depsWith(-1))).resolves.toEqual([]);
    expect(saved).toEqual([]);
  });

  it('lists the order of a guest by the hash of the address', async () => {
    await project([commit(0, placed.at, placedByGuest)], depsWith(-1));
    expect(saved[1]).toEqual({ emailHash: 'eml_1', orderId, placedAt: placed.at });
  });

  it('returns the time from placed to confirmed, for the confirmation alone', async () => {
    const time = { name: 'TimeToConfirm', value: 1_500, unit: 'Milliseconds' };
    await expect(project([first, second], depsWith(-1))).resolves.toEqual([time]);
    await expect(project([first], depsWith(-1))).resolves.toEqual([]);
    const withLink = commit(1, second.at, confirmed, linkRequested);
    await expect(project([first, withLink], depsWith(-1))).resolves.toEqual([time]);
  });

  it('returns no negative time if clocks differ', async () => {
    const early = commit(1, '2026-03-01T08:59:59.000Z', confirmed);
    const [time] = await project([first, early], depsWith(-1));
    expect(time?.value).toBe(0);
  });
});
