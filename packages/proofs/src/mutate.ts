import { join } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { repeated, wholeNumber, wrong } from '@tradepost/command-line/parsers';
import { createProgress } from '@tradepost/command-line/progress';

const ROOT = join(import.meta.dirname, '../../..');
const README = join(import.meta.dirname, 'mutate/README.md');
const RESULTS = join(ROOT, 'node_modules/.cache/mutate/results.jsonl');
const DEFAULT_COUNT = 600;
const MAX_SEEDS = 300;
/** The goal of the README. */
const WANTED_SHARE = 0.9;

/** Makes small changes of the code, one at a time, and counts those that specs, simulation and gates notice. */
export const mutate = command(
  'mutate',
  'Makes small changes of services and packages, one at a time, and tries whether a spec or the simulator notices.',
  {
    examples: [
      'pnpm mutate --count 20',
      'pnpm mutate --only services/orders/src/streams',
      'pnpm mutate --resume',
      'pnpm mutate --survivors',
    ],
    notes:
      'The changes are made in copies of the repository. Results are written as they come, one line of JSON each.',
    exitCodes: '0 if at least 90% are caught, 1 if not',
  },
)
  .option('--seed <number>', 'chooses the sample', wholeNumber('--seed'), 1)
  .option('--count <number>', 'number of changes that compile', wholeNumber('--count'), DEFAULT_COUNT)
  .option(
    '--seeds <number>',
    'number of seeds that run at most for each; 0 for specs alone',
    wholeNumber('--seeds', { least: 0, most: MAX_SEEDS }),
    MAX_SEEDS,
  )
  .option('--only <path>', 'only files whose path begins so (repeatable)', repeated(String))
  .option('--shard <part>', 'a part of the sample, such as 1/4', toShard)
  .option('--out <file>', 'file of results', RESULTS)
  .option('--resume', 'continues an interrupted run')
  .option('--survivors', 'tries the survivors of an earlier run again')
  .option('--write', 'writes the tables into the README')
  .action(async ({ seed, count, seeds, only = [], shard = { index: 1, of: 1 }, out, ...flags }) => {
    const { runMutate, writeReport } = await import('./mutate/run-mutate.ts');
    const { readEquivalents } = await import('./mutate/population/equivalents.ts');
    const { createSimulator } = await import('./mutate/simulator/simulator.ts');
    const { toReport } = await import('./mutate/results/report.ts');
    const { statusOf } = await import('./mutate/results/result.ts');
    // Copies are removed when the process exits.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
    const results = await runMutate({
      root: ROOT,
      seed,
      count,
      maxSeeds: seeds,
      shard,
      only,
      out,
      isResumed: flags.resume === true,
      isRepeated: flags.survivors === true,
      equivalents: readEquivalents(),
      simulatorOf: createSimulator,
      print: (line) => console.log(line),
      progress: createProgress(process.stderr),
    });
    console.log(`\n${toReport(results)}`);
    if (flags.write) writeReport(README, results, `\`pnpm mutate --seed ${seed} --count ${count}\`:`);
    const statuses = results
      .map(statusOf)
      .filter((status) => status !== 'discarded' && status !== 'equivalent');
    const survived = statuses.filter((status) => status === 'survived').length;
    process.exitCode = survived <= statuses.length * (1 - WANTED_SHARE) ? 0 : 1;
  });

/** Parses `1/4`. Throws a UsageError for another text. */
function toShard(written: string): { readonly index: number; readonly of: number } {
  const [, index = '', of = ''] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(written) ?? [];
  if (index !== '' && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
  throw wrong('--shard', 'the number of a part and the number of parts, such as 1/4', written);
}
