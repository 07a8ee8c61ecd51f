import { failedItemsOf } from './batch-response.ts';

const batch = new Set(['a', 'b', 'c']);

describe('failedItemsOf without failures', () => {
  it.each([null, undefined, {}, { other: 1 }, { batchItemFailures: null }, { batchItemFailures: [] }])(
    'returns an empty set for %j',
    (payload) => expect(failedItemsOf(payload, batch)).toEqual(new Set()),
  );
});

describe('failedItemsOf with failures', () => {
  it('returns their identifiers', () =>
    expect(
      failedItemsOf({ batchItemFailures: [{ itemIdentifier: 'c' }, { itemIdentifier: 'a' }] }, batch),
    ).toEqual(new Set(['a', 'c'])));
});

describe('failedItemsOf with an invalid response', () => {
  it.each([
    'ok',
    [],
    { batchItemFailures: 'a' },
    { batchItemFailures: [null] },
    { batchItemFailures: [{ itemIdentifier: '' }] },
    { batchItemFailures: [{ itemIdentifier: null }] },
    { batchItemFailures: [{ wrongKey: 'a' }] },
    { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'unknown' }] },
  ])('returns undefined for %j', (payload) => expect(failedItemsOf(payload, batch)).toBeUndefined());
});
