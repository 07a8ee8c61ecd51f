import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Mutation } from '../population/mutation.ts';
import { runJest } from './run-jest.ts';
import { createWarmSpecs, type WarmSpecs } from './warm-specs.ts';

/** Code and templates that a spec reaches. */
type Entry = {
  /** Hash of the spec and of the sources that it loads. */
  readonly key: string;
  /** Regions, and services whose templates it reads. */
  readonly reached: readonly string[];
  readonly ms: number;
  /** True for a spec that fails in plain Node.js, because it uses what only Jest has. */
  readonly needsJest?: boolean;
};
export type SpecMap = ReadonlyMap<string, Entry>;

/** Specs of the code that is changed. End-to-end specs take too long to run for each change. */
const SPECS = [
  'services/*/src/**/*.spec.ts',
  'packages/{aggregate,dynamodb,lambda,serverless-config}/src/**/*.spec.ts',
];
/** Jest's configuration of the repository, with `record-reached.ts` in front of each spec. */
const RECORDING_CONFIG = 'jest.recording.config.ts';
const RECORDING_CONFIG_TEXT = `import config from './jest.config.ts';
const setupFiles = [${JSON.stringify(join(import.meta.dirname, 'record-reached.ts'))}];
export default { ...config, projects: (config.projects ?? []).map((project) => ({ ...(project as object), setupFiles })) };
`;
const MAX_SPEC_MS = 600_000;
/** Uses of Jest that plain Node.js does not have. */
const ONLY_IN_JEST = /\b(useFakeTimers|unstable_mockModule)\b/;

/** Returns the paths of all specs that run for a change, in order. */
export function specFiles(root: string): readonly string[] {
  return globSync(SPECS, { cwd: root, exclude: (name) => name.includes('node_modules') })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.e2e.spec.ts'))
    .sort();
}

type MapOptions = {
  /** The repository, whose sources the keys of entries are made of. */
  readonly root: string;
  /** A copy of it whose sources are instrumented. */
  readonly instrumented: string;
  /** File that keeps the entries. */
  readonly cacheFile: string;
  readonly onSpec?: (spec: string) => void;
};

/**
 * Runs each spec once in an instrumented copy, to know what it reaches. An entry is kept until its spec, or a source that it
 * loads, changes.
 */
export async function createSpecMap(specs: readonly string[], options: MapOptions): Promise<SpecMap> {
  const { root, instrumented, cacheFile, onSpec } = options;
  const known = readEntries(cacheFile);
  const entries: Record<string, Entry> = {};
  writeFileSync(join(instrumented, RECORDING_CONFIG), RECORDING_CONFIG_TEXT);
  const warm = createWarmSpecs(instrumented);
  try {
    for (const spec of specs) {
      const kept = known[spec];
      const isCurrent = kept !== undefined && kept.key === keyOf(root, spec, kept.reached);
      entries[spec] = isCurrent
        ? kept
        : ((await recordWarm(spec, warm, root)) ?? (await recordInJest(spec, options)));
      // Written each time, so that an interrupted run continues.
      if (!isCurrent) writeEntries(cacheFile, { ...known, ...entries });
      onSpec?.(spec);
    }
  } finally {
    warm.stop();
  }
  return new Map(Object.entries(entries));
}

/** Returns undefined if the spec fails in plain Node.js, or would block it. */
async function recordWarm(spec: string, warm: WarmSpecs, root: string): Promise<Entry | undefined> {
  if (ONLY_IN_JEST.test(readFileSync(join(root, spec), 'utf8'))) return undefined;
  const result = await warm.run(spec, MAX_SPEC_MS);
  if (result.outcome !== 'done' || result.failed !== undefined) {
    warm.stop();
    return undefined;
  }
  const reached = [...result.reached].sort();
  return { key: keyOf(root, spec, reached), reached, ms: result.ms };
}

async function recordInJest(spec: string, { root, instrumented }: MapOptions): Promise<Entry> {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-reached-'));
  const file = join(folder, 'reached');
  writeFileSync(file, '');
  const startedAtMs = performance.now();
  try {
    const result = await runJest([spec], {
      root: instrumented,
      config: RECORDING_CONFIG,
      environment: { MUTATE_REACHED: file },
      maxMs: MAX_SPEC_MS,
    });
    if (result.outcome !== 'passed')
      throw new Error(`${spec} fails without a change: ${JSON.stringify(result)}`);
    const reached = [...new Set(readFileSync(file, 'utf8').split('\n'))].filter((line) => line !== '').sort();
    const ms = Math.round(performance.now() - startedAtMs);
    return { key: keyOf(root, spec, reached), reached, ms, needsJest: true };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hashes a spec and the sources whose modules it reaches. Templates are not part of it: they hardly change what is reached. */
function keyOf(root: string, spec: string, reached: readonly string[]): string {
  const files = new Set([spec, ...reached.map((place) => place.split(':')[0] ?? '')]);
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const path = join(root, file);
    if (file.endsWith('.ts')) hash.update(`${file}\n${existsSync(path) ? readFileSync(path, 'utf8') : ''}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function readEntries(file: string): Record<string, Entry> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>) : {};
}

function writeEntries(file: string, entries: Readonly<Record<string, Entry>>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(entries));
}

/**
 * Returns the specs that can notice a mutation, in the order in which they run: those of its service or package first, unit
 * specs before integration specs, those of its file before others, short ones before long ones.
 */
export function specsFor(
  map: SpecMap,
  { folder, file, region }: Mutation,
): {
  readonly own: readonly string[];
  readonly others: readonly string[];
} {
  const isFragment = folder === 'packages/serverless-config';
  const sees = ({ reached }: Entry, spec: string) => {
    if (region !== undefined) return reached.includes(region);
    // The specs of fragments run the framework in processes of their own.
    if (isFragment) return spec.startsWith(folder) || reached.some((each) => each.startsWith('templates:'));
    return file.endsWith('.yml') && reached.includes(`templates:${folder}`);
  };
  const related = [...map]
    .filter(([spec, entry]) => sees(entry, spec))
    .sort(
      ([one, { ms }], [other, { ms: otherMs }]) =>
        Number(isSlow(one)) - Number(isSlow(other)) ||
        distance(file, one) - distance(file, other) ||
        ms - otherMs,
    )
    .map(([spec]) => spec);
  const isOwn = (spec: string) => spec.startsWith(`${folder}/`);
  return { own: related.filter(isOwn), others: related.filter((spec) => !isOwn(spec)) };
}

/** 0 for the specs of a file, 1 for those of its folder, 2 for all others: the nearest notice a change most often. */
function distance(file: string, spec: string): number {
  if (spec.startsWith(file.replace(/\.\w+$/, '.'))) return 0;
  return dirname(spec) === dirname(file) ? 1 : 2;
}

/** True for integration specs. */
function isSlow(spec: string): boolean {
  return spec.endsWith('.int.spec.ts');
}
