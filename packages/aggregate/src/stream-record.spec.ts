import { toStreamEvent } from '@tradepost/testing/stream';
import { toCommit, toStreamRecord } from './stream-record.ts';

type Images = Parameters<typeof toStreamEvent>[0][number];

const recordOf = (change: Images) => {
  const [record] = toStreamEvent([change]).Records;
  if (record === undefined) throw new Error('there is no record');
  return toStreamRecord(record);
};

const logItem = {
  pk: 'order#ord_1',
  sk: 2,
  id: 'ord_1',
  version: 2,
  events: [{ type: 'Confirmed', total: 12.5 }],
  at: '2026-01-01T12:00:00.000Z',
  actor: 'alice',
  correlationId: 'correlation-1',
  causationId: 'message-1',
};
const commit = {
  id: 'ord_1',
  kind: 'order',
  version: 2,
  events: [{ type: 'Confirmed', total: 12.5 }],
  at: '2026-01-01T12:00:00.000Z',
  actor: 'alice',
  correlationId: 'correlation-1',
  causationId: 'message-1',
};

describe('toStreamRecord', () => {
  it('unmarshalls the images', () => {
    expect(recordOf({ oldImage: { pk: 'a#1', n: 1 }, newImage: { pk: 'a#1', n: 2 } })).toEqual({
      sequenceNumber: '1',
      kind: 'MODIFY',
      pk: 'a#1',
      oldImage: { pk: 'a#1', n: 1 },
      newImage: { pk: 'a#1', n: 2 },
    });
  });

  it('leaves out an absent image', () => {
    expect(recordOf({ newImage: { pk: 'a#1' } })).not.toHaveProperty('oldImage');
    expect(recordOf({ oldImage: { pk: 'a#1' } })).not.toHaveProperty('newImage');
  });
});

describe('toCommit', () => {
  it('returns the commit of an event store', () => {
    expect(toCommit(recordOf({ newImage: logItem }))).toEqual(commit);
  });

  it('returns the commit of a state store with its state', () => {
    const stateItem = { ...logItem, sk: 'state', state: { status: 'confirmed' } };
    const oldImage = { ...stateItem, version: 1 };
    expect(toCommit(recordOf({ oldImage, newImage: stateItem }))).toEqual({
      ...commit,
      state: { status: 'confirmed' },
    });
  });

  it('leaves out an absent causationId', () => {
    const { causationId: _none, ...uncaused } = logItem;
    expect(toCommit(recordOf({ newImage: uncaused }))).not.toHaveProperty('causationId');
  });
});

describe('toCommit of another record', () => {
  it.each<[string, Images]>([
    ['a removal', { oldImage: logItem }],
    ['a change without a new version', { oldImage: { ...logItem, ttl: 1 }, newImage: logItem }],
    ['an item that is not an aggregate', { newImage: { pk: 'sku#A', sk: 'claim', id: 'A' } }],
  ])('returns undefined: %s', (_what, change) => {
    expect(toCommit(recordOf(change))).toBeUndefined();
  });
});
