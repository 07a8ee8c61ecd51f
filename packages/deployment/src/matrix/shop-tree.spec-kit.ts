import type { Tree } from './tree.ts';

type Files = Readonly<Record<string, string>>;

/** A small workspace: orders and platform depend on contracts, orders also on money; testing is for specs. */
export function shopTree(changes: Readonly<Record<string, string | undefined>> = {}): Tree {
  const files = Object.entries({ ...FILES, ...changes }).filter(([, text]) => text !== undefined) as [
    string,
    string,
  ][];
  const byPath = new Map(files);
  return {
    paths: [...byPath.keys()],
    read: (path) => {
      const text = byPath.get(path);
      if (text === undefined) throw new Error(`there is no ${path}`);
      return text;
    },
  };
}

/** Returns a lockfile with these versions for orders. */
export function lockfile({ dynamodb = '3.0.0', smithy = '4.0.0', offline = '14.0.0', osls = '4.3.1' } = {}) {
  return `lockfileVersion: '9.0'
importers:
  packages/contracts: {}
  packages/money: {}
  services/orders:
    dependencies:
      '@aws-sdk/client-dynamodb': { specifier: 'catalog:', version: ${dynamodb} }
      '@tradepost/money': { specifier: 'workspace:*', version: link:../../packages/money }
    devDependencies:
      serverless: { specifier: 'catalog:', version: osls@${osls}(supports-color@8.1.1) }
      serverless-offline: { specifier: 'catalog:', version: ${offline} }
packages:
  '@aws-sdk/client-dynamodb@${dynamodb}': { resolution: { integrity: sha512-dynamodb } }
  '@smithy/core@${smithy}': { resolution: { integrity: sha512-core } }
snapshots:
  '@aws-sdk/client-dynamodb@${dynamodb}': { dependencies: { '@smithy/core': ${smithy} } }
  '@smithy/core@${smithy}': {}
  'osls@${osls}(supports-color@8.1.1)': {}
`;
}

const FILES: Files = {
  'packages/contracts/package.json': manifest('contracts'),
  'packages/money/package.json': manifest('money'),
  'packages/serverless-config/package.json': manifest('serverless-config'),
  'packages/testing/package.json': manifest('testing', ['@tradepost/contracts']),
  'packages/aggregate/package.json': manifest('aggregate', ['@tradepost/contracts'], ['@tradepost/testing']),
  'services/orders/package.json': manifest(
    'orders',
    ['@aws-sdk/client-dynamodb', '@tradepost/aggregate', '@tradepost/money'],
    ['@tradepost/serverless-config', '@tradepost/testing', 'serverless', 'serverless-offline'],
  ),
  'services/orders/serverless.yml': 'service: tradepost-orders',
  'services/platform/package.json': manifest(
    'platform',
    ['@tradepost/aggregate'],
    ['@tradepost/serverless-config', '@tradepost/testing'],
  ),
  'services/platform/serverless.yml': 'service: tradepost-platform',
  'services/catalog/package.json': manifest('catalog', [], ['@tradepost/serverless-config']),
  'services/catalog/serverless.yml': 'service: tradepost-catalog',
  'pnpm-lock.yaml': lockfile(),
};

function manifest(
  name: string,
  dependencies: readonly string[] = [],
  devDependencies: readonly string[] = [],
): string {
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((each) => [each, '*']));
  return JSON.stringify({
    name: `@tradepost/${name}`,
    dependencies: versions(dependencies),
    devDependencies: versions(devDependencies),
  });
}
