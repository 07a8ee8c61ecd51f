import { loadServices } from '@tradepost/simulation/code/load-services';
import { MUTANTS } from '@tradepost/simulation/mutants/mutants';
import { parseOptions, type SimulateOptions, USAGE } from './simulate/options.ts';
import { runMany } from './simulate/run-many.ts';
import { runMutants } from './simulate/run-mutants.ts';
import { runOne } from './simulate/run-one.ts';
import { createProgress } from './terminal/progress.ts';
import { UsageError } from './terminal/usage-error.ts';

/** `pnpm simulate`: runs the real services under a seeded scheduler that is out to break them. `--help` has the options. */
async function main(options: SimulateOptions): Promise<number> {
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (options.kind === 'help') {
    print(USAGE);
    return 0;
  }
  const loaded = await loadServices();
  switch (options.kind) {
    case 'seeds':
      return runMany(loaded, options, { print, progress: createProgress(process.stderr) });
    case 'seed':
      return runOne(loaded, options, print);
    case 'mutants':
      return runMutants(loaded, MUTANTS, options, print);
    default:
      return options satisfies never;
  }
}

try {
  process.exitCode = await main(parseOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`simulate: ${error.message}\npnpm simulate --help tells how it is used.\n`);
  process.exitCode = 2;
}
