import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCloudProcess } from './cloud/cloud-process.ts';
import { stockShop } from './fuzz/stock-shop.ts';
import { prepareSchemathesis } from './schemathesis/run-schemathesis.ts';

const CACHE_DIR = join(import.meta.dirname, '..', 'node_modules', '.cache');
const USAGE = `Has Schemathesis read the OpenAPI document, and send requests to a local cloud of its own.

  pnpm schemathesis [options]

  --examples NUMBER  made-up requests to each operation, on top of those that cover its schemas (10)
  --seed NUMBER      decides them (1)
  --required         fails where it cannot run`;

/**
 * `pnpm schemathesis`. Ends with 0 where it finds nothing, and where it cannot run, which it says (with `--required`: 2);
 * with 1 where it finds something.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      examples: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      required: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const run = await prepareSchemathesis(CACHE_DIR);
  if (typeof run === 'string') {
    console.error(`schemathesis: NOT RUN: ${run}`);
    return values.required ? 2 : 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tradepost-schemathesis-'));
  const cloud = await startCloudProcess({ dataDir: join(folder, 'data') });
  try {
    await stockShop(cloud.url);
    const { url } = cloud;
    const [examples, seed] = [Number(values.examples), Number(values.seed)];
    const { isClean, said } = await run({ url, examples, seed, folder });
    console.log(said);
    return isClean ? 0 : 1;
  } finally {
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`schemathesis: ${(error as Error).message}`);
  process.exitCode = 2;
}
