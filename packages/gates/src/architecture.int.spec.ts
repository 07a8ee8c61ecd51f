import { join } from 'node:path';
import { copyRepository, type Ended, type RepositoryCopy } from './repository-copy.spec-kit.ts';

const TIMEOUT_MS = 60_000;

let copy: RepositoryCopy;
let ended: Ended;
let rules: readonly { readonly name: string; readonly comment: string }[];

/** Files that break each rule. */
const PLANTED: Readonly<Record<string, { readonly [file: string]: string }>> = {
  'no-cycles': {
    'packages/aggregate/src/one.ts': "import { two } from './two.ts';\nexport const one = () => two;\n",
  },
  'everything-resolves': { 'packages/aggregate/src/lost.ts': "import './nowhere.ts';\n" },
  'money-imports-nothing': { 'packages/money/src/planted.ts': "import 'node:util';\n" },
  'quote-imports-money-only': { 'packages/quote/src/planted.ts': "import 'node:util';\n" },
  'contracts-import-money-only': { 'packages/contracts/src/planted.ts': "import 'node:crypto';\n" },
  'domain-is-pure': {
    'services/orders/src/domain/planted-aggregate.ts':
      "import type { Decision } from '@tradepost/aggregate/store';\nexport type D = Decision<string>;\n",
    'services/orders/src/domain/planted-builtin.ts': "import 'node:timers/promises';\n",
    'services/orders/src/domain/planted-aws.ts': "import '@aws-sdk/client-dynamodb';\n",
    'services/orders/src/domain/planted-deps.ts': "import '../deps.ts';\n",
  },
  'domain-imports-types-of-contracts': {
    'services/orders/src/domain/planted-contract.ts':
      "import { orderPlaced } from '@tradepost/contracts/orders/events';\nexport const planted = orderPlaced;\n",
  },
  'projections-are-pure': {
    'services/orders/src/projections/planted.ts': "import '@tradepost/lambda/cursor';\n",
  },
  'projections-import-types-of-stores': {
    'services/orders/src/projections/planted-values.ts': "import '@tradepost/aggregate/retry';\n",
  },
  'adapters-import-no-handlers': {
    'services/orders/src/adapters/planted-table.ts': "import '../deps.ts';\n",
  },
  'deps-import-no-handlers': {
    'services/planted/src/deps.ts': "import './http/handler.ts';\n",
  },
  'files-are-in-folders': {
    'services/orders/src/planted.ts': "import './domain/order.ts';\n",
  },
  'handlers-import-their-own-folder': {
    'services/orders/src/http/planted.ts': "import '../schedules/sweep-orders.ts';\n",
  },
  'only-deps-creates-adapters': {
    'services/orders/src/consumers/planted.ts': "import '../adapters/offer-table.ts';\n",
  },
  'mappings-are-pure': { 'services/orders/src/streams/to-planted.ts': "import '../deps.ts';\n" },
  'clients-are-created-in-deps': {
    'services/orders/src/http/planted-client.ts': "import '@aws-sdk/client-dynamodb';\n",
  },
  'stacks-are-in-lambda': { 'services/orders/src/http/planted-stack.ts': "import '@middy/core';\n" },
  'services-import-only-themselves': {
    'services/orders/src/http/planted-neighbour.ts': "import '../../../catalog/src/domain/product.ts';\n",
  },
  'services-run-on-seven-packages': {
    'services/orders/src/http/planted-package.ts': "import '../../../../packages/local/src/invocation.ts';\n",
  },
  'aggregate-imports-contracts-and-dynamodb': {
    'packages/aggregate/src/planted-package.ts': "import '../../lambda/src/cursor.ts';\n",
  },
  'audit-imports-contracts-and-dynamodb': {
    'packages/audit/src/planted.ts': "import '../../lambda/src/once.ts';\n",
  },
  'lambda-and-dynamodb-import-contracts': {
    'packages/lambda/src/planted.ts': "import '../../aggregate/src/retry.ts';\n",
    'packages/dynamodb/src/planted.ts': "import '../../aggregate/src/retry.ts';\n",
  },
  'personal-data-imports-lambda-and-dynamodb': {
    'packages/personal-data/src/planted.ts': "import '../../aggregate/src/retry.ts';\n",
  },
  'client-runs-anywhere': { 'packages/client/src/planted.ts': "import 'node:crypto';\n" },
  'states-language-is-pure': { 'packages/states-language/src/planted.ts': "import 'node:fs';\n" },
  'local-imports-nothing-of-services': {
    'packages/local/src/planted.ts': "import '../../contracts/src/problem.ts';\n",
  },
  'compiled-service-reads-any-service': {
    'packages/compiled-service/src/planted.ts': "import '../../contracts/src/problem.ts';\n",
  },
  'packages-import-no-service': {
    'packages/aggregate/src/planted.ts': "import '../../../services/orders/src/domain/order.ts';\n",
  },
  'testing-is-for-specs': {
    'services/orders/src/http/planted-test.ts': "import '@tradepost/testing/given';\n",
  },
  'specs-are-not-imported': {
    'services/orders/src/domain/planted-fixture.ts': "import './order.spec-kit.ts';\n",
  },
};

/** Files that they import. */
const IMPORTED = {
  'packages/aggregate/src/two.ts': "import { one } from './one.ts';\nexport const two = () => one;\n",
  'services/planted/src/http/handler.ts': '',
};

beforeAll(async () => {
  copy = await copyRepository();
  for (const files of Object.values(PLANTED)) await copy.plant(files);
  await copy.plant(IMPORTED);
  const files = Object.values(PLANTED).flatMap(Object.keys);
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'];
  ended = await copy.run('depcruise', [...args, ...files]);
  const config = join(copy.dir, '.dependency-cruiser.mjs');
  rules = ((await import(config)) as { default: { forbidden: typeof rules } }).default.forbidden;
}, TIMEOUT_MS);

afterAll(() => copy.remove());

describe('.dependency-cruiser.mjs, with every rule broken', () => {
  it.each(Object.entries(PLANTED).flatMap(([rule, files]) => Object.keys(files).map((file) => [rule, file])))(
    'reports %s for %s',
    (rule, file) => {
      expect(ended.output).toContain(`error ${rule}: ${file}`);
    },
  );

  it('prints for each rule how to fix it', () => {
    const output = ended.output.replaceAll(/\s+/g, ' ');
    for (const { name, comment } of rules)
      expect([name, output]).toEqual([name, expect.stringContaining(comment)]);
  });

  it('has no rule that is not broken here', () => {
    expect(Object.keys(PLANTED)).toEqual(rules.map(({ name }) => name));
  });
});
