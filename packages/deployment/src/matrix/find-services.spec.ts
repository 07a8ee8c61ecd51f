import { describeMatrix, toJson } from './describe-matrix.ts';
import { allServices, findServices } from './find-services.ts';
import { lockfile, shopTree } from './shop-tree.spec-kit.ts';

const before = shopTree();

function deployed(paths: readonly string[], after = before): readonly string[] {
  return findServices({ paths, before, after }).services.map(({ name }) => name);
}

describe('findServices, for a change in a service', () => {
  it('deploys only that service', () => {
    expect(deployed(['services/orders/src/http/place-order.ts'])).toEqual(['orders']);
    expect(deployed(['services/platform/resources/tables.yml'])).toEqual(['platform']);
  });

  it.each([
    'services/orders/README.md',
    'services/orders/src/domain/decide.spec.ts',
    'services/orders/src/orders.int.spec.ts',
    'services/orders/src/domain/order.spec-kit.ts',
  ])('deploys nothing for %s', (path) => {
    expect(deployed([path])).toEqual([]);
  });

  it('deploys the platform first', () => {
    expect(deployed(['services/catalog/src/deps.ts', 'services/platform/src/deps.ts'])).toEqual([
      'platform',
      'catalog',
    ]);
  });
});

describe('findServices, for a change in a package', () => {
  it('deploys the services that depend on it', () => {
    expect(deployed(['packages/money/src/money.ts'])).toEqual(['orders']);
  });

  it('deploys the services that depend on it through another package', () => {
    expect(deployed(['packages/contracts/src/orders/events.ts'])).toEqual(['platform', 'orders']);
  });

  it('deploys the services whose templates contain its fragments', () => {
    expect(deployed(['packages/serverless-config/provider.yml'])).toEqual(['platform', 'catalog', 'orders']);
  });

  it('deploys nothing if only specs use the package', () => {
    expect(deployed(['packages/testing/src/builders.ts'])).toEqual([]);
  });

  it('deploys a service that depends on it since the change', () => {
    const manifest = { name: '@tradepost/catalog', dependencies: { '@tradepost/money': '*' } };
    const after = shopTree({ 'services/catalog/package.json': JSON.stringify(manifest) });
    expect(deployed(['packages/money/src/money.ts'], after)).toEqual(['catalog', 'orders']);
  });
});

describe('findServices, for a change outside of services and packages', () => {
  it.each([
    'README.md',
    '.changeset/gates.md',
    '.github/workflows/ci.yml',
    'packages/cli/src/main.ts',
    'LICENSE',
  ])('deploys nothing for %s', (path) => {
    expect(deployed([path])).toEqual([]);
  });

  it('deploys every service for the compiler options that bundling reads', () => {
    expect(deployed(['tsconfig.base.json'])).toEqual(['platform', 'catalog', 'orders']);
    expect(deployed(['tsconfig.jest.json'])).toEqual([]);
  });
});

describe('findServices, for a change of the lockfile', () => {
  const reasons = (changed: Parameters<typeof lockfile>[0]) =>
    findServices({
      paths: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
      before,
      after: shopTree({ 'pnpm-lock.yaml': lockfile(changed) }),
    }).services;

  it('deploys the services with a changed library', () => {
    expect(reasons({ dynamodb: '3.1.0' })).toEqual([
      { name: 'orders', reasons: ['@aws-sdk/client-dynamodb@3.0.0', '@aws-sdk/client-dynamodb@3.1.0'] },
    ]);
  });

  it('deploys the services with a changed transitive library', () => {
    expect(reasons({ smithy: '4.0.1' })).toEqual([
      { name: 'orders', reasons: ['@smithy/core@4.0.0', '@smithy/core@4.0.1'] },
    ]);
  });

  it('deploys the services packaged by a changed framework', () => {
    expect(reasons({ osls: '4.4.0' })).toEqual([{ name: 'orders', reasons: ['osls@4.3.1', 'osls@4.4.0'] }]);
  });

  it('deploys nothing for libraries of development', () => {
    expect(reasons({ offline: '14.1.0' })).toEqual([]);
    expect(reasons({})).toEqual([]);
  });

  it('deploys every service if the earlier lockfile is unknown', () => {
    const { services } = findServices({ paths: ['pnpm-lock.yaml'], before: undefined, after: before });
    expect(services.map(({ name }) => name)).toEqual(['platform', 'catalog', 'orders']);
  });
});

describe('findServices, for added and removed services', () => {
  it('deploys an added one', () => {
    const after = shopTree({
      'services/carts/package.json': '{"name":"@tradepost/carts"}',
      'services/carts/serverless.yml': 'service: tradepost-carts',
    });
    expect(deployed(['services/carts/serverless.yml'], after)).toEqual(['carts']);
  });

  it('reports a removed one, and deploys nothing for it', () => {
    const after = shopTree({
      'services/catalog/package.json': undefined,
      'services/catalog/serverless.yml': undefined,
    });
    const paths = ['services/catalog/package.json', 'services/catalog/serverless.yml'];
    const matrix = findServices({ paths, before, after });
    expect(matrix).toEqual({ services: [], removed: ['catalog'] });
    expect(findServices({ paths, before: undefined, after })).toEqual(matrix);
    expect(describeMatrix(matrix)).toBe(
      'Nothing has to be deployed.\n\ncatalog is no longer in the repository. Its stack exists until a person removes it.',
    );
  });
});

describe('describeMatrix and toJson', () => {
  const paths = ['a', 'b', 'c', 'd'].map((name) => `services/orders/src/${name}.ts`);
  const matrix = findServices({
    paths: [...paths, 'services/platform/serverless.yml'],
    before,
    after: before,
  });

  it('separate the foundations from the other services for GitHub Actions', () => {
    expect(toJson(matrix)).toBe(
      '{"platform":true,"identity":false,"customers":false,"services":["orders"],"removed":[]}',
    );
    expect(toJson(allServices(before))).toBe(
      '{"platform":true,"identity":false,"customers":false,"services":["catalog","orders"],"removed":[]}',
    );
  });

  it('list a few of the reasons in the table', () => {
    expect(describeMatrix(matrix)).toBe(
      [
        '| service | reasons |',
        '| --- | --- |',
        '| platform | services/platform/serverless.yml |',
        '| orders | services/orders/src/a.ts, services/orders/src/b.ts, services/orders/src/c.ts and 1 more |',
      ].join('\n'),
    );
  });
});
