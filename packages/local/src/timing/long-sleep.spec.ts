import { setTimeout as sleep } from 'node:timers/promises';
import { longSleep } from './long-sleep.ts';

describe('longSleep', () => {
  it('waits longer than a timer of Node can, until it is aborted', async () => {
    const stopping = new AbortController();
    let isOver = false;
    const sleeping = longSleep(2 ** 31 + 1_000, stopping.signal).then(() => (isOver = true));
    await sleep(20);
    expect(isOver).toBe(false);
    stopping.abort();
    await sleeping;
  });

  it('ends at once for a time that is past', () => longSleep(-1, new AbortController().signal));
});
