import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '@tradepost/contracts/access/scopes';
import { type ApiGateway, startApiGateway } from '@tradepost/testing/api-gateway';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { staffClaims } from '@tradepost/testing/claims';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { type HttpRequestInput, toRestEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { gatewayKeyDeps } from '../deps.ts';
import { revokeReplacedApiKeys } from '../schedules/revoke-replaced-api-keys.ts';
import * as getApiKey from './get-api-key.ts';
import * as getApiKeyUsage from './get-api-key-usage.ts';
import * as issueApiKey from './issue-api-key.ts';
import * as listApiKeyChanges from './list-api-key-changes.ts';
import * as listApiKeys from './list-api-keys.ts';
import * as revokeApiKey from './revoke-api-key.ts';
import * as rotateApiKey from './rotate-api-key.ts';

const PARTNER = 'Mug Comparison Ltd';
const HOUR_MS = 3_600_000;
const UNKNOWN = 'key_00000000000000000000000000';

let db: DynamoDb;
let gateway: ApiGateway;
const environment = { ...process.env };
const logs = captureLogs();
beforeAll(async () => {
  db = await startDynamoDb({
    services: ['catalog', 'operations'],
    lagging: ['tradepost-dev-catalog-api-keys'],
  });
  gateway = await startApiGateway({ services: ['catalog'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, API_GATEWAY: gateway }),
    STAGE: 'dev',
    API_KEYS_TABLE_NAME: 'tradepost-dev-catalog-api-keys',
    AUDIT_TABLE_NAME: 'tradepost-dev-operations-audit',
    FEED_PLAN_NAME: 'tradepost-dev-catalog-feed',
    AWS_MAX_ATTEMPTS: '1',
  });
});
afterAll(async () => {
  logs.restore();
  process.env = environment;
  await gateway?.stop();
  await db?.stop();
});

type Body = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly value: string;
  readonly code: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor?: string;
};

const callCatalog = callHttp('catalog', toRestEvent);

/** Calls a handler as a person who signed in so many seconds ago. */
async function call(
  name: string,
  handler: HttpFunction,
  input: HttpRequestInput,
  {
    signedInSecondsAgo = 1,
    scopes = ['api-keys:read', 'api-keys:write'],
  }: { readonly signedInSecondsAgo?: number; readonly scopes?: readonly Scope[] } = {},
) {
  const sub = 'admin-1';
  const claims = staffClaims(scopes, { sub, username: sub }, Date.now() - signedInSecondsAgo * 1_000);
  return callCatalog<Body>(name, handler, { ...input, claims });
}
const issue = (partner = PARTNER) =>
  call('issue-api-key', issueApiKey.handler, { method: 'POST', body: { partner } });
const rotate = (apiKeyId: string, body: object = {}) =>
  call('rotate-api-key', rotateApiKey.handler, { method: 'POST', params: { apiKeyId }, body });
const revoke = (apiKeyId: string, reason = 'The partner has left.') =>
  call('revoke-api-key', revokeApiKey.handler, { method: 'POST', params: { apiKeyId }, body: { reason } });
const get = (apiKeyId: string) => call('get-api-key', getApiKey.handler, { params: { apiKeyId } });
const changesOf = async (apiKeyId: string) => {
  const { body } = await call('list-api-key-changes', listApiKeyChanges.handler, { params: { apiKeyId } });
  return body.items;
};
/** Runs the schedule so many hours from now, with the role of its function. */
const runSchedule = (hours = 0) =>
  asFunction('tradepost-dev-catalog-revoke-replaced-api-keys', () =>
    revokeReplacedApiKeys({
      ...gatewayKeyDeps(),
      now: () => new Date(Date.now() + hours * HOUR_MS).toISOString(),
      logger: { info: () => undefined, error: () => undefined },
    }),
  )();
/** Keys in API Gateway by their name, which is the id of our key. */
const inGateway = (name: string) => gateway.keys().find((key) => key.name === name);
describe('issueApiKey', () => {
  it('creates an enabled key of the usage plan, and returns its value once', async () => {
    const { status, headers, body } = await issue();
    expect(status).toBe(201);
    expect(headers).toMatchObject({
      Location: `/v1/admin/api-keys/${body.id}`,
      'Cache-Control': 'no-store',
    });
    expect(body).toEqual({
      id: expect.stringMatching(/^key_/),
      partner: PARTNER,
      status: 'active',
      issuedAt: expect.any(String),
      issuedBy: 'admin-1',
      value: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
    });
    expect(inGateway(body.id)).toMatchObject({
      value: body.value,
      enabled: true,
      description: PARTNER,
      tags: { project: 'tradepost', stage: 'dev', service: 'catalog' },
    });
    const { value, ...withoutValue } = body;
    expect((await get(body.id)).body).toEqual(withoutValue);
    const { Items = [] } = await db.documents.send(
      new ScanCommand({ TableName: 'tradepost-dev-catalog-api-keys' }),
    );
    expect(JSON.stringify([Items, await changesOf(body.id), logs.lines()])).not.toContain(value);
  });

  it('needs a recent sign-in and the scope', async () => {
    const input = { method: 'POST', body: { partner: PARTNER } };
    const late = await call('issue-api-key', issueApiKey.handler, input, { signedInSecondsAgo: 301 });
    expect([late.status, late.body.code]).toEqual([401, 'INSUFFICIENT_USER_AUTHENTICATION']);
    const reader = await call('issue-api-key', issueApiKey.handler, input, { scopes: ['api-keys:read'] });
    expect([reader.status, reader.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('leaves no enabled key that is not recorded if API Gateway fails', async () => {
    const before = gateway.keys().length;
    const repair = gateway.fail('PATCH');
    const { status } = await issue('Interrupted Ltd');
    repair();
    expect(status).toBe(500);
    const left = gateway.keys().filter(({ description }) => description === 'Interrupted Ltd');
    expect(left.map(({ enabled }) => enabled)).toEqual([false]);
    expect(gateway.keys()).toHaveLength(before + 1);
  });
});

describe('rotateApiKey', () => {
  it('issues a second key, and the schedule revokes the first one when the overlap has ended', async () => {
    const { body: first } = await issue();
    const { status, body: second } = await rotate(first.id, { overlapHours: 2 });
    expect([status, second['replaces'], second['partner']]).toEqual([201, first.id, PARTNER]);
    expect(second.value).not.toBe(first.value);
    await runSchedule();
    expect([inGateway(first.id)?.enabled, inGateway(second.id)?.enabled]).toEqual([true, true]);
    expect((await get(first.id)).body).toMatchObject({ status: 'active', replacedBy: second.id });

    await runSchedule(2);
    expect([inGateway(first.id)?.enabled, inGateway(second.id)?.enabled]).toEqual([false, true]);
    expect((await get(first.id)).body).toMatchObject({
      status: 'revoked',
      revokedBy: 'admin-1',
      revokedAt: expect.any(String),
    });
    expect(await changesOf(first.id)).toMatchObject([
      { type: 'ApiKeyIssued', by: 'admin-1' },
      { type: 'ApiKeyRotated', by: 'admin-1' },
    ]);
    expect(await changesOf(second.id)).toMatchObject([{ type: 'ApiKeyIssued', by: 'admin-1' }]);
  });

  it('is completed by the schedule even a year after the overlap has ended', async () => {
    const { body: first } = await issue();
    await rotate(first.id, { overlapHours: 2 });
    await runSchedule(365 * 24);
    expect(inGateway(first.id)?.enabled).toBe(false);
  });

  it('rejects an unknown key, a replaced one and a revoked one', async () => {
    expect(await rotate(UNKNOWN)).toMatchObject({ status: 404, body: { code: 'API_KEY_NOT_FOUND' } });
    const { body: first } = await issue();
    await rotate(first.id);
    expect(await rotate(first.id)).toMatchObject({ status: 409, body: { code: 'API_KEY_REPLACED' } });
    await revoke(first.id);
    expect(await rotate(first.id)).toMatchObject({ status: 409, body: { code: 'API_KEY_REVOKED' } });
  });

  it('creates one replacement for two concurrent requests', async () => {
    const { body: first } = await issue('Hasty Ltd');
    const statuses = (await Promise.all([rotate(first.id), rotate(first.id)])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 409]);
    const enabled = gateway.keys().filter((key) => key.description === 'Hasty Ltd' && key.enabled);
    expect(enabled).toHaveLength(2);
  });
});

describe('revokeApiKey', () => {
  it('disables the key, and changes nothing if it is repeated', async () => {
    const { body: key } = await issue();
    const { status, body } = await revoke(key.id);
    expect([status, body['status'], inGateway(key.id)?.enabled]).toEqual([200, 'revoked', false]);
    expect((await revoke(key.id)).body).toEqual(body);
    expect(await changesOf(key.id)).toMatchObject([
      { type: 'ApiKeyIssued' },
      { type: 'ApiKeyRevoked', by: 'admin-1', reason: 'The partner has left.' },
    ]);
    expect(await revoke(UNKNOWN)).toMatchObject({ status: 404, body: { code: 'API_KEY_NOT_FOUND' } });
  });

  it('revokes a key that is replaced at the same time', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { body: key } = await issue();
      const [rotated, revoked] = await Promise.all([rotate(key.id), revoke(key.id)]);
      expect([201, 409]).toContain(rotated.status);
      expect([revoked.status, revoked.body['status']]).toEqual([200, 'revoked']);
    }
  });

  it('is completed by the schedule if it was interrupted', async () => {
    const { body: key } = await issue();
    const repair = gateway.fail('PATCH');
    expect((await revoke(key.id)).status).toBe(500);
    expect(inGateway(key.id)?.enabled).toBe(true);
    await expect(runSchedule()).rejects.toThrow('1 API keys were not revoked');
    repair();
    await runSchedule();
    expect(inGateway(key.id)?.enabled).toBe(false);
    expect((await get(key.id)).body).toMatchObject({ status: 'revoked', revokedAt: expect.any(String) });
  });
});

describe('the lists of API keys', () => {
  it('have the newest key first, in pages', async () => {
    const { body: older } = await issue('Older Ltd');
    const { body: newer } = await issue('Newer Ltd');
    const list = (query: Readonly<Record<string, string>>) =>
      call('list-api-keys', listApiKeys.handler, { query });
    const { body: first } = await list({ limit: '1' });
    expect(first.items.map(({ id }) => id)).toEqual([newer.id]);
    const { body: second } = await list({ limit: '1', cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ id }) => id)).toEqual([older.id]);
    expect(await list({ cursor: 'nonsense' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_CURSOR' },
    });
  });

  it('have the requests of each day', async () => {
    const { body: key } = await issue();
    gateway.count(inGateway(key.id)?.id ?? '', '2026-03-02');
    const usage = (apiKeyId: string, from: string, to: string) =>
      call('get-api-key-usage', getApiKeyUsage.handler, { params: { apiKeyId }, query: { from, to } });
    expect((await usage(key.id, '2026-03-01', '2026-03-03')).body.items).toEqual([
      { day: '2026-03-01', requests: 0, remaining: 50_000 },
      { day: '2026-03-02', requests: 1, remaining: 49_999 },
      { day: '2026-03-03', requests: 0, remaining: 50_000 },
    ]);
    expect(await usage(UNKNOWN, '2026-03-01', '2026-03-01')).toMatchObject({
      status: 404,
      body: { code: 'API_KEY_NOT_FOUND' },
    });
    for (const [from, to] of [
      ['2026-03-02', '2026-03-01'],
      ['2026-01-01', '2026-04-01'],
      ['2026-02-30', '2026-03-01'],
    ] as const)
      expect(await usage(key.id, from, to)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED' },
      });
  });
});
