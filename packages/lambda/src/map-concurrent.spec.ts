import { setImmediate } from 'node:timers/promises';
import { mapConcurrent } from './map-concurrent.ts';

describe('mapConcurrent', () => {
  it('returns the results in the order of the values', async () => {
    const turns: Record<string, number> = { a: 3, b: 1, c: 2 };
    const wait = async (value: string) => {
      for (let turn = 0; turn < (turns[value] ?? 0); turn += 1) await setImmediate();
      return value.toUpperCase();
    };
    expect(await mapConcurrent(['a', 'b', 'c'], 3, wait)).toEqual(['A', 'B', 'C']);
    expect(await mapConcurrent([], 3, wait)).toEqual([]);
  });

  it('has at most the given number of calls at a time', async () => {
    let open = 0;
    let most = 0;
    await mapConcurrent([1, 2, 3, 4, 5, 6, 7], 3, async () => {
      open += 1;
      most = Math.max(most, open);
      await setImmediate();
      open -= 1;
    });
    expect(most).toBe(3);
  });

  it('throws the first error', async () => {
    const failing = mapConcurrent([1, 2], 1, async (value) => {
      throw new Error(`failed at ${value}`);
    });
    await expect(failing).rejects.toThrow('failed at 1');
  });
});
