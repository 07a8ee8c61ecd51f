/**
 * Rules that have a message of their own, and linear regular expressions. Oxlint checks the rules that need types, Biome format
 * and everything else. `packages/gates/src/lint` explains how to fix findings.
 */
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import { parser, plugin } from 'typescript-eslint';

const SPECS = '**/*.spec{.,-}*ts';
/** Code that is deployed to AWS. */
const DEPLOYED = ['services/*/src/**/*.ts', 'packages/{aggregate,contracts,lambda,money,quote}/src/**/*.ts'];
/** Deterministic code without I/O. */
const PURE = [
  'services/*/src/domain/**/*.ts',
  'services/*/src/views/**/!(*-table).ts',
  'packages/{money,quote}/src/**/*.ts',
];

const MINI =
  "Write import * as z from 'zod/mini': it is a sixth of the size, and starts a function 10 ms sooner.";
const CALLERS_CLOCK =
  'Have the caller pass the time with the command: the same input must give the same decision again.';
const CALLERS_IDS = 'Have the caller pass it with the command: nothing here is random.';
const NO_IO =
  'Leave it to the caller, which passes what the rule needs: nothing here reads, writes or waits.';

export default defineConfig(
  globalIgnores([
    'scripts/new-service/template/',
    '**/generated/',
    '**/.serverless/',
    '**/.esbuild/',
    '**/.tradepost/',
    '**/coverage/',
  ]),
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': plugin },
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['zod', 'zod/v3', 'zod/v4'].map((name) => ({ name, allowTypeImports: true, message: MINI })),
        },
      ],
    },
  },
  {
    // Runs on this machine only. Its chained schemas are the table of the supported fields.
    files: ['packages/states-language/src/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    // Regular expressions take linear time, because any caller may send their input.
    files: ['**/*.{ts,cjs,mjs}'],
    languageOptions: { parser },
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: DEPLOYED,
    ignores: [SPECS],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          name: 'console',
          message: 'Take the logger that the stack passes: its lines contain the correlation id.',
        },
      ],
    },
  },
  {
    files: ['services/*/src/**/*.ts'],
    ignores: [SPECS],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='use']",
          message: 'Add the middleware to the stack in packages/lambda: no handler calls .use itself.',
        },
      ],
    },
  },
  {
    files: PURE,
    ignores: [SPECS],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          globals: [
            ...globals('performance', CALLERS_CLOCK),
            ...globals('crypto', CALLERS_IDS),
            ...globals('process', 'Have deps.ts read the environment, and the caller pass the value.'),
            ...globals(
              'console fetch WebSocket EventSource XMLHttpRequest navigator localStorage require',
              NO_IO,
            ),
            ...globals('setTimeout setInterval setImmediate queueMicrotask', NO_IO),
          ],
          checkGlobalObject: true,
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: CALLERS_CLOCK },
        { object: 'Math', property: 'random', message: CALLERS_IDS },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CALLERS_CLOCK },
        { selector: "CallExpression[callee.name='Date']", message: CALLERS_CLOCK },
        { selector: ':function[async=true]', message: NO_IO },
        { selector: 'AwaitExpression', message: NO_IO },
        { selector: 'ImportExpression', message: NO_IO },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'node:util', allowImportNames: ['isDeepStrictEqual'], message: NO_IO }],
        },
      ],
    },
  },
);

function globals(names, message) {
  return names.split(' ').map((name) => ({ name, message }));
}
