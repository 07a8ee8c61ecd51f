import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { framework } from './framework.spec-kit.ts';

type Definition = Readonly<Record<string, unknown>>;

const functions = createRequire(import.meta.url)('../functions.cjs') as (
  options: ReturnType<typeof framework>,
) => Promise<Readonly<Record<string, Definition>>>;

const START = process.cwd();
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'functions-'));
  process.chdir(dir);
});
afterEach(() => {
  process.chdir(START);
  rmSync(dir, { recursive: true });
});

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
}

/** Returns the functions of a service `orders` with these declarations, each beside its handler. */
async function functionsOf(
  declarations: Readonly<Record<string, object>>,
  custom: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, Definition>>> {
  const files = Object.keys(declarations);
  write('src/deps.ts', ...files, ...files.map((file) => file.replace('.yml', '.ts')));
  return functions(
    framework({
      'file(resources/tables.yml), null': { events: { stream: true }, views: {} },
      'file(resources/queues.yml), null': {
        commands: { consumerTimeoutSeconds: 20 },
        catalog: { consumerTimeoutSeconds: 30, consumerWindowSeconds: 1, consumerBatchSize: 25 },
      },
      'self:custom.restApi, null': null,
      ...custom,
      ...Object.fromEntries(Object.entries(declarations).map(([file, text]) => [`file(${file})`, text])),
    }),
  );
}

const reading = { Effect: 'Allow', Action: 'dynamodb:Query', Resource: 'events' };
const noPermissions = { iamRoleStatements: [] };
const STAFF_POOL_ISSUER = '{{resolve:ssm:/tradepost/dev/identity/staff-pool/issuer}}';

describe('functions', () => {
  it('takes the key, name, handler and route of a function from its file and its contract', async () => {
    const declared = { memorySize: 256, iamRoleStatements: [reading] };
    expect(await functionsOf({ 'src/http/get-order.yml': declared })).toEqual({
      getOrder: {
        name: 'tradepost-dev-orders-get-order',
        handler: 'src/http/get-order.handler',
        events: [
          {
            httpApi: {
              method: 'GET',
              path: '/v1/orders/{orderId}',
              authorizer: {
                type: 'jwt',
                id: '{{resolve:ssm:/tradepost/dev/identity/staff-authorizer/id}}',
                scopes: ['tradepost/orders:read'],
              },
            },
          },
        ],
        environment: { STAFF_ISSUER: STAFF_POOL_ISSUER },
        memorySize: 256,
        iamRoleStatements: [reading],
      },
    });
  });

  it('gives a signed route no authorizer and no issuer', async () => {
    const declared = { environment: { PROVIDER: 'none' }, iamRoleStatements: [] };
    const { receiveProviderWebhook } = await functionsOf({
      'src/http/receive-provider-webhook.yml': declared,
    });
    expect(receiveProviderWebhook).toMatchObject({
      events: [{ httpApi: { method: 'POST', path: '/v1/hooks/payments/{provider}' } }],
      environment: { PROVIDER: 'none' },
    });
  });

  it("keeps the environment of a function beside its route's issuer", async () => {
    const declared = { environment: { CURRENCY: 'EUR' }, iamRoleStatements: [] };
    const { placeOrder } = await functionsOf({ 'src/http/place-order.yml': declared });
    expect(placeOrder?.['environment']).toEqual({ STAFF_ISSUER: STAFF_POOL_ISSUER, CURRENCY: 'EUR' });
  });

  it('gives a route of a REST API the pool and the scope of its contract', async () => {
    const { createProduct } = await functionsOf(
      { 'src/http/create-product.yml': noPermissions },
      { 'self:custom.restApi, null': { cors: { origins: ['*'] } } },
    );
    expect(createProduct).toMatchObject({
      events: [
        {
          http: {
            ...{ method: 'post', path: 'v1/products', private: false },
            authorizer: {
              type: 'COGNITO_USER_POOLS',
              name: 'staff',
              arn: { 'Fn::Sub': '{{resolve:ssm:/tradepost/dev/identity/staff-pool/arn}}' },
              scopes: ['tradepost/catalog:write'],
              resultTtlInSeconds: 0,
            },
          },
        },
      ],
      environment: { STAFF_ISSUER: STAFF_POOL_ISSUER },
    });
  });

  it('puts routes on a REST API if the service has one', async () => {
    const restApi = { cors: { origins: ['*'] }, cachedPaths: ['/v1/products'] };
    const { getProduct, listProducts } = await functionsOf(
      { 'src/http/get-product.yml': noPermissions, 'src/http/list-products.yml': noPermissions },
      { 'self:custom.restApi, null': restApi },
    );
    const settings = { method: 'get', private: false, cors: { origins: ['*'] } };
    expect(getProduct?.['events']).toEqual([{ http: { ...settings, path: 'v1/products/{productId}' } }]);
    const names = [
      'category',
      'currency',
      'cursor',
      'forSale',
      'limit',
      'maxPriceMinor',
      'minPriceMinor',
      'sort',
      'values',
    ];
    const querystrings = Object.fromEntries(names.map((name) => [name, false]));
    expect(listProducts?.['events']).toEqual([
      { http: { ...settings, path: 'v1/products', request: { parameters: { querystrings } } } },
    ]);
  });

  it('gives a consumer its inbox, the timeout of the inbox, and access to the dead-letter queue', async () => {
    const { onProductChanged, orderCommands } = await functionsOf({
      'src/consumers/on-product-changed.yml': { inbox: 'catalog', iamRoleStatements: [reading] },
      'src/commands/order-commands.yml': { inbox: 'commands', iamRoleStatements: [] },
    });
    expect(onProductChanged).toEqual({
      name: 'tradepost-dev-orders-on-product-changed',
      handler: 'src/consumers/on-product-changed.handler',
      timeout: 30,
      events: [
        {
          sqs: {
            arn: { 'Fn::GetAtt': ['CatalogInbox', 'Arn'] },
            batchSize: 25,
            maximumBatchingWindow: 1,
            functionResponseType: 'ReportBatchItemFailures',
          },
        },
      ],
      iamRoleStatements: [
        reading,
        {
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': ['CatalogInboxDeadLetters', 'Arn'] },
        },
      ],
    });
    expect(orderCommands).toMatchObject({ name: 'tradepost-dev-orders-commands', timeout: 20 });
  });

  it('gives a projection the stream of the only table that has one', async () => {
    const filterPatterns = [{ dynamodb: { Keys: { sk: { S: ['state'] } } } }];
    const { projectOrders } = await functionsOf({
      'src/streams/project-orders.yml': {
        stream: { batchWindow: 1, filterPatterns },
        iamRoleStatements: [reading],
      },
    });
    expect(projectOrders).toMatchObject({
      timeout: 30,
      events: [
        {
          stream: {
            type: 'dynamodb',
            arn: { 'Fn::GetAtt': ['EventsTable', 'StreamArn'] },
            batchWindow: 1,
            filterPatterns,
          },
        },
      ],
      iamRoleStatements: [reading],
    });
  });

  it('lets publishEvents read the table and publish to the bus', async () => {
    const { publishEvents } = await functionsOf({ 'src/streams/publish-events.yml': { stream: {} } });
    expect(publishEvents?.['iamRoleStatements']).toEqual([
      { Effect: 'Allow', Action: 'dynamodb:Query', Resource: { 'Fn::GetAtt': ['EventsTable', 'Arn'] } },
      {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: { 'Fn::Sub': expect.stringMatching(/:event-bus\/tradepost-dev$/) },
      },
    ]);
  });

  it('runs a function on its schedule, with retries until the next run', async () => {
    const { sweepOrders } = await functionsOf({
      'src/schedules/sweep-orders.yml': { schedule: 'rate(1 minute)', timeout: 50, ...noPermissions },
    });
    expect(sweepOrders).toMatchObject({
      timeout: 50,
      events: [
        {
          eventBridge: {
            schedule: 'rate(1 minute)',
            retryPolicy: { maximumEventAge: 60, maximumRetryAttempts: 2 },
            deadLetterQueueArn: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] },
          },
        },
      ],
    });
  });

  it('leaves a function without a trigger to those who invoke it, and skips state machines', async () => {
    write('src/sagas/fulfil-order.yml', 'src/sagas/fulfil-order.asl.yml');
    expect(await functionsOf({ 'src/hooks/check-version.yml': noPermissions })).toEqual({
      checkVersion: {
        name: 'tradepost-dev-orders-check-version',
        handler: 'src/hooks/check-version.handler',
        iamRoleStatements: [],
      },
    });
  });

  it('takes lists of permissions that functions share apart', async () => {
    const sending = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'inbox' };
    const { getOrder } = await functionsOf({
      'src/http/get-order.yml': { iamRoleStatements: [[reading, sending], reading] },
    });
    expect(getOrder?.['iamRoleStatements']).toEqual([reading, sending, reading]);
  });

  it('orders functions by name, whatever their folders', async () => {
    const files = ['src/http/place-order.yml', 'src/http/get-order.yml', 'src/commands/order-commands.yml'];
    const declared = await functionsOf(Object.fromEntries(files.map((file) => [file, noPermissions])));
    expect(Object.keys(declared)).toEqual(['getOrder', 'orderCommands', 'placeOrder']);
  });
});

describe('functions, for a wrong declaration', () => {
  it('throws for a route without a contract', async () => {
    await expect(functionsOf({ 'src/http/get-basket.yml': noPermissions })).rejects.toThrow(
      'src/http/get-basket.yml: no route contract is called getBasket. A new contract needs pnpm generate contracts',
    );
  });

  it('throws for a declaration without a handler', async () => {
    write('src/http/get-order.yml');
    await expect(functionsOf({})).rejects.toThrow(
      'src/http/get-order.yml: there is no handler src/http/get-order.ts',
    );
  });

  it('throws for a function that declares neither permissions nor their absence', async () => {
    await expect(functionsOf({ 'src/http/get-order.yml': { timeout: 5 } })).rejects.toThrow(
      'src/http/get-order.yml: iamRoleStatements is missing. Set it to [] if the function needs no permissions',
    );
  });

  it('throws for an inbox that the service does not have', async () => {
    await expect(
      functionsOf({ 'src/consumers/on-order-placed.yml': { inbox: 'orders', ...noPermissions } }),
    ).rejects.toThrow('src/consumers/on-order-placed.yml: resources/queues.yml has no inbox orders');
  });

  it('throws for a second event source', async () => {
    await expect(
      functionsOf({ 'src/streams/on-order.yml': { inbox: 'catalog', stream: {}, ...noPermissions } }),
    ).rejects.toThrow('src/streams/on-order.yml declares stream and inbox: a function has one event source');
  });

  it('throws for a route with an event source', async () => {
    await expect(
      functionsOf({ 'src/http/get-order.yml': { inbox: 'catalog', ...noPermissions } }),
    ).rejects.toThrow('src/http/get-order.yml declares inbox: a function in src/http is a route');
  });

  it('throws for a stream of a service with two tables that have one', async () => {
    await expect(
      functionsOf(
        { 'src/streams/publish-events.yml': { stream: {} } },
        { 'file(resources/tables.yml), null': { events: { stream: true }, stock: { stream: true } } },
      ),
    ).rejects.toThrow('a stream needs exactly one table with "stream: true" in resources/tables.yml, not 2');
  });

  it('throws for two functions with the same key', async () => {
    await expect(
      functionsOf({ 'src/http/get-order.yml': noPermissions, 'src/streams/get-order.yml': noPermissions }),
    ).rejects.toThrow('the service has another function getOrder');
  });
});
