import { parseArgs } from 'node:util';
import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { loadCode } from '@tradepost/simulation/code/load-code';
import { loadServices } from '@tradepost/simulation/code/load-services';
import { expectedBranches } from '@tradepost/simulation/runner/expected-branches';
import { runSeeds } from '@tradepost/simulation/runner/run-seeds';
import { describeSummary, summarize } from '@tradepost/simulation/runner/summarize';
import { VERSIONS } from '@tradepost/simulation/versions/versions';
import { runMutants } from './simulate/run-mutants.ts';
import { saveSeed } from './simulate/save-seed.ts';
import { tellStory } from './simulate/tell-story.ts';
import { createProgress } from './terminal/progress.ts';

const HELP = `pnpm simulate [options]

Runs the real services under a seeded scheduler that is out to break them.

  --seeds <number>    how many (default 200)
  --from <number>     the first of them (default 1)
  --minutes <number>  for how long, instead of how many
  --seed <number>     this one alone; what it broke is told as the shortest story that still breaks it
    --trace           tells all that happens in it, with nothing left out
    --save            writes it as a regression spec
  --mutants           breaks the services on purpose, one change at a time, and looks whether that is noticed
`;
const DEFAULT_SEEDS = 200;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

process.exitCode = values.help ? help() : await main();

function help(): number {
  process.stdout.write(HELP);
  return 0;
}

async function main(): Promise<number> {
  const loaded = await loadServices();
  if (values.mutants)
    return runMutants(loaded, values.seeds === undefined ? undefined : Number(values.seeds));
  const bundle = await bundleServices(loaded.services, { root: loaded.root, versions: VERSIONS });
  if (values.seed !== undefined) {
    const seed = Number(values.seed);
    const isBroken = await tellStory(loadCode(bundle), loaded.description, seed, values.trace);
    if (values.save) process.stdout.write(`saved as ${saveSeed(loaded.root, seed)}\n`);
    return isBroken ? 1 : 0;
  }
  const startedAtMs = performance.now();
  const progress = createProgress(process.stderr);
  const maxMs = values.minutes === undefined ? undefined : Number(values.minutes) * 60_000;
  const seeds = values.seeds !== undefined ? Number(values.seeds) : maxMs === undefined ? DEFAULT_SEEDS : 1e9;
  progress.begin('simulating', seeds, 'seeds');
  const reports = await runSeeds({
    bundle,
    description: loaded.description,
    from: Number(values.from),
    seeds,
    ...(maxMs === undefined ? {} : { maxMs }),
    onReport: () => progress.advance(),
  });
  progress.end();
  const summary = summarize(reports);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  process.stdout.write(`${describeSummary(summary, seconds, expectedBranches(loaded.description))}\n`);
  const [failed] = summary.failed;
  if (failed === undefined) return 0;
  await tellStory(loadCode(bundle), loaded.description, failed.seed, false);
  return 1;
}
