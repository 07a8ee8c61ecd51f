import { join } from 'node:path';
import { runFramework } from '@tradepost/compiled-service/packaging/framework';
import { copyRepository, type Ended, type RepositoryCopy } from '@tradepost/gates/repository-copy.spec-kit';

/** Gates that check the whole repository in seconds. */
const GATES = ['contracts', 'architecture', 'unused', 'size', 'config'];
/** Gates that are slow for the whole repository: here they check the new and changed files. */
const ON_CHANGES: Readonly<Record<string, (sources: readonly string[]) => readonly string[]>> = {
  typecheck: () => ['tsc', '-p', 'tsconfig.changes.json'],
  format: (sources) => ['biome', 'check', ...sources],
  lint: (sources) => ['eslint', '--config', '.eslint.config.mjs', ...sources],
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
  const changes = { extends: './tsconfig.json', include: sources };
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

  it('passes the gates', async () => {
    const { code, output } = await copy.script('check', ...GATES);
    expect({ code, output }).toEqual({ code: 0, output: expect.any(String) as string });
  });

  it.each(Object.entries(ON_CHANGES))(
    'passes %s with its new and changed files',
    async (_gate, commandFor) => {
      const [command = '', ...args] = commandFor(sources);
      expect(sources.length).toBeGreaterThan(10);
      expect(await copy.run(command, args)).toEqual({ code: 0, output: expect.any(String) as string });
    },
  );

  it('passes its own specs and those of the contracts', async () => {
    const { code, output } = await copy.script(
      'test:all',
      'services/invoices',
      'packages/(contracts|reference)',
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
