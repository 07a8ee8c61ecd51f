import { cutBatches } from './cut-batches.ts';

const cut = (sizes: readonly number[], maxRecords: number, maxBytes: number) =>
  cutBatches(sizes, { maxRecords, maxBytes, bytesOf: (size) => size });

describe('cutBatches', () => {
  it('limits the number of records', () =>
    expect(cut([1, 1, 1, 1, 1], 2, 100)).toEqual([[1, 1], [1, 1], [1]]));
  it('limits the bytes', () => expect(cut([4, 6, 1, 9, 2], 10, 10)).toEqual([[4, 6], [1, 9], [2]]));
  it('puts a record that is too large into its own batch', () =>
    expect(cut([1, 50, 1], 10, 10)).toEqual([[1], [50], [1]]));
  it('returns no batches without records', () => expect(cut([], 10, 10)).toEqual([]));
});
