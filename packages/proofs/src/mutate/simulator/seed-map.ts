import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mutation } from '../population/mutation.ts';
import type { Request } from './messages.ts';
import type { Simulator } from './simulator.ts';

/** Seeds that are known, of which at most as many can be tried for a mutation. */
export const MAX_SEEDS = 300;
/** Seeds that may break a promise without a change: the sources that are tried may be unfinished work. */
const MAX_FAILING = 10;

/** Everything that decides what a seed does. */
const SOURCES = [
  'services/**/*.{ts,yml,cjs}',
  'packages/{aggregate,compiled-service,contracts,dynamodb,event-rules,lambda,local,money,serverless-config,simulation,states-language}/**/*.{ts,yml,cjs}',
];

/** Seeds that reach each region. Those that reach most regions come first: they are the likeliest to show a change. */
export type SeedMap = {
  readonly seedsOf: (mutation: Mutation) => readonly number[];
  /** All seeds. */
  readonly order: readonly number[];
  /** Seeds that break a promise without a change, and are not among the others. */
  readonly failing: readonly number[];
};

type Stored = {
  /** Hash of everything that decides what a seed does. */
  readonly key: string;
  /** Number of regions that each seed reaches, of those that have run. */
  readonly counts: Record<number, number>;
  readonly regions: Record<string, number[]>;
  readonly failing: number[];
};

/** Changed with the form of the cache. */
const FORMAT = '2';
/** The file of the cache is written after so many seeds, so that an interrupted run continues. */
const SAVED_EVERY = 20;

/**
 * Runs all seeds once in an instrumented copy, except those that the cache has for the present sources.
 *
 * @param simulator of the instrumented copy, made only if it is needed
 * @throws Error if more than a few seeds break a promise without a change
 */
export async function createSeedMap(options: {
  readonly root: string;
  readonly cacheFile: string;
  readonly simulator: () => Promise<Simulator>;
  readonly onSeed?: () => void;
}): Promise<SeedMap> {
  const { root, cacheFile, simulator, onSeed } = options;
  const key = keyOf(root);
  const known = existsSync(cacheFile) ? (JSON.parse(readFileSync(cacheFile, 'utf8')) as Stored) : undefined;
  const stored: Stored = known?.key === key ? known : { key, counts: {}, regions: {}, failing: [] };
  const missing = ALL_SEEDS.filter((seed) => !(seed in stored.counts) && !stored.failing.includes(seed));
  const save = () => {
    mkdirSync(dirname(cacheFile), { recursive: true });
    writeFileSync(cacheFile, JSON.stringify(stored));
  };
  if (missing.length > 0) {
    await record(stored, missing, await simulator(), () => {
      onSeed?.();
      if (Object.keys(stored.counts).length % SAVED_EVERY === 0) save();
    });
    save();
  }
  return toSeedMap(stored);
}

const ALL_SEEDS = Array.from({ length: MAX_SEEDS }, (_none, index) => index + 1);

/** Takes the seeds by region, and how many regions each reaches; returns the map. */
export function toSeedMap({ counts, regions, failing }: Omit<Stored, 'key'>): SeedMap {
  const order = Object.entries(counts)
    .map(([seed, count]) => ({ seed: Number(seed), count }))
    .sort((one, other) => other.count - one.count || one.seed - other.seed)
    .map(({ seed }) => seed);
  return {
    order,
    failing,
    seedsOf: ({ region, folder }) => {
      // A template is read by all; the modules of libraries are loaded before the first seed.
      const isModule = region?.endsWith(':0') ?? true;
      if (region === undefined || (isModule && folder === 'packages/dynamodb')) return order;
      const reaching = new Set(regions[region] ?? []);
      return order.filter((seed) => reaching.has(seed));
    },
  };
}

async function record(
  { counts, regions, failing }: Stored,
  missing: readonly number[],
  simulator: Simulator,
  onSeed: () => void,
): Promise<void> {
  let seeds = missing;
  while (seeds.length > 0) {
    const request: Request = { changed: { kind: 'nothing' }, seeds, endsAtThrow: true };
    const outcome = await simulator.try(request, (seed, reached) => {
      counts[seed] = reached.length;
      for (const region of reached) {
        regions[region] ??= [];
        regions[region].push(seed);
      }
      onSeed();
    });
    if (outcome.outcome === 'survived') return;
    if (outcome.outcome === 'unbuildable' || failing.length === MAX_FAILING)
      throw new Error(`the simulation fails without a change: ${JSON.stringify(outcome)}`);
    failing.push(outcome.seed);
    seeds = seeds.slice(seeds.indexOf(outcome.seed) + 1);
    if (outcome.outcome === 'late') await simulator.prepare();
  }
}

function keyOf(root: string): string {
  const hash = createHash('sha256').update(FORMAT);
  const files = globSync(SOURCES, { cwd: root, exclude: (name) => name.includes('node_modules') });
  for (const file of files.filter((each) => !/\.spec(-kit)?\.ts$/.test(each)).sort())
    hash.update(`${file}\n${readFileSync(join(root, file), 'utf8')}\n`);
  return hash.digest('hex');
}
