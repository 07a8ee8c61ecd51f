import { globSync } from 'node:fs';
import type { KnipConfig } from 'knip';

/**
 * Handlers of a service: each is beside its declaration, from which `packages/serverless-config/functions.cjs` makes the
 * function.
 */
function handlersOf(service: string): string[] {
  return globSync('src/**/*.yml', { cwd: service, exclude: ['src/sagas/**'] }).map((file) =>
    file.replace(/\.yml$/, '.ts'),
  );
}

const services = globSync('services/*/package.json').map((file) => file.replace(/[\\/]package\.json$/, ''));

/**
 * Finds unused files, exports and dependencies. Knip reads plugins and fragments from `serverless.yml`, including its
 * `${file(…)}`s; other files that are loaded by their names are entries here.
 */
const config: KnipConfig = {
  // Types of a file's own exports are exported with them.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Lambda handlers, named in the serverless.yml beside them.
  ignoreIssues: {
    'packages/local/fixtures/*/**': ['exports'],
    // The registry exports contracts and schemas by their names.
    'packages/contracts/src/**': ['exports'],
  },
  // Checked in the service that `pnpm new-service` creates from it.
  ignore: ['scripts/new-service/template/**'],
  workspaces: {
    '.': {
      entry: ['scripts/*.{ts,cjs}', '.*.mjs'],
      project: ['scripts/**/*.{ts,cjs}', '*.ts', '.*.{cjs,mjs}'],
      // `pnpm generate release` runs its program.
      ignoreDependencies: ['@changesets/cli'],
    },
    // Named by path in each serverless.yml.
    'packages/serverless-config': {
      entry: [
        '{alarms,by-stage,canary-alarms,dashboard,deletion-protection,delivery,environment,functions,inboxes}.cjs',
        '{least-roles,queue-concurrency,queue-senders,resources,retention,rules,secrets,tables,tracing}.cjs',
      ],
      project: ['**/*.{cjs,ts}'],
    },
    'packages/local': {
      entry: ['fixtures/*/*/src/*.ts'],
      project: ['{src,fixtures}/**/*.{cjs,ts}'],
      includeEntryExports: true,
      'serverless-framework': { config: ['fixtures/*/*/serverless.yml'] },
    },
    'packages/shop': {
      // Bundled for browsers by their paths.
      entry: ['page/{main,pay}.ts'],
      project: ['{page,src}/**/*.ts'],
    },
    'packages/compiled-service': {
      project: ['src/**/*.{cjs,ts}'],
      includeEntryExports: true,
      // The framework is found by the package's name, and loads its plugin in a service of a spec.
      ignoreDependencies: ['serverless', 'serverless-esbuild'],
    },
    'packages/gates': {
      // Each gate is a file, as are the reporter that knip loads and the specs of the whole repository.
      entry: ['src/*.ts'],
      project: ['src/**/*.ts'],
      // `pnpm check typecheck` runs its compiler, found by the package's name.
      ignoreDependencies: ['typescript-7'],
    },
    'packages/deployment': {
      project: ['src/**/*.ts'],
      includeEntryExports: true,
      // `pnpm stage sbom` runs its program, found by the package's name.
      ignoreDependencies: ['@cyclonedx/cyclonedx-esbuild'],
    },
    'packages/reference': {
      project: ['src/**/*.ts'],
      includeEntryExports: true,
      // Its bundled file is served unchanged, found by the package's name.
      ignoreDependencies: ['@scalar/api-reference'],
    },
    // A package exports each of its files. Exports that are not imported are reported nevertheless.
    'packages/*': { project: ['src/**/*.ts'], includeEntryExports: true },
    ...Object.fromEntries(
      services.map((service) => [
        service,
        // A service may have tables only.
        { entry: handlersOf(service), project: globSync('src/**/*.ts', { cwd: service }) },
      ]),
    ),
  },
};

export default config;
