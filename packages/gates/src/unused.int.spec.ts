import { copyRepository, type Ended, type RepositoryCopy } from './repository-copy.spec-kit.ts';

const TIMEOUT_MS = 60_000;

let copy: RepositoryCopy;
let ended: Ended;

beforeAll(async () => {
  copy = await copyRepository();
  await copy.plant({
    'services/orders/src/dead-file.ts': 'export const dead = 1;\n',
    // No .yml beside it declares a function.
    'services/orders/src/http/dead-handler.ts': 'export const handler = async () => undefined;\n',
    'packages/money/src/dead-package-file.ts': 'export const alsoDead = 1;\n',
    'services/orders/src/views/planted.spec.ts': "import 'find-my-way';\nimport './nowhere.ts';\n",
    'packages/serverless-config/dead-fragment.cjs': 'module.exports = {};\n',
  });
  await copy.edit('services/orders/src/domain/order.ts', '\n', '\nexport const deadExport = 1;\n');
  await copy.edit('services/orders/package.json', '"ulid"', '"csv-parse": "catalog:",\n    "ulid"');
  await copy.edit('pnpm-workspace.yaml', 'catalog:\n', 'catalog:\n  left-over: 1.0.0\n');
  const args = ['--config', '.knip.ts', '--reporter', 'symbols'];
  ended = await copy.run('knip', [...args, '--reporter', './packages/gates/src/how-to-fix-unused.ts']);
}, TIMEOUT_MS);

afterAll(() => copy.remove());

describe('.knip.ts, with unused code of each kind', () => {
  it('fails', () => {
    expect(ended.code).toBe(1);
  });

  it.each([
    ['a file', 'services/orders/src/dead-file.ts'],
    ['a handler without a declaration', 'services/orders/src/http/dead-handler.ts'],
    ['a fragment', 'packages/serverless-config/dead-fragment.cjs'],
    ['an export', 'deadExport'],
    ['a file of a package', 'packages/money/src/dead-package-file.ts'],
    ['a dependency', 'csv-parse'],
    ['an import that no package.json names', 'find-my-way'],
    ['an import of nothing', './nowhere.ts'],
    ['an entry of the catalog', 'left-over'],
  ])('finds %s', (_what, name) => {
    expect(ended.output).toContain(name);
  });

  it.each(['files', 'exports', 'dependencies', 'unlisted', 'unresolved', 'catalog'])(
    'prints how to fix %s',
    (kind) => {
      expect(ended.output).toMatch(new RegExp(`^How to fix it \\(${kind}\\): .+\\.$`, 'm'));
    },
  );
});
