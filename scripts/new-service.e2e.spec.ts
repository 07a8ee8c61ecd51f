import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from '@tradepost/compiled-service/bundling/bundle-functions';
import { packagesFolder } from '@tradepost/compiled-service/cache-folders';
import { compileServices, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { fingerprintOf } from '@tradepost/compiled-service/packaging/fingerprint';
import { runFramework } from '@tradepost/compiled-service/packaging/framework';
import { findServices, packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { findLargeBundles } from '@tradepost/gates/check-size';
import { copyRepository, type Ended, type RepositoryCopy } from '@tradepost/gates/repository-copy.spec-kit';
import { TSC } from '@tradepost/gates/typecheck';

/** Gates that check the whole repository in seconds. */
const GATES = ['contracts', 'unused', 'config'];
/** Gates that are slow for the whole repository: here they check the new and changed files. */
const ON_CHANGES: Readonly<Record<string, (sources: readonly string[]) => readonly string[]>> = {
  types: () => [process.execPath, TSC, '-p', 'tsconfig.changes.json'],
  format: (sources) => ['biome', 'check', ...sources],
  architecture: (sources) => ['depcruise', '--config', '.dependency-cruiser.mjs', ...sources],
  'rules that need types': (sources) => ['oxlint', '--type-aware', ...sources],
  'other rules': (sources) => ['eslint', '--config', '.eslint.config.mjs', ...sources],
};

let copy: RepositoryCopy;
let made: Ended;
/** New and changed TypeScript files. */
let sources: readonly string[];

beforeAll(async () => {
  copy = await copyRepository();
  made = await copy.script('new-service', 'invoices', '--about', 'What customers have to pay.');
  await copy.link('services/invoices');
  sources = [...made.output.matchAll(/^[+~] (\S+\.ts)$/gm)].map(([, path = '']) => path);
  // Other files declare modules for the files that they import.
  const changes = { extends: './tsconfig.json', include: [...sources, 'packages/*/src/**/*.d.ts'] };
  await copy.plant({ 'tsconfig.changes.json': JSON.stringify(changes) });
});

afterAll(() => copy.remove());

describe('a new service', () => {
  it('is created, and the next steps are printed', () => {
    expect(made.output).toContain('+ services/invoices/serverless.yml');
    expect(made.output).toContain('~ packages/contracts/src/problem.ts');
    expect(made.output).toContain('services/invoices was created. Next:');
    expect(made.code).toBe(0);
  });

  it('is not created twice', async () => {
    const again = await copy.script('new-service', 'invoices');
    expect(again).toEqual({
      code: 1,
      output: 'new-service: services/invoices exists already: choose another name\n',
    });
  });

  it('changes no template of another service but that of identity, which has its scopes', async () => {
    const compiled = await packageServices(findServices(join(copy.dir, 'services')), {
      stage: COMPARED_STAGE,
      cacheDir: cacheOfCopy(),
    });
    const names = [...(await compileServices(COMPARED_STAGE))].map(({ name }) => name);
    expect(compiled.map(({ name }) => name)).toEqual([...names, 'invoices'].toSorted());
    const unchanged = await compileServices(COMPARED_STAGE, { names: names.filter(isUnchanged) });
    expect(compiled.filter(({ name }) => isUnchanged(name)).map(textOf)).toEqual(unchanged.map(textOf));
    expect(textOf(compiled.find(({ name }) => name === 'identity') as PackagedService)).toContain(
      'invoices:read',
    );
    // So the packages of the other stages need not be made again for the copy.
    await reusePackages(STAGES.filter((stage) => stage !== COMPARED_STAGE));
  });

  it('passes the gates', async () => {
    expect(failureOf(await copy.script('check', ...GATES))).toBe('');
  });

  it.each(Object.entries(ON_CHANGES))(
    'passes %s with its new and changed files',
    async (_gate, commandFor) => {
      const [command = '', ...args] = commandFor(sources);
      expect(sources.length).toBeGreaterThan(10);
      expect(failureOf(await copy.run(command, args))).toBe('');
    },
  );

  it('has no function that is too large', async () => {
    const bundles = await bundleFunctions(join(copy.dir, 'services'), join(copy.dir, 'bundles'), [
      'invoices',
    ]);
    expect(bundles.length).toBeGreaterThan(2);
    expect(await findLargeBundles(bundles)).toEqual([]);
  });

  it('passes its own specs and those of the contracts', async () => {
    const { code, output } = await copy.script(
      'test:all',
      'services/invoices',
      'packages/(contracts|reference/src/(?!compatibility))',
      'packages/gates/src/routes',
    );
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining('services/invoices/src/invoices.int.spec.ts') as string,
    });
  });

  it('is packaged as for a deployment', () =>
    runFramework(join(copy.dir, 'services', 'invoices'), ['package']));

  it('runs beside the others', async () => {
    const { code, output } = await copy.script('test:all', 'packages/proofs/src/e2e/invoices');
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining('1 passed, 1 total') as string,
    });
  });

  it('needs each of its permissions', async () => {
    // No calls of the other services were recorded here.
    const { output } = await copy.script('check', 'privileges');
    expect(output).toContain('different calls in the tests');
    expect(output.split('\n').filter((line) => line.includes('invoices'))).toEqual([]);
  });
});

/** Stage that is compiled in the copy. The copy's local cloud needs it, too. */
const COMPARED_STAGE = 'dev';

function cacheOfCopy(): string {
  return join(copy.dir, 'node_modules', '.cache');
}

/** Returns the compiled template, without the time of its packaging. */
function textOf({ name, template }: PackagedService): string {
  const text = JSON.stringify(template).replace(/\b(ApiGatewayDeployment|dev\/)\d{13}[^"/]*/g, '$1');
  return `${name} ${text}`;
}

/** Copies this repository's packages into the cache of the copy, as those of the copy's services. */
async function reusePackages(stages: readonly string[]): Promise<void> {
  for (const stage of stages) {
    for (const { name, packageDir } of (await compileServices(stage)).filter(({ name }) =>
      isUnchanged(name),
    )) {
      const key = fingerprintOf(join(copy.dir, 'services', name), stage);
      await cp(packageDir, join(packagesFolder(cacheOfCopy()), `${name}-${key}`), { recursive: true });
    }
  }
}

/** Returns true for a service that was there before and has no list of all scopes. */
function isUnchanged(name: string): boolean {
  return name !== 'invoices' && name !== 'identity';
}

/** Returns the output of a command that failed; an empty text if it passed. */
function failureOf({ code, output }: Ended): string {
  return code === 0 ? '' : `exit code ${code}: ${output}`;
}
