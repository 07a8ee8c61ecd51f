import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { stockShop } from './fuzz/stock-shop.ts';
import { prepareSchemathesis } from './schemathesis/run-schemathesis.ts';

const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache');
const USAGE = `Runs Schemathesis on the OpenAPI document, against a local cloud of its own.

  pnpm schemathesis [options]

  --examples NUMBER  generated requests to each operation, in addition to those that cover its schemas (10)
  --seed NUMBER      seed of the generator (1)
  --required         fails if it cannot run

Exit code: 0 if it finds nothing or cannot run, 1 if it finds something, 2 for a wrong command line or with --required if
it cannot run.`;

type SchemathesisOptions = { readonly examples: number; readonly seed: number; readonly required: boolean };

function parseSchemathesisOptions(args: readonly string[]): SchemathesisOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      examples: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      required: { type: 'boolean', default: false },
    },
  });
  const { required } = values;
  const examples = toWholeNumber('examples', values.examples, { least: 0 });
  return { examples, seed: toWholeNumber('seed', values.seed, { least: 0 }), required };
}

/** `pnpm schemathesis`; `--help` has the options. */
async function schemathesis({ examples, seed, required }: SchemathesisOptions): Promise<number> {
  const run = await prepareSchemathesis(CACHE_DIR);
  if (typeof run === 'string') {
    console.error(`schemathesis: SKIPPED: ${run}`);
    return required ? 2 : 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tradepost-schemathesis-'));
  const cloud = await startCloudProcess({ dataDir: join(folder, 'data') });
  try {
    await stockShop(cloud.url);
    const { url } = cloud;
    const { isClean, said } = await run({ url, examples, seed, folder });
    console.log(said);
    return isClean ? 0 : 1;
  } finally {
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await runCommandLine({
  name: 'schemathesis',
  usage: USAGE,
  parse: parseSchemathesisOptions,
  run: schemathesis,
  failureCode: 2,
});
