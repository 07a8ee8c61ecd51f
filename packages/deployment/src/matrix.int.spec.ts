import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findServices } from './matrix/find-services.ts';
import { changedPaths, treeAt, treeIn } from './matrix/tree.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

describe('stage matrix, for this repository', () => {
  const after = treeIn(ROOT);
  const deployed = (path: string) =>
    findServices({ paths: [path], before: undefined, after }).services.map(({ name }) => name);

  it('deploys only orders for a change in orders', () => {
    expect(deployed('services/orders/src/deps.ts')).toEqual(['orders']);
  });

  it.each([
    ['aggregate', ['@tradepost/aggregate']],
    // The contracts use the currencies of packages/money.
    ['money', ['@tradepost/money', '@tradepost/contracts']],
  ])('deploys the dependents of packages/%s for a change in it', (name, packages) => {
    const dependents = after.paths.filter((path) => {
      if (!/^services\/[^/]+\/package\.json$/.test(path)) return false;
      const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
      return packages.some((each) => each in dependencies);
    });
    expect(dependents.length).toBeGreaterThan(1);
    expect(deployed(`packages/${name}/package.json`).toSorted()).toEqual(
      dependents.map((path) => path.split('/')[1]).sort(),
    );
  });

  it.each(['client', 'local', 'reference', 'simulation', 'testing'])(
    'deploys nothing for packages/%s',
    (name) => {
      expect(deployed(`packages/${name}/package.json`).toSorted()).toEqual([]);
    },
  );
});

describe('stage matrix, for two commits', () => {
  let root: string;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  const commit = (files: Readonly<Record<string, string>>): string => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'a change');
    return git('rev-parse', 'HEAD').trim();
  };
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'deploy-matrix-'));
    git('init', '--quiet');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('reads both trees from git, and counts both paths of a renamed file', () => {
    const from = commit({
      'services/orders/package.json': '{"name":"orders"}',
      'services/orders/serverless.yml': 'service: orders',
      'services/orders/src/größe.ts': 'export const size = 1;',
      'services/carts/package.json': '{"name":"carts"}',
      'services/carts/serverless.yml': 'service: carts',
    });
    git('mv', 'services/orders/src/größe.ts', 'services/carts/size.ts');
    git('rm', '--quiet', 'services/orders/serverless.yml');
    const to = commit({ 'README.md': 'Shops' });
    writeFileSync(join(root, 'services/carts/package.json'), 'not committed, and not read');
    const paths = changedPaths(root, from, to);
    expect(paths).toEqual([
      'README.md',
      'services/carts/size.ts',
      'services/orders/serverless.yml',
      'services/orders/src/größe.ts',
    ]);
    expect(findServices({ paths, before: treeAt(root, from), after: treeAt(root, to) })).toEqual({
      services: [{ name: 'carts', reasons: ['services/carts/size.ts'] }],
      removed: ['orders'],
    });
  });

  it('fails if there is no such commit', () => {
    expect(() => treeAt(root, 'nowhere')).toThrow(/nowhere/);
  });
});
