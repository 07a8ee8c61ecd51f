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
  readonly key: string;
  readonly order: readonly number[];
  readonly regions: Readonly<Record<string, readonly number[]>>;
  readonly failing?: readonly number[];
};

/**
 * Runs all seeds once in an instrumented copy, unless the cache has the result for the present sources.
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
  const stored = known?.key === key ? known : await record(key, await simulator(), onSeed);
  if (stored !== known) {
    mkdirSync(dirname(cacheFile), { recursive: true });
    writeFileSync(cacheFile, JSON.stringify(stored));
  }
  return toSeedMap(stored);
}

/** Takes the seeds by region and in their order; returns the map. */
export function toSeedMap({ order, regions, failing = [] }: Omit<Stored, 'key'>): SeedMap {
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

async function record(key: string, simulator: Simulator, onSeed?: () => void): Promise<Stored> {
  const regions: Record<string, number[]> = {};
  const counts = new Map<number, number>();
  const failing: number[] = [];
  let seeds = Array.from({ length: MAX_SEEDS }, (_none, index) => index + 1);
  while (seeds.length > 0) {
    const request: Request = { changed: { kind: 'nothing' }, seeds, endsAtThrow: true };
    const outcome = await simulator.try(request, (seed, reached) => {
      counts.set(seed, reached.length);
      for (const region of reached) {
        regions[region] ??= [];
        regions[region].push(seed);
      }
      onSeed?.();
    });
    if (outcome.outcome === 'survived') break;
    if (outcome.outcome === 'unbuildable' || failing.length === MAX_FAILING)
      throw new Error(`the simulation fails without a change: ${JSON.stringify(outcome)}`);
    failing.push(outcome.seed);
    seeds = seeds.slice(seeds.indexOf(outcome.seed) + 1);
    if (outcome.outcome === 'late') await simulator.prepare();
  }
  const order = [...counts].sort(([one, its], [other, others]) => others - its || one - other);
  return { key, order: order.map(([seed]) => seed), regions, failing };
}

function keyOf(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, exclude: (name) => name.includes('node_modules') });
  for (const file of files.filter((each) => !/\.spec(-kit)?\.ts$/.test(each)).sort())
    hash.update(`${file}\n${readFileSync(join(root, file), 'utf8')}\n`);
  return hash.digest('hex');
}
