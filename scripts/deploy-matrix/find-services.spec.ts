import { describeMatrix, toJson } from './describe-matrix.ts';
import { allServices, findServices } from './find-services.ts';
import { lockfile, shopTree } from './shop-tree.spec-kit.ts';

const before = shopTree();

function deployed(paths: readonly string[], after = before): readonly string[] {
  return findServices({ paths, before, after }).services.map(({ name }) => name);
}

describe('When files of a service change', () => {
  it('deploys that service alone', () => {
    expect(deployed(['services/orders/src/http/place-order.ts'])).toEqual(['orders']);
    expect(deployed(['services/platform/resources/tables.yml'])).toEqual(['platform']);
  });

  it.each([
    'services/orders/README.md',
    'services/orders/src/domain/decide.spec.ts',
    'services/orders/src/orders.int.spec.ts',
    'services/orders/src/domain/order.spec-fixture.ts',
  ])('deploys nothing for %s', (path) => {
    expect(deployed([path])).toEqual([]);
  });

  it('deploys the platform before the others', () => {
    expect(deployed(['services/catalog/src/deps.ts', 'services/platform/src/deps.ts'])).toEqual([
      'platform',
      'catalog',
    ]);
  });
});

describe('When a package changes', () => {
  it('deploys those that run on it', () => {
    expect(deployed(['packages/money/src/money.ts'])).toEqual(['orders']);
  });

  it('deploys those that run on it through another package', () => {
    expect(deployed(['packages/contracts/src/events/order-placed.ts'])).toEqual(['platform', 'orders']);
  });

  it('deploys those whose template it writes', () => {
    expect(deployed(['packages/serverless-config/provider.yml'])).toEqual(['platform', 'catalog', 'orders']);
  });

  it('deploys nothing for a package that only specs use', () => {
    expect(deployed(['packages/testing/src/builders.ts'])).toEqual([]);
  });

  it('deploys a service that has just begun to depend on it', () => {
    const manifest = { name: '@tradepost/catalog', dependencies: { '@tradepost/money': '*' } };
    const after = shopTree({ 'services/catalog/package.json': JSON.stringify(manifest) });
    expect(deployed(['packages/money/src/money.ts'], after)).toEqual(['catalog', 'orders']);
  });
});

describe('When neither services nor packages change', () => {
  it.each(['README.md', '.changeset/gates.md', '.github/workflows/ci.yml', 'scripts/start.ts', 'LICENSE'])(
    'deploys nothing for %s',
    (path) => {
      expect(deployed([path])).toEqual([]);
    },
  );

  it('deploys every service for the options of the compiler that bundling reads', () => {
    expect(deployed(['tsconfig.base.json'])).toEqual(['platform', 'catalog', 'orders']);
    expect(deployed(['tsconfig.jest.json'])).toEqual([]);
  });
});

describe('When the lockfile changes', () => {
  const reasons = (changed: Parameters<typeof lockfile>[0]) =>
    findServices({
      paths: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
      before,
      after: shopTree({ 'pnpm-lock.yaml': lockfile(changed) }),
    }).services;

  it('deploys those that get another library', () => {
    expect(reasons({ dynamodb: '3.1.0' })).toEqual([
      { name: 'orders', reasons: ['@aws-sdk/client-dynamodb@3.0.0', '@aws-sdk/client-dynamodb@3.1.0'] },
    ]);
  });

  it('deploys those whose library gets another library', () => {
    expect(reasons({ smithy: '4.0.1' })).toEqual([
      { name: 'orders', reasons: ['@smithy/core@4.0.0', '@smithy/core@4.0.1'] },
    ]);
  });

  it('deploys those that another framework packages', () => {
    expect(reasons({ osls: '4.4.0' })).toEqual([{ name: 'orders', reasons: ['osls@4.3.1', 'osls@4.4.0'] }]);
  });

  it('deploys nothing for what only development uses', () => {
    expect(reasons({ offline: '14.1.0' })).toEqual([]);
    expect(reasons({})).toEqual([]);
  });

  it('deploys every service where nobody knows what it was', () => {
    const { services } = findServices({ paths: ['pnpm-lock.yaml'], before: undefined, after: before });
    expect(services.map(({ name }) => name)).toEqual(['platform', 'catalog', 'orders']);
  });
});

describe('When services come and go', () => {
  it('deploys a new one', () => {
    const after = shopTree({
      'services/carts/package.json': '{"name":"@tradepost/carts"}',
      'services/carts/serverless.yml': 'service: tradepost-carts',
    });
    expect(deployed(['services/carts/serverless.yml'], after)).toEqual(['carts']);
  });

  it('reports a removed one, and deploys nothing in its place', () => {
    const after = shopTree({
      'services/catalog/package.json': undefined,
      'services/catalog/serverless.yml': undefined,
    });
    const paths = ['services/catalog/package.json', 'services/catalog/serverless.yml'];
    const matrix = findServices({ paths, before, after });
    expect(matrix).toEqual({ services: [], removed: ['catalog'] });
    expect(findServices({ paths, before: undefined, after })).toEqual(matrix);
    expect(describeMatrix(matrix)).toBe(
      'Nothing has to be deployed.\n\ncatalog is no longer in the repository. Its stack stands until somebody removes it.',
    );
  });
});

describe('When a matrix is told', () => {
  const paths = ['a', 'b', 'c', 'd'].map((name) => `services/orders/src/${name}.ts`);
  const matrix = findServices({
    paths: [...paths, 'services/platform/serverless.yml'],
    before,
    after: before,
  });

  it('says the platform apart from the rest to GitHub Actions', () => {
    expect(toJson(matrix)).toBe('{"platform":true,"services":["orders"],"removed":[]}');
    expect(toJson(allServices(before))).toBe(
      '{"platform":true,"services":["catalog","orders"],"removed":[]}',
    );
  });

  it('gives a person a few of the reasons', () => {
    expect(describeMatrix(matrix)).toBe(
      [
        '| service | because of |',
        '| --- | --- |',
        '| platform | services/platform/serverless.yml |',
        '| orders | services/orders/src/a.ts, services/orders/src/b.ts, services/orders/src/c.ts and 1 more |',
      ].join('\n'),
    );
  });
});
