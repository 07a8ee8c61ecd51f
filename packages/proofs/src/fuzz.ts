import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { createProgress, formatNumber } from '@tradepost/command-line/progress';

const MAX_SEED = 2 ** 31 - 1;

/** Searches for requests whose answers contradict the OpenAPI document. */
export const fuzz = command(
  'fuzz',
  'Sends generated requests to every operation of the OpenAPI document, in a local cloud of its own, and checks the answers.',
  { exitCodes: '0 if nothing is found, 1 if something is' },
)
  .option('--cases <number>', 'requests to each operation', wholeNumber('--cases'), 200)
  .option(
    '--seed <number>',
    'seed of the generator: the same seed sends the same requests (default: random)',
    wholeNumber('--seed', { least: 0, most: MAX_SEED }),
  )
  .option('--operation <name>', 'only this operation, such as placeOrder')
  .option('--keep', 'keeps the local cloud until Ctrl-C, so that failing requests can be repeated')
  .action(async ({ cases, seed = randomInt(MAX_SEED), operation, keep }) => {
    const { startCloudProcess } = await import('@tradepost/testing/cloud/cloud-process');
    const { describeOutcome, fuzzCloud } = await import('./fuzz/fuzz-cloud.ts');
    const dataDir = await mkdtemp(join(tmpdir(), 'tradepost-fuzz-'));
    const cloud = await startCloudProcess({ dataDir });
    try {
      console.log(`seed ${seed}`);
      const progress = createProgress(process.stderr);
      const outcome = await fuzzCloud({ cloud, dataDir, seed, cases, operation, progress });
      const failed = describeOutcome(outcome, cloud.url);
      console.log(describeAnswers(outcome.answers));
      console.log(
        `${formatNumber(outcome.requests)} requests, ${outcome.failures.length} operations failed, ${outcome.problems.length} problems left behind`,
      );
      if (failed !== '') {
        console.error(`\n${failed}\n\nto repeat: pnpm prove fuzz --seed ${seed} --cases ${cases}`);
        process.exitCode = 1;
      }
      if (keep) {
        console.log(`${cloud.url} runs until Ctrl-C`);
        await once(process, 'SIGINT');
      }
    } finally {
      await cloud.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });

/** Returns a line for each operation: `placeOrder 201 × 80, 400 × 120`. */
function describeAnswers(answers: ReadonlyMap<string, number>): string {
  const lines = Map.groupBy([...answers].toSorted(), ([what]) => what.split(' ')[0] ?? '');
  return [...lines]
    .map(([operation, counts]) => {
      const statuses = counts.map(([what, count]) => `${what.slice(operation.length + 1)} × ${count}`);
      return `${operation.padEnd(20)} ${statuses.join(', ')}`;
    })
    .join('\n');
}
