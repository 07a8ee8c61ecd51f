import type { StoredCommit } from '@tradepost/aggregate/store';
import { replay } from '@tradepost/testing/given';
import {
  confirmed,
  corrected,
  linkRequested,
  personErased,
  placed,
  placedByGuest,
} from '../domain/order.spec-kit.ts';
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
let removed: unknown[];
let loads = 0;
/** Dependencies with an order that the event store has, in the state after these events. */
const depsWith = (version: number, ...events: readonly OrderEvent[]) => ({
  orders: {
    load: async () => {
      loads += 1;
      return { version, state: replay(order, events) };
    },
    history: async () => events.map((event, index) => commit(index, event.at, event)),
  },
  orderProjection: { save: async (view: unknown) => void saved.push(view) },
  guestOrders: {
    save: async (guest: unknown) => void saved.push(guest),
    remove: async (guest: unknown) => void removed.push(guest),
  },
});
type ProjectDeps = Parameters<typeof projectOrder>[1];
const project = (commits: readonly StoredCommit<OrderEvent>[], deps: object) =>
  projectOrder(commits, deps as unknown as ProjectDeps);

beforeEach(() => {
  saved = [];
  removed = [];
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
    expect(saved[1]).toEqual({ emailHash: 'eml_1', orderId, placedAt: placed.at, version: 0 });
  });

  it('lists a corrected order by the new address alone, and an erased one by none', async () => {
    const log = [placedByGuest, corrected];
    const commits = log.map((event, version) => commit(version, event.at, event));
    await project(commits, depsWith(1, ...log));
    expect(saved[1]).toEqual({ emailHash: 'eml_2', orderId, placedAt: placed.at, version: 1 });
    expect(removed).toEqual([{ emailHash: 'eml_1', orderId }]);
    removed = [];
    await project([commit(2, placed.at, personErased)], depsWith(2, ...log, personErased));
    expect(removed).toEqual([
      { emailHash: 'eml_1', orderId },
      { emailHash: 'eml_2', orderId },
    ]);
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
