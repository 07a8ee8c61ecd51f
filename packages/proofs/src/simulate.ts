import { command } from '@tradepost/command-line/command';
import { oneOf, wholeNumber } from '@tradepost/command-line/parsers';
import { createProgress } from '@tradepost/command-line/progress';
import { SCENARIOS } from '@tradepost/simulation/scenarios/scenarios';
import { toRun } from './simulate/options.ts';

const NAMES = SCENARIOS.map(({ name }) => name);

/** Runs the real services under a seeded scheduler that injects faults. */
export const simulate = command(
  'simulate',
  'Runs the real services under a seeded scheduler that injects faults, and checks their promises.',
  {
    examples: ['pnpm prove simulate --seeds 1000', 'pnpm prove simulate --seed 42 --trace'],
    notes: [
      'Scenarios:',
      ...SCENARIOS.map(({ name, description }) => `  ${name.padEnd(9)} ${description}`),
    ].join('\n'),
    exitCodes:
      '0 if every promise was kept (with --mutants: if at least 95% were caught); 1 if one was broken, or if 1,000 ordinary seeds or more did not reach every branch',
  },
)
  .argument('[name-part]', 'with --mutants: only those with this part in their names')
  .option('--seeds <number>', 'number of seeds (default: 200; 2000 with --mutants)', wholeNumber('--seeds'))
  .option('--from <number>', 'the first seed', wholeNumber('--from'), 1)
  .option('--minutes <number>', 'time limit, instead of a number of seeds', wholeNumber('--minutes'))
  .option(
    '--seed <number>',
    'one seed; a broken promise is shown with the shortest run that still breaks it',
    wholeNumber('--seed'),
  )
  .option('--trace', 'with --seed: shows everything that happens')
  .option('--save', 'with --seed: adds it to the seeds that the specs run')
  .option(
    '--scenario <name>',
    'puts every seed into one of the scenarios',
    oneOf('--scenario', () => NAMES),
  )
  .option('--mutants', 'plants bugs in the services, one at a time, and checks that each is caught')
  .action(async (namePart, written) => {
    const options = toRun(namePart, written);
    const { loadServices } = await import('@tradepost/simulation/code/load-services');
    const print = (line: string) => console.log(line);
    try {
      const loaded = await loadServices();
      switch (options.kind) {
        case 'seeds': {
          const { runMany } = await import('./simulate/run-many.ts');
          process.exitCode = await runMany(loaded, options, {
            print,
            progress: createProgress(process.stderr),
          });
          break;
        }
        case 'seed': {
          const { runOne } = await import('./simulate/run-one.ts');
          process.exitCode = await runOne(loaded, options, print);
          break;
        }
        case 'mutants': {
          const { MUTANTS } = await import('@tradepost/simulation/mutants/mutants');
          const { runMutants } = await import('./simulate/run-mutants.ts');
          process.exitCode = await runMutants(loaded, MUTANTS, options, print);
          break;
        }
        default:
          options satisfies never;
      }
    } catch (error) {
      // An unexpected error is a fault of the simulation or of the services: its stack is needed.
      console.error(error);
      process.exitCode = 1;
    }
  });
