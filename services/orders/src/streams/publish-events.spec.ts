import type { StoredCommit } from '@tradepost/aggregate/store';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { cancelled, confirmed, placed } from '../domain/order.spec-kit.ts';
import type { OrderEvent } from '../domain/order.ts';
import { eventsOf } from './publish-events.ts';

const { orderId } = placed;
const commit = (version: number, event: OrderEvent): StoredCommit<OrderEvent> => ({
  id: orderId,
  version,
  at: event.at,
  actor: 'tradepost.orders',
  correlationId: 'cor_1',
  events: [event],
});
const history = [commit(0, placed), commit(1, confirmed), commit(2, cancelled)];

const recordOf = ({ version, events, ...facts }: StoredCommit<OrderEvent>): StreamRecord => ({
  sequenceNumber: '1',
  kind: 'INSERT',
  pk: `order#${orderId}`,
  newImage: { pk: `order#${orderId}`, sk: version, version, events, ...facts },
});

let reads: string[];
type PublishDeps = Parameters<typeof eventsOf>[1];
const deps = {
  orders: {
    history: async (id: string) => {
      reads.push(id);
      return history;
    },
  },
} as unknown as PublishDeps;
const typesOf = async (version: number) =>
  (await eventsOf(recordOf(history[version] ?? commit(version, confirmed)), deps)).map(({ type, id }) => [
    type,
    id,
  ]);

beforeEach(() => {
  reads = [];
});

describe('eventsOf', () => {
  it('returns the first event without a read', async () => {
    expect(await typesOf(0)).toEqual([['OrderPlaced', `${orderId}/0/0`]]);
    expect(reads).toEqual([]);
  });

  it('returns the event of its own commit, whatever was committed since', async () => {
    expect(await typesOf(1)).toEqual([['OrderConfirmed', `${orderId}/1/0`]]);
    expect(await typesOf(2)).toEqual([['OrderCancelled', `${orderId}/2/0`]]);
    expect(reads).toEqual([orderId, orderId]);
  });

  it('returns nothing for an item that is no commit of an order', async () => {
    const record = { ...recordOf(commit(1, confirmed)), pk: 'payment#pay_1' };
    const newImage = { ...record.newImage, pk: 'payment#pay_1' };
    expect(await eventsOf({ ...record, newImage }, deps)).toEqual([]);
  });
});
