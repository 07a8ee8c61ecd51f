import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { CACHE_DIR } from '@tradepost/gates/root';

/** Runs Schemathesis, which needs Python. */
export const schemathesis = command(
  'schemathesis',
  'Runs Schemathesis on the OpenAPI document, against a local cloud of its own.',
  { exitCodes: '0 if nothing is found or it cannot run, 1 if something is found' },
)
  .option(
    '--examples <number>',
    'generated requests to each operation, in addition to those that cover its schemas',
    wholeNumber('--examples', { least: 0 }),
    10,
  )
  .option('--seed <number>', 'seed of the generator', wholeNumber('--seed', { least: 0 }), 1)
  .option('--required', 'fails if it cannot run')
  .action(async ({ examples, seed, required }) => {
    const { prepareSchemathesis } = await import('./schemathesis/run-schemathesis.ts');
    const check = await prepareSchemathesis(CACHE_DIR);
    if (typeof check === 'string') {
      console.error(`SKIPPED: ${check}`);
      if (required) process.exitCode = 1;
      return;
    }
    const { startCloudProcess } = await import('@tradepost/testing/cloud/cloud-process');
    const { stockShop } = await import('./fuzz/stock-shop.ts');
    const folder = await mkdtemp(join(tmpdir(), 'tradepost-schemathesis-'));
    const cloud = await startCloudProcess({ dataDir: join(folder, 'data') });
    try {
      await stockShop(cloud.url);
      const { isClean, said } = await check({ url: cloud.url, examples, seed, folder });
      console.log(said);
      if (!isClean) process.exitCode = 1;
    } finally {
      await cloud.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
