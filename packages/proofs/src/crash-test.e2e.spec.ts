import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentProgress } from '@tradepost/command-line/progress';
import { messyHistory } from '@tradepost/testing/cloud/messy-history';
import { runCrashTest } from './crash-test/run-crash-test.ts';

const TIMEOUT_MS = 900_000;
const quiet = { progress: silentProgress, log: () => {} };

describe('a crash test', () => {
  it(
    'finds nothing lost and nothing done twice while customers order',
    async () => {
      // The engine alone, the main process, and at last all: so no message waits for its time-out.
      const { kills, orders, problems } = await runCrashTest({ kills: 3, seed: 12, clients: 6, ...quiet });
      expect(problems).toEqual([]);
      expect([...kills.keys()]).toEqual(['DynamoDB alone', 'the main process', 'the whole cloud']);
      expect(orders).toBeGreaterThan(5);
    },
    TIMEOUT_MS,
  );

  it(
    'finds nothing lost and nothing done twice while orders are imported',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tradepost-crash-spec-'));
      try {
        const importFile = join(folder, 'orders.csv');
        await writeFile(importFile, messyHistory({ invoices: 250, skus: 60 }));
        const { orders, problems } = await runCrashTest({
          ...{ kills: 3, seed: 12, clients: 1, importFile },
          ...quiet,
        });
        expect(problems).toEqual([]);
        expect(orders).toBeGreaterThan(150);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    TIMEOUT_MS,
  );
});
