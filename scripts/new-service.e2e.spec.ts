import { join } from 'node:path';
import { runFramework } from '@tradepost/compiled-service/packaging/framework';
import { copyRepository, type Ended, type RepositoryCopy } from '@tradepost/gates/repository-copy.spec-kit';

const SLOW_MS = 300_000;
const GATES = [
  'typecheck',
  'lint',
  'contracts:check',
  'check:architecture',
  'check:unused',
  'check:size',
  'check:config',
];

let copy: RepositoryCopy;
let made: Ended;

beforeAll(async () => {
  copy = await copyRepository();
  made = await copy.script('new-service', 'invoices', '--about', 'What customers have to pay.');
  await copy.link('services/invoices');
}, SLOW_MS);

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

  it.each(GATES)(
    'passes %s',
    async (gate) => {
      const { code, output } = await copy.script(gate);
      expect({ code, output }).toEqual({ code: 0, output: expect.any(String) as string });
    },
    SLOW_MS,
  );

  it(
    'passes its own specs and those of the contracts',
    async () => {
      const { code, output } = await copy.script(
        'test:all',
        'services/invoices',
        'packages/(contracts|reference|client)',
        'packages/gates/src/routes',
      );
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringContaining('services/invoices/src/invoices.int.spec.ts') as string,
      });
    },
    SLOW_MS,
  );

  it(
    'is packaged as for a deployment',
    () => runFramework(join(copy.dir, 'services', 'invoices'), ['package']),
    SLOW_MS,
  );

  it(
    'runs beside the others',
    async () => {
      const { code, output } = await copy.script('test:all', 'packages/proofs/src/e2e/invoices');
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringContaining('1 passed, 1 total') as string,
      });
    },
    SLOW_MS,
  );

  it('needs each of its permissions', async () => {
    // No calls of the other services were recorded here.
    const { output } = await copy.script('check:privileges');
    expect(output).toContain('different calls in the tests');
    expect(output.split('\n').filter((line) => line.includes('invoices'))).toEqual([]);
  });
});
