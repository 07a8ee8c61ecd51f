import { cutBatches } from './cut-batches.ts';

const cut = (sizes: readonly number[], maxRecords: number, maxBytes: number) =>
  cutBatches(sizes, { maxRecords, maxBytes, bytesOf: (size) => size });

describe('When records are cut into batches', () => {
  it('keeps to the number', () => expect(cut([1, 1, 1, 1, 1], 2, 100)).toEqual([[1, 1], [1, 1], [1]]));
  it('keeps to the bytes', () => expect(cut([4, 6, 1, 9, 2], 10, 10)).toEqual([[4, 6], [1, 9], [2]]));
  it('lets a record that is too large stand alone', () =>
    expect(cut([1, 50, 1], 10, 10)).toEqual([[1], [50], [1]]));
  it('makes nothing of nothing', () => expect(cut([], 10, 10)).toEqual([]));
});
