import { toStreamEvent } from './stream.ts';

describe('toStreamEvent', () => {
  it('returns inserts, updates and deletes with keys and sequence numbers', () => {
    const before = { pk: 'a', sk: 1, count: 1 };
    const after = { pk: 'a', sk: 1, count: 2 };
    const { Records } = toStreamEvent([
      { newImage: before },
      { oldImage: before, newImage: after },
      { oldImage: after },
    ]);
    expect(Records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.SequenceNumber])).toEqual([
      ['INSERT', '1'],
      ['MODIFY', '2'],
      ['REMOVE', '3'],
    ]);
    expect(Records[1]?.dynamodb).toMatchObject({
      Keys: { pk: { S: 'a' }, sk: { N: '1' } },
      OldImage: { pk: { S: 'a' }, sk: { N: '1' }, count: { N: '1' } },
      NewImage: { pk: { S: 'a' }, sk: { N: '1' }, count: { N: '2' } },
    });
  });

  it('marshalls values as DynamoDB does', () => {
    const item = { pk: 'a', list: ['x', true, null], map: { price: 2.5 }, missing: undefined };
    expect(toStreamEvent([{ newImage: item }]).Records[0]?.dynamodb?.NewImage).toEqual({
      pk: { S: 'a' },
      list: { L: [{ S: 'x' }, { BOOL: true }, { NULL: true }] },
      map: { M: { price: { N: '2.5' } } },
    });
  });
});
