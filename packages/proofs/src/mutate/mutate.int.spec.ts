import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { silentProgress } from '@tradepost/command-line/progress';
import type { Equivalent } from './population/equivalents.ts';
import { type Result, statusOf } from './results/result.ts';
import { type MutateOptions, runMutate } from './run-mutate.ts';
import type { SimulatorOutcome } from './simulator/messages.ts';
import type { Simulator } from './simulator/simulator.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');
const COUNT = 'services/shop/src/domain/count.ts';
const PROJECT = 'services/shop/src/streams/project.ts';
const FILES: Readonly<Record<string, string>> = {
  '.gitignore': 'node_modules\n',
  'package.json': '{ "type": "module" }',
  'tsconfig.base.json': `{ "compilerOptions": { "strict": true, "target": "ES2024", "module": "ESNext",
    "moduleResolution": "Bundler", "allowImportingTsExtensions": true, "noEmit": true, "types": [] } }`,
  'jest.config.ts': `export default { projects: [{
    extensionsToTreatAsEsm: ['.ts'], transform: {}, testMatch: ['<rootDir>/services/**/*.spec.ts'],
    runner: ['jest-light-runner', { runtime: 'child_process' }] }] };`,
  [COUNT]: 'export function isLong(list: readonly string[]): boolean {\n  return list.length > 2;\n}\n',
  'services/shop/src/domain/count.spec.ts': `import { isLong } from './count.ts';
    it('is long from three on', () => { expect(isLong(['a', 'b', 'c'])).toBe(true); });`,
  [PROJECT]: 'export const project = (units: number) => units * 3;\n',
  'packages/lambda/src/.gitkeep': '',
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mutate-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(join(REPOSITORY, 'node_modules/jest'), join(root, 'node_modules/jest'));
  symlinkSync(
    join(REPOSITORY, 'node_modules/jest-light-runner'),
    join(root, 'node_modules/jest-light-runner'),
  );
  execFileSync('git', ['init', '--quiet'], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Seeds 1 to 3 reach the projection, and notice if it does not multiply. */
function simulatorOf(copy: string): Simulator {
  return {
    prepare: async () => {},
    stop: () => {},
    try: async ({ seeds }, onSeed): Promise<SimulatorOutcome> => {
      const start = FILES[PROJECT]?.indexOf('units *') ?? 0;
      for (const seed of seeds.slice(0, 3)) onSeed?.(seed, [`${PROJECT}:0`, `${PROJECT}:${start}`]);
      const isKept = readFileSync(join(copy, PROJECT), 'utf8').includes('*');
      return isKept ? { outcome: 'survived' } : { outcome: 'caught', seed: 1, promise: 'a view is right' };
    },
  };
}

const run = (options: Partial<MutateOptions> = {}) =>
  runMutate({
    root,
    seed: 1,
    count: 100,
    maxSeeds: 10,
    shard: { index: 1, of: 1 },
    only: [],
    out: join(root, 'node_modules/results.jsonl'),
    isResumed: false,
    isRepeated: false,
    equivalents: [],
    simulatorOf,
    print: () => {},
    progress: silentProgress,
    ...options,
  });

const summary = (results: readonly Result[]) =>
  results.map((result) => `${result.original} → ${result.replacement}: ${statusOf(result)}`).sort();

describe('runMutate', () => {
  it('tries each change in a copy, by specs and by the simulator', async () => {
    const equivalent: Equivalent = {
      file: PROJECT,
      declaration: 'project',
      operator: 'constant',
      original: '3',
      reason: 'nothing reads it',
    };
    expect(summary(await run({ equivalents: [equivalent] }))).toEqual([
      '* → /: simulator',
      '2 → 3: specs',
      '3 → 4: equivalent',
      '> → <=: specs',
      '> → >=: survived',
      'return list.length > 2; → return false;: specs',
      'return list.length > 2; → return true;: survived',
      'units * 3 → undefined: simulator',
    ]);
    for (const [file, text] of Object.entries(FILES))
      expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });

  it('continues an interrupted run, and tries only survivors again', async () => {
    const only = [COUNT];
    const first = await run({ count: 1, only });
    const begun: Record<string, number> = {};
    const progress = {
      ...silentProgress,
      begin: (what: string, total: number) => {
        begun[what] = total;
      },
    };
    const second = await run({ count: 3, only, isResumed: true, progress });
    expect(second.map(({ id }) => id)).toEqual(expect.arrayContaining(first.map(({ id }) => id)));
    expect([second.length, begun['trying']]).toEqual([3, 2]);
    const survivors = second.filter((result) => statusOf(result) === 'survived');
    writeFileSync(
      join(root, 'services/shop/src/domain/more.spec.ts'),
      "import { isLong } from './count.ts'; it('is short', () => { expect(isLong(['a', 'b'])).toBe(false); });",
    );
    const again = await run({ only, isRepeated: true });
    expect(again.map(({ id }) => id).sort()).toEqual(survivors.map(({ id }) => id).sort());
    expect(again.map(statusOf)).toEqual(survivors.map(() => 'specs'));
  });
});
