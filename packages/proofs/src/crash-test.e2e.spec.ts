import { silentProgress } from '@tradepost/command-line/progress';
import { runCrashTest } from './crash-test/run-crash-test.ts';

it('loses nothing and doubles nothing when processes are killed at random moments', async () => {
  const { kills, orders, problems } = await runCrashTest({
    kills: 3,
    // The engine alone, the main process, and at last all: so no message waits for its time-out.
    seed: 12,
    clients: 6,
    progress: silentProgress,
    say: () => {},
  });
  expect(problems).toEqual([]);
  expect([...kills.keys()]).toEqual(['DynamoDB alone', 'the main process', 'the whole cloud']);
  expect(orders).toBeGreaterThan(20);
}, 900_000);
