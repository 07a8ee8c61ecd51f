import { failedItemsOf } from './batch-response.ts';

const batch = new Set(['a', 'b', 'c']);

describe('When a batch response says that nothing failed', () => {
  it.each([null, undefined, {}, { other: 1 }, { batchItemFailures: null }, { batchItemFailures: [] }])(
    '%j',
    (payload) => expect(failedItemsOf(payload, batch)).toEqual(new Set()),
  );
});

describe('When a batch response names failures', () => {
  it('gives their identifiers', () =>
    expect(
      failedItemsOf({ batchItemFailures: [{ itemIdentifier: 'c' }, { itemIdentifier: 'a' }] }, batch),
    ).toEqual(new Set(['a', 'c'])));
});

describe('When a batch response is not valid', () => {
  it.each([
    'ok',
    [],
    { batchItemFailures: 'a' },
    { batchItemFailures: [null] },
    { batchItemFailures: [{ itemIdentifier: '' }] },
    { batchItemFailures: [{ itemIdentifier: null }] },
    { batchItemFailures: [{ wrongKey: 'a' }] },
    { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'unknown' }] },
  ])('%j', (payload) => expect(failedItemsOf(payload, batch)).toBeUndefined());
});
