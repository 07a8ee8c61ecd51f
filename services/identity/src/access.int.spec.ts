import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ROLES } from '@tradepost/contracts/access/roles';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { staffClaims } from '@tradepost/testing/claims';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import * as getGroupAccess from './http/get-group-access.ts';
import * as getMachineAccess from './http/get-machine-access.ts';
import * as getPersonAccess from './http/get-person-access.ts';
import * as listAccessChanges from './http/list-access-changes.ts';
import * as listGroupAccess from './http/list-group-access.ts';
import * as setGroupAccess from './http/set-group-access.ts';
import * as setMachineAccess from './http/set-machine-access.ts';
import * as setPersonAccess from './http/set-person-access.ts';
import * as withdrawMachineAccess from './http/withdraw-machine-access.ts';
import * as withdrawPersonAccess from './http/withdraw-person-access.ts';

let db: DynamoDb;
let ssm: Server;
const environment = { ...process.env };
const logs = captureLogs();

beforeAll(async () => {
  db = await startDynamoDb({
    services: ['identity', 'operations'],
    lagging: ['tradepost-dev-identity-grants'],
  });
  ssm = await startSsm({ erp: 'client-of-erp' });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SSM: { endpoint: `http://127.0.0.1:${portOf(ssm)}` } }),
    GRANTS_TABLE_NAME: 'tradepost-dev-identity-grants',
    AUDIT_TABLE_NAME: 'tradepost-dev-operations-audit',
    STAGE: 'dev',
    MACHINES_PARAMETER_NAME: '/tradepost/dev/identity/machines/client-ids',
  });
});
afterAll(async () => {
  logs.restore();
  process.env = environment;
  await new Promise((resolve) => ssm.close(resolve));
  await db?.stop();
});

/** An SSM whose only parameter has this value. */
async function startSsm(value: object): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ Parameter: { Value: JSON.stringify(value) } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

type Body = Readonly<Record<string, unknown>> & { readonly items: readonly Record<string, unknown>[] };

const callIdentity = callHttp('identity');

/** Calls a handler as an administrator who signed in just now; returns the status, ETag and body of its response. */
async function call(name: string, handler: HttpFunction, input: HttpRequestInput) {
  const sub = 'admin-1';
  const claims = staffClaims(['identity:read', 'identity:write'], { sub, username: sub });
  const { status, headers, body } = await callIdentity<Body>(name, handler, { ...input, claims });
  const { type: _type, title: _title, status: _status, correlationId: _correlationId, ...rest } = body;
  return { status, tag: headers['ETag'], body: rest };
}

const getGroup = (group: string) => call('get-group-access', getGroupAccess.handler, { params: { group } });
const setGroup = (group: string, tag: string, scopes: readonly string[]) =>
  call('set-group-access', setGroupAccess.handler, {
    ...{ method: 'PUT', params: { group }, headers: { 'If-Match': tag } },
    body: { scopes, reason: 'a test' },
  });
const getPerson = (personId: string) =>
  call('get-person-access', getPersonAccess.handler, { params: { personId } });
const setPerson = (personId: string, tag: string, groups: readonly string[]) =>
  call('set-person-access', setPersonAccess.handler, {
    ...{ method: 'PUT', params: { personId }, headers: { 'If-Match': tag } },
    body: { groups, reason: 'a test' },
  });
const withdrawPerson = (personId: string, tag: string) =>
  call('withdraw-person-access', withdrawPersonAccess.handler, {
    ...{ method: 'DELETE', params: { personId }, headers: { 'If-Match': tag } },
  });
const getMachine = (clientId: string) =>
  call('get-machine-access', getMachineAccess.handler, { params: { clientId } });
const setMachine = (clientId: string, tag: string, scopes: readonly string[]) =>
  call('set-machine-access', setMachineAccess.handler, {
    ...{ method: 'PUT', params: { clientId }, headers: { 'If-Match': tag } },
    body: { scopes, reach: 'all', reason: 'a test' },
  });
const withdrawMachine = (clientId: string, tag: string) =>
  call('withdraw-machine-access', withdrawMachineAccess.handler, {
    ...{ method: 'DELETE', params: { clientId }, headers: { 'If-Match': tag } },
  });
const changesOf = async (query: Record<string, string>) =>
  (await call('list-access-changes', listAccessChanges.handler, { query })).body;

describe('groups', () => {
  it('have the scopes of ROLES before the first change', async () => {
    const { status, body } = await call('list-group-access', listGroupAccess.handler, {});
    expect(status).toBe(200);
    expect(body.items).toEqual(
      Object.entries(ROLES).map(([group, scopes]) => ({ group, scopes, isDefault: true, version: 0 })),
    );
  });

  it('have the scopes that were set, repeated ones once', async () => {
    const changed = await setGroup('warehouse', '"0"', ['inventory:read', 'inventory:read']);
    expect(changed).toMatchObject({ status: 200, tag: '"1"', body: { scopes: ['inventory:read'] } });
    expect(await getGroup('warehouse')).toMatchObject({
      tag: '"1"',
      body: { scopes: ['inventory:read'], isDefault: false, version: 1 },
    });
  });

  it('are not changed by a request that has read an earlier version', async () => {
    expect(await setGroup('warehouse', '"0"', [])).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED', currentVersion: 1 },
    });
    expect((await getGroup('warehouse')).body['version']).toBe(1);
  });

  it('are not changed so that none has identity:write', async () => {
    expect(await setGroup('admin', '"0"', ['identity:read'])).toMatchObject({
      status: 409,
      body: { code: 'LAST_ADMIN_GRANT' },
    });
    expect((await setGroup('auditor', '"0"', ['identity:read', 'identity:write'])).status).toBe(200);
    expect((await setGroup('admin', '"0"', ['identity:read'])).status).toBe(200);
    expect((await setGroup('auditor', '"1"', ['identity:read'])).body['code']).toBe('LAST_ADMIN_GRANT');
    expect((await setGroup('admin', '"1"', [...ROLES.admin])).status).toBe(200);
  });

  it('keep one identity:write if two requests take it from the two that have it', async () => {
    const [admin, auditor] = await Promise.all([
      setGroup('admin', '*', ['identity:read']),
      setGroup('auditor', '*', ['identity:read']),
    ]);
    expect([admin.status, auditor.status].toSorted()).toEqual([200, 409]);
    await setGroup('admin', '*', [...ROLES.admin]);
  });

  it('reject scopes and groups that do not exist', async () => {
    expect((await setGroup('warehouse', '"1"', ['coins:read'])).status).toBe(400);
    expect((await getGroup('pirates')).status).toBe(400);
  });
});

describe('people', () => {
  it('have no groups before the first change', async () => {
    expect(await getPerson('ada')).toMatchObject({
      status: 200,
      tag: '"0"',
      body: { groups: [], scopes: [] },
    });
  });

  it('get groups, and lose them by a withdrawal whose version continues', async () => {
    const added = await setPerson('ada', '"0"', ['finance']);
    expect(added).toMatchObject({ tag: '"1"', body: { groups: ['finance'], scopes: ROLES.finance } });
    expect(await withdrawPerson('ada', '"1"')).toMatchObject({
      tag: '"2"',
      body: { groups: [], scopes: [] },
    });
    expect(await setPerson('ada', '"0"', ['finance'])).toMatchObject({ status: 412 });
  });

  it('do not take identity:write from themselves', async () => {
    expect((await setPerson('admin-1', '"0"', ['admin'])).status).toBe(200);
    expect(await setPerson('admin-1', '"1"', ['support'])).toMatchObject({
      status: 409,
      body: { code: 'OWN_ADMIN_GRANT' },
    });
    expect((await withdrawPerson('admin-1', '"1"')).body['code']).toBe('OWN_ADMIN_GRANT');
  });

  it('need If-Match, and a subject', async () => {
    const input = { method: 'PUT', params: { personId: 'ada' }, body: { groups: [], reason: 'a test' } };
    expect((await call('set-person-access', setPersonAccess.handler, input)).status).toBe(428);
    expect((await getPerson('group#admin')).status).toBe(400);
  });
});

describe('machines', () => {
  it('have their default if they are declared, else nothing', async () => {
    expect((await getMachine('client-of-erp')).body).toEqual({
      ...{ clientId: 'client-of-erp', name: 'erp', isDefault: true, version: 0 },
      ...{ scopes: ['inventory:read', 'inventory:write'], reach: 'own' },
    });
    expect((await getMachine('client-of-partner')).body).toEqual({
      ...{ clientId: 'client-of-partner', isDefault: true, version: 0 },
      ...{ scopes: [], reach: 'own' },
    });
  });

  it('have what was granted until it is withdrawn', async () => {
    const granted = await setMachine('client-of-erp', '"0"', ['orders:read']);
    expect(granted.body).toMatchObject({ scopes: ['orders:read'], reach: 'all', isDefault: false });
    const withdrawn = await withdrawMachine('client-of-erp', '"1"');
    expect(withdrawn).toMatchObject({
      tag: '"2"',
      body: { scopes: ['inventory:read', 'inventory:write'], reach: 'own', isDefault: true },
    });
  });

  it.each(['dead-letters:read', 'replays:write', 'identity:write', 'payments:read'])(
    'never get the scope %s',
    async (scope) => {
      expect(await setMachine('client-of-bff', '"0"', ['orders:read', scope])).toMatchObject({
        status: 422,
        body: { code: 'SCOPE_NOT_FOR_MACHINES', scopes: [scope] },
      });
    },
  );
});

describe('changes', () => {
  it('are recorded with the administrator, the reason, and the grant before and after', async () => {
    await setPerson('grace', '"0"', ['warehouse']);
    await setPerson('grace', '"9"', ['finance']);
    await withdrawPerson('grace', '"1"');
    const { items } = await changesOf({ personId: 'grace' });
    expect(items).toEqual([
      {
        ...{ id: expect.any(String), at: expect.any(String), correlationId: expect.stringMatching(/^cor_/) },
        ...{ by: 'admin-1', reason: 'a test', version: 1, before: {}, after: { groups: ['warehouse'] } },
      },
      {
        ...{ id: expect.any(String), at: expect.any(String), correlationId: expect.stringMatching(/^cor_/) },
        ...{ by: 'admin-1', version: 2, before: { groups: ['warehouse'] }, after: {} },
      },
    ]);
  });

  it('are listed in pages', async () => {
    const first = await changesOf({ personId: 'grace', limit: '1' });
    expect(first.items).toHaveLength(1);
    const second = await changesOf({ personId: 'grace', limit: '1', cursor: String(first['nextCursor']) });
    expect(second.items).toMatchObject([{ version: 2 }]);
    expect(await changesOf({ personId: 'grace', cursor: 'x' })).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('are listed of one grant only', async () => {
    expect((await changesOf({ group: 'support' })).items).toEqual([]);
    expect(await changesOf({ group: 'support', personId: 'grace' })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});

describe('a change', () => {
  it('needs a recent sign-in', async () => {
    const claims = staffClaims(['identity:write'], {}, 1_000);
    const { status, body } = await callIdentity<Body>('set-group-access', setGroupAccess.handler, {
      ...{ method: 'PUT', params: { group: 'support' }, headers: { 'If-Match': '"0"' }, claims },
      body: { scopes: [], reason: 'a test' },
    });
    expect([status, body['code']]).toEqual([401, 'INSUFFICIENT_USER_AUTHENTICATION']);
  });
});
