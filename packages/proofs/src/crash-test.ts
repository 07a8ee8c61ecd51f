import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { createProgress } from '@tradepost/command-line/progress';

const MAX_RANDOM_SEED = 1_000_000;
const MS_PER_MINUTE = 60_000;
const DEFAULT_HISTORY = { invoices: 2_000, skus: 200 };

/** Kills processes of a local cloud, and audits every table. */
export const crashTest = command(
  'crash-test',
  'Shows that nothing is lost and nothing is done twice if processes are killed at random moments.',
  {
    examples: ['pnpm prove crash-test --kills 10', 'pnpm prove crash-test --import orders.csv'],
    notes:
      'The whole cloud, its main process or the DynamoDB engine are ended with kill -9 and started again, while customers ' +
      'place, repeat, cancel and pay for orders, or a file is imported. After all work has finished, the answers, orders, ' +
      'stock, payments, ledger, events, projections and queues are compared. At last the projections are rebuilt from the ' +
      'streams, and must be equal.',
    exitCodes: '0 if there are no problems, 1 if there are',
  },
)
  .option('--kills <number>', 'number of kills', wholeNumber('--kills'), 50)
  .option('--minutes <number>', 'no kill begins later', wholeNumber('--minutes'))
  .option(
    '--seed <number>',
    'seed of the times and kinds of kills, and of the customers (default: random, and printed)',
    wholeNumber('--seed', { least: 0 }),
  )
  .option('--clients <number>', 'number of concurrent customers', wholeNumber('--clients'), 24)
  .option('--import [file.csv]', 'imports a file, or generated orders, in place of the customers')
  .action(async ({ kills, minutes, seed, clients, import: imported }) => {
    const { describeReport } = await import('./crash-test/to-report.ts');
    const { runCrashTest } = await import('./crash-test/run-crash-test.ts');
    const folder = await mkdtemp(join(tmpdir(), 'tradepost-import-'));
    try {
      const drawn = seed ?? Math.floor(Math.random() * MAX_RANDOM_SEED);
      console.error(`The seed is ${drawn}.`);
      const report = await runCrashTest({
        ...{ kills, clients, seed: drawn, progress: createProgress(process.stderr) },
        withinMs: minutes === undefined ? undefined : minutes * MS_PER_MINUTE,
        importFile: imported === true ? await generateFile(folder) : imported,
        log: (message) => console.error(`${new Date().toISOString().slice(11, 19)} ${message} …`),
      });
      console.log(describeReport(report));
      if (report.problems.length > 0) process.exitCode = 1;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

async function generateFile(folder: string): Promise<string> {
  const { messyHistory } = await import('@tradepost/testing/cloud/messy-history');
  const file = join(folder, 'orders.csv');
  await writeFile(file, messyHistory(DEFAULT_HISTORY));
  return file;
}
