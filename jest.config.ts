import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Config } from 'jest';
import { forgetUserSettings } from './packages/compiled-service/src/local-environment.ts';
import { TEST_TIMEOUT_MS } from './packages/testing/src/jest/timeouts.ts';

// Tests call this machine only. Jest's workers inherit the environment.
forgetUserSettings();

const FOLDERS = ['{packages,services}/*/src', 'scripts'];
const TEMPLATE = '/scripts/new-service/template/';

/** Specs that call functions as Lambda does: a function keeps clients and settings for as long as its modules are loaded. */
const CALLS_FUNCTIONS = /^(services|packages\/(aggregate|dynamodb|lambda|testing))\/.*\.int\.spec\.ts$/;
const REPLACES_GLOBALS = /from '@jest\/globals'/;
const SHARES_A_CLOUD = /\bsharedCloud\b/;

const specs = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.spec.ts`))
  .filter((file) => !`/${file}`.startsWith(TEMPLATE))
  .map((file) => ({ file, path: `<rootDir>/${file}`, text: readFileSync(file, 'utf8') }));
/** Specs that need a context and modules of their own. All others share modules, as in a program. */
const isolated = specs.filter(({ file, text }) => CALLS_FUNCTIONS.test(file) || REPLACES_GLOBALS.test(text));
const sharing = specs.filter(({ file, text }) => file.endsWith('.e2e.spec.ts') && SHARES_A_CLOUD.test(text));
const listed = [...isolated, ...sharing].map(({ path }) => path);

const base = {
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['/\\.serverless/', '/\\.esbuild/', '/\\.tradepost/'],
  testPathIgnorePatterns: ['/node_modules/', `<rootDir>${TEMPLATE}`],
} satisfies Config;

/** Jest's own runtime, which isolates each spec file. */
const inJest = {
  ...base,
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.jest.json' }] },
} satisfies Config;

/** Plain Node.js, which removes the types itself. Processes, because `chdir` and `umask` do not work in threads. */
const inNode = {
  ...base,
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  transform: {},
  setupFilesAfterEnv: ['<rootDir>/packages/testing/src/jest/limit-time.ts'],
} satisfies Config;

/** End-to-end specs on one local cloud. */
const onSharedCloud = {
  ...inNode,
  globalSetup: '<rootDir>/packages/testing/src/jest/start-shared-cloud.ts',
  globalTeardown: '<rootDir>/packages/testing/src/jest/stop-shared-cloud.ts',
} satisfies Config;

/** Returns the projects of a kind of spec, which `--selectProjects` selects together. */
function projectsOf(displayName: string, ending: string): Config['projects'] & object {
  const others = displayName === 'unit' ? ['\\.(int|e2e)\\.spec\\.ts$'] : [];
  const ignored = [...base.testPathIgnorePatterns, ...others];
  const project = { displayName, testPathIgnorePatterns: ignored };
  const testMatch = FOLDERS.map((folder) => `<rootDir>/${folder}/**/*${ending}`);
  const isOther = (path: string) => others.some((pattern) => new RegExp(pattern).test(path));
  const pathsIn = (group: typeof specs) =>
    group.map(({ path }) => path).filter((path) => path.endsWith(ending) && !isOther(path));
  return [
    { ...inNode, ...project, testMatch, testPathIgnorePatterns: [...ignored, ...listed] },
    { ...inJest, ...project, testMatch: pathsIn(isolated) },
    { ...onSharedCloud, ...project, testMatch: pathsIn(sharing) },
    // Without a pattern, Jest would use its own.
  ].filter((each) => each.testMatch.length > 0);
}

const config: Config = {
  // End-to-end specs wait for the processes that they start, so one more worker than cores keeps the cores busy. One core gets
  // two workers: with one, specs would run in Jest's own process.
  maxWorkers: availableParallelism() + 1,
  testSequencer: '<rootDir>/packages/testing/src/jest/longest-first.ts',
  testTimeout: TEST_TIMEOUT_MS,
  projects: [
    ...projectsOf('unit', '.spec.ts'),
    ...projectsOf('integration', '.int.spec.ts'),
    ...projectsOf('e2e', '.e2e.spec.ts'),
  ],
};

export default config;
