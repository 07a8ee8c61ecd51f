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

describe('When a record comes off the stream', () => {
  it('has its images as plain values', () => {
    expect(recordOf({ oldImage: { pk: 'a#1', n: 1 }, newImage: { pk: 'a#1', n: 2 } })).toEqual({
      sequenceNumber: '1',
      kind: 'MODIFY',
      pk: 'a#1',
      oldImage: { pk: 'a#1', n: 1 },
      newImage: { pk: 'a#1', n: 2 },
    });
  });

  it('lacks the image that there is none of', () => {
    expect(recordOf({ newImage: { pk: 'a#1' } })).not.toHaveProperty('oldImage');
    expect(recordOf({ oldImage: { pk: 'a#1' } })).not.toHaveProperty('newImage');
  });
});

describe('When the record carries a decision', () => {
  it('is the decision, from a log', () => {
    expect(toCommit(recordOf({ newImage: logItem }))).toEqual(commit);
  });

  it('is the decision with the state, from a state item', () => {
    const stateItem = { ...logItem, sk: 'state', state: { status: 'confirmed' } };
    const oldImage = { ...stateItem, version: 1 };
    expect(toCommit(recordOf({ oldImage, newImage: stateItem }))).toEqual({
      ...commit,
      state: { status: 'confirmed' },
    });
  });

  it('leaves the cause out where there was none', () => {
    const { causationId: _none, ...uncaused } = logItem;
    expect(toCommit(recordOf({ newImage: uncaused }))).not.toHaveProperty('causationId');
  });
});

describe('When the record carries none', () => {
  it.each<[string, Images]>([
    ['a removal', { oldImage: logItem }],
    ['a change that left the version as it was', { oldImage: { ...logItem, ttl: 1 }, newImage: logItem }],
    ['an item that is no aggregate’s', { newImage: { pk: 'sku#A', sk: 'claim', id: 'A' } }],
  ])('is nothing: %s', (_what, change) => {
    expect(toCommit(recordOf(change))).toBeUndefined();
  });
});
