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

/** Specs that need a context and modules of their own. All others share modules, as in a program. */
const isolated = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.spec.ts`))
  .filter((file) => !`/${file}`.startsWith(TEMPLATE))
  .filter((file) => CALLS_FUNCTIONS.test(file) || REPLACES_GLOBALS.test(readFileSync(file, 'utf8')))
  .map((file) => `<rootDir>/${file}`);

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

/** Returns the two projects of a kind of spec, which `--selectProjects` selects together. */
function projectsOf(displayName: string, ending: string): Config['projects'] & object {
  const others = displayName === 'unit' ? ['\\.(int|e2e)\\.spec\\.ts$'] : [];
  const testPathIgnorePatterns = [...base.testPathIgnorePatterns, ...others];
  const testMatch = isolated.filter((file) => file.endsWith(ending));
  const project = { displayName, testPathIgnorePatterns };
  return [
    {
      ...inNode,
      ...project,
      testMatch: FOLDERS.map((folder) => `<rootDir>/${folder}/**/*${ending}`),
      testPathIgnorePatterns: [...testPathIgnorePatterns, ...isolated],
    },
    // Without a pattern, Jest would use its own.
    ...(testMatch.length > 0 ? [{ ...inJest, ...project, testMatch }] : []),
  ];
}

const config: Config = {
  maxWorkers: availableParallelism(),
  testTimeout: TEST_TIMEOUT_MS,
  projects: [
    ...projectsOf('unit', '.spec.ts'),
    ...projectsOf('integration', '.int.spec.ts'),
    ...projectsOf('e2e', '.e2e.spec.ts'),
  ],
};

export default config;
