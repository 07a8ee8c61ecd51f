import type { Config } from 'jest';
import { forgetUserSettings } from './packages/compiled-service/src/local-environment.ts';

// Tests call this machine only. Jest's workers inherit the environment.
forgetUserSettings();

const base = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.jest.json' }] },
  modulePathIgnorePatterns: ['/\\.serverless/', '/\\.esbuild/', '/\\.tradepost/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/scripts/new-service/template/'],
} satisfies Config;

const config: Config = {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{packages,services}/*/src/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.ts'],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, '\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
    },
    {
      ...base,
      displayName: 'integration',
      testMatch: [
        '<rootDir>/{packages,services}/*/src/**/*.int.spec.ts',
        '<rootDir>/scripts/**/*.int.spec.ts',
      ],
    },
    {
      ...base,
      displayName: 'e2e',
      testMatch: [
        '<rootDir>/{packages,services}/*/src/**/*.e2e.spec.ts',
        '<rootDir>/scripts/**/*.e2e.spec.ts',
      ],
    },
  ],
};

export default config;
