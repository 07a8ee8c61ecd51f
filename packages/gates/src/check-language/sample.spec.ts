import type { FileTexts } from './extract-texts.ts';
import { sample } from './sample.ts';

const FILES: readonly FileTexts[] = [
  {
    path: 'services/orders/src/a.ts',
    texts: Array.from({ length: 20 }, (_, index) => ({
      kind: 'comment',
      line: index + 1,
      text: `Comment ${index}.`,
    })),
  },
];

describe('sample', () => {
  it('returns the same texts for the same seed, and others for another', () => {
    const first = sample(FILES, { size: 3, seed: 1 });

    expect(first.filter((line) => line.includes('Comment'))).toHaveLength(3);
    expect(sample(FILES, { size: 3, seed: 1 })).toEqual(first);
    expect(sample(FILES, { size: 3, seed: 2 })).not.toEqual(first);
  });
});
