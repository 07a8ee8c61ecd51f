import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteUsagePlanKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway';
import { type LocalServer, listenLocally } from '../gateway/http-server.ts';
import { readBody } from '../gateway/request-body.ts';
import { openStore } from '../store.ts';
import { createApiGatewayEndpoint } from './api-gateway-endpoint.ts';
import { createApiKeyStore } from './api-key-store.ts';

const plan = (id: string, stage: string) => ({
  ...{ service: 'jars', logicalId: id, id, name: `${id} plan`, throttle: { ratePerSecond: 5, burst: 10 } },
  quota: { limit: 100, period: 'MONTH', offset: 0 } as const,
  stages: [{ apiId: 'api', stage, routes: new Map() }],
});

describe('the API of API Gateway, called by its SDK', () => {
  const db = openStore(':memory:');
  const store = createApiKeyStore(db, { apiKeys: [], usagePlanKeys: [] });
  const endpoint = createApiGatewayEndpoint([plan('feeds', 'dev'), plan('same-stage', 'dev')], store);
  let server: LocalServer;
  let client: APIGatewayClient;
  beforeAll(async () => {
    server = await listenLocally(0, async (request, response) => {
      const body = await readBody(request, 1_000_000);
      const answer = endpoint({ method: request.method ?? 'GET', url: request.url ?? '/', body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    client = new APIGatewayClient({
      ...{ endpoint: server.url, region: 'us-east-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'k', secretAccessKey: 's' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
    db.close();
  });
  afterEach(() => {
    for (const { id } of store.list()) store.remove(id);
  });
  const create = (name: string, more: object = {}) =>
    client.send(new CreateApiKeyCommand({ name, enabled: true, ...more }));

  it('creates a key, and shows its value at the creation and on request only', async () => {
    const created = await create('partner', { description: 'd', customerId: 'c', tags: { team: 'feeds' } });
    expect(created).toMatchObject({
      ...{ name: 'partner', description: 'd', customerId: 'c', enabled: true, stageKeys: [] },
      ...{ tags: { team: 'feeds' }, value: expect.stringMatching(/^[A-Za-z0-9]{40}$/) },
      ...{ id: expect.stringMatching(/^[a-z0-9]{10}$/), createdDate: expect.any(Date) },
    });
    const read = (includeValue: boolean) =>
      client.send(new GetApiKeyCommand({ apiKey: created.id, includeValue }));
    expect((await read(true)).value).toBe(created.value);
    expect((await read(false)).value).toBeUndefined();
  });

  it('lists keys in pages, by the start of their names', async () => {
    for (const name of ['partner-a', 'partner-b', 'other']) await create(name);
    const list = (more: object) => client.send(new GetApiKeysCommand({ includeValues: true, ...more }));
    const named = (await list({ nameQuery: 'partner-' })).items ?? [];
    expect(named.map(({ name }) => name).toSorted()).toEqual(['partner-a', 'partner-b']);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, position: first.position });
    const ids = [...(first.items ?? []), ...(second.items ?? [])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(second.position).toBeUndefined();
  });

  it('disables and deletes a key', async () => {
    const { id: apiKey } = await create('partner');
    const patchOperations = [{ op: 'replace', path: '/enabled', value: 'false' } as const];
    expect(await client.send(new UpdateApiKeyCommand({ apiKey, patchOperations }))).toMatchObject({
      ...{ enabled: false, name: 'partner' },
    });
    await client.send(new DeleteApiKeyCommand({ apiKey }));
    await expect(client.send(new GetApiKeyCommand({ apiKey }))).rejects.toMatchObject({
      ...{ name: 'NotFoundException', message: 'Invalid API Key identifier specified' },
    });
  });

  it('adds a key to a plan and removes it', async () => {
    const { id: keyId, value } = await create('partner');
    const key = { usagePlanId: 'feeds', keyId };
    const member = { id: keyId, type: 'API_KEY', value, name: 'partner' };
    expect(await client.send(new CreateUsagePlanKeyCommand({ ...key, keyType: 'API_KEY' }))).toMatchObject(
      member,
    );
    expect(await client.send(new GetUsagePlanKeyCommand(key))).toMatchObject(member);
    expect((await client.send(new GetUsagePlanKeysCommand(key))).items).toEqual([member]);
    expect((await client.send(new GetUsagePlansCommand({ keyId }))).items).toEqual([
      {
        ...{ id: 'feeds', name: 'feeds plan', apiStages: [{ apiId: 'api', stage: 'dev' }] },
        throttle: { rateLimit: 5, burstLimit: 10 },
        quota: { limit: 100, period: 'MONTH', offset: 0 },
      },
    ]);
    await client.send(new DeleteUsagePlanKeyCommand(key));
    expect((await client.send(new GetUsagePlanKeysCommand(key))).items).toEqual([]);
  });

  it('reports the usage of each day, and what was left of the quota', async () => {
    const { id: keyId = '' } = await create('partner');
    store.join('feeds', keyId);
    for (const day of ['2026-11-29', '2026-11-29', '2026-11-30']) store.count('feeds', keyId, day);
    const days = { startDate: '2026-11-28', endDate: '2026-12-01' };
    expect(await client.send(new GetUsageCommand({ usagePlanId: 'feeds', ...days }))).toMatchObject({
      ...{ usagePlanId: 'feeds', ...days },
      items: {
        [keyId]: [
          [0, 100],
          [2, 98],
          [1, 97],
          [0, 100],
        ],
      },
    });
  });

  it.each([
    ['an unknown plan', new GetUsagePlanCommand({ usagePlanId: 'x' }), 'NotFoundException', 404],
    [
      'an unknown key in a plan',
      new CreateUsagePlanKeyCommand({ usagePlanId: 'feeds', keyId: 'x', keyType: 'API_KEY' }),
      ...(['NotFoundException', 404] as const),
    ],
    ['a short value', new CreateApiKeyCommand({ value: 'short' }), 'BadRequestException', 400],
    [
      'a date that is none',
      new GetUsageCommand({ usagePlanId: 'feeds', startDate: 'x', endDate: '2026-11-30' }),
      ...(['BadRequestException', 400] as const),
    ],
    [
      'dates in the wrong order',
      new GetUsageCommand({ usagePlanId: 'feeds', startDate: '2026-12-01', endDate: '2026-11-30' }),
      ...(['BadRequestException', 400] as const),
    ],
    ['a limit that is too large', new GetApiKeysCommand({ limit: 501 }), 'BadRequestException', 400],
    ['another operation', new GetRestApisCommand({}), 'UnknownOperationException', 400],
  ])('refuses %s', async (_what, command, name, status) => {
    await expect(client.send(command as GetApiKeysCommand)).rejects.toMatchObject({
      ...{ name, $metadata: { httpStatusCode: status } },
    });
  });

  it('refuses a patch of another field, a second key of a value, and a second plan of a stage', async () => {
    const value = 'v'.repeat(20);
    const { id: apiKey } = await create('one', { value });
    const patchOperations = [{ op: 'replace', path: '/value', value: 'x' } as const];
    await expect(client.send(new UpdateApiKeyCommand({ apiKey, patchOperations }))).rejects.toThrow(
      "Invalid patch path '/value' specified for op 'replace'. Must be one of: [/name, /description, /enabled, /customerId]",
    );
    await expect(create('two', { value })).rejects.toMatchObject({ name: 'ConflictException' });
    const join = (usagePlanId: string) =>
      client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: apiKey, keyType: 'API_KEY' }));
    await join('feeds');
    await expect(join('same-stage')).rejects.toMatchObject({ name: 'ConflictException' });
  });
});
