import { setImmediate as nextTurn } from 'node:timers/promises';
import { forEach } from './for-each.ts';

it('forEach runs no more than the given number at a time', async () => {
  let now = 0;
  let most = 0;
  const three = Promise.withResolvers<void>();
  const done: number[] = [];
  await forEach([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    now += 1;
    most = Math.max(most, now);
    if (now === 3) three.resolve();
    await three.promise;
    now -= 1;
    done.push(item);
  });
  expect(most).toBe(3);
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('forEach starts nothing after a failure, and throws it', async () => {
  const begun: number[] = [];
  const items = async function* () {
    yield* [1, 2, 3, 4, 5, 6];
  };
  const act = async (item: number) => {
    begun.push(item);
    if (item === 2) throw new Error('broken');
    await nextTurn();
  };
  await expect(forEach(items(), 2, act)).rejects.toThrow('broken');
  expect(begun).toEqual([1, 2]);
});
