import type { Gate } from './gate.ts';

/** All gates, the slowest first, so that `runGates` keeps all cores busy until the end. */
export const gates: readonly Gate[] = [
  {
    name: 'lint',
    description:
      'format and style (Biome); rules that need types (Oxlint); linear regular expressions, and rules with a message of their own (ESLint)',
    check: async () => (await import('./lint.ts')).lint(),
    fix: 'pnpm format fixes format and style; the output above explains the rest.',
  },
  {
    name: 'typecheck',
    description: 'types of the whole repository, whose files all belong to its program (TypeScript)',
    check: async () => (await import('./typecheck.ts')).typecheck(),
  },
  {
    name: 'cfn',
    description: "CloudFormation's own rules for all templates (cfn-lint; needs Python)",
    check: async () => (await import('./check-cfn.ts')).checkCfn(),
  },
  {
    name: 'size',
    description: "size of each function's bundle",
    check: async () => (await import('./check-size.ts')).checkSize(),
  },
  {
    name: 'config',
    description: "this repository's rules for the compiled templates of dev, staging and prod",
    check: async () => (await import('./check-config.ts')).checkConfig(),
  },
  {
    name: 'unused',
    description: 'no unused file, export or dependency (knip)',
    check: [
      ...['knip', '--config', '.knip.ts', '--reporter', 'symbols'],
      ...['--reporter', './packages/gates/src/how-to-fix-unused.ts'],
    ],
  },
  {
    name: 'architecture',
    description: 'allowed imports between folders, no cycles (dependency-cruiser)',
    check: [
      ...['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
      ...['packages', 'services', 'scripts'],
    ],
  },
  {
    name: 'language',
    description: 'words that the glossary replaces, in comments, names of tests, messages and documentation',
    check: async () => (await import('./check-language.ts')).checkLanguage(),
  },
  {
    name: 'workflows',
    description: 'workflows of GitHub: own rules, actionlint (needs Go), zizmor (needs Python)',
    check: async () => (await import('./check-workflows.ts')).checkWorkflows(),
  },
  {
    name: 'personal-data',
    description: 'no event or command has personal data in clear; each field that may have any is annotated',
    check: async () => (await import('./check-personal-data.ts')).checkPersonalData(),
  },
  {
    name: 'contracts',
    description: 'contracts change by addition only, compared with the committed snapshot',
    check: async () => (await import('./contracts.ts')).checkContracts(),
    fix: 'pnpm generate contracts adds what is not breaking.',
  },
  {
    name: 'privileges',
    description:
      'roles compared with the committed page of privileges, and with the AWS calls recorded in the last run of all tests with RECORD_CALLS',
    check: async () => (await import('./check-privileges.ts')).checkPrivileges(),
  },
];
