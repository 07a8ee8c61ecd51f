import { parseArgs } from 'node:util';
import type { Api } from './api/connect.ts';
import { runCommand } from './api/run-command.ts';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from './api/target.ts';
import { seedCatalogue } from './seed/seed-catalogue.ts';

const USAGE = `Creates the demo catalogue and its stock. A second run changes nothing.

  node packages/cli/src/seed.ts [options]

${TARGET_USAGE}`;

type SeedOptions = { readonly target: Target };

function parseSeedOptions(args: readonly string[]): SeedOptions {
  return { target: toTarget(parseArgs({ args: [...args], options: TARGET_OPTIONS }).values) };
}

/** `node packages/cli/src/seed.ts`; `--help` has the options. */
async function seed(api: Api): Promise<number> {
  await seedCatalogue(api);
  console.log(`The demo catalogue is at ${api.catalogUrl}/v1/products`);
  return 0;
}

process.exitCode = await runCommand({ name: 'seed', usage: USAGE, parse: parseSeedOptions, run: seed });
