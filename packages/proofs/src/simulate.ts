import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { loadServices } from '@tradepost/simulation/code/load-services';
import { MUTANTS } from '@tradepost/simulation/mutants/mutants';
import { parseOptions, type SimulateOptions, USAGE } from './simulate/options.ts';
import { runMany } from './simulate/run-many.ts';
import { runMutants } from './simulate/run-mutants.ts';
import { runOne } from './simulate/run-one.ts';

/** `pnpm simulate`: runs the real services under a seeded scheduler that injects faults. `--help` has the options. */
async function simulate(options: SimulateOptions): Promise<number> {
  const print = (line: string) => void process.stdout.write(`${line}\n`);
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

/** An unexpected error is a fault of the simulation or of the services: its stack is needed. */
const simulateOrPrintStack = (options: SimulateOptions) =>
  simulate(options).catch((error: unknown) => {
    console.error(error);
    return 1;
  });

process.exitCode = await runCommandLine({
  name: 'simulate',
  usage: USAGE,
  parse: parseOptions,
  run: simulateOrPrintStack,
});
