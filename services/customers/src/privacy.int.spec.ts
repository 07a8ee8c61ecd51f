import { S3Client } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { listEntries } from '@tradepost/audit/list-entries';
import { getMe as getMeRoute } from '@tradepost/contracts/customers/routes';
import type { LegalHold, PrivacyRequest } from '@tradepost/contracts/privacy/model';
import * as routes from '@tradepost/contracts/privacy/routes';
import { http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { createExportParts } from '@tradepost/personal-data/export-parts';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { type Claims, customerClaims, staffClaims } from '@tradepost/testing/claims';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { type S3, startS3 } from '@tradepost/testing/s3';
import { createExports } from './adapters/exports.ts';
import { applyErasures } from './commands/apply-erasures.ts';
import { runStep } from './commands/erasure-steps.ts';
import { runStep as runExportStep } from './commands/export-steps.ts';
import { type Customers, startCustomers } from './customers.spec-kit.ts';
import {
  createPrivacyDeps,
  type ErasureDeps,
  type ExportDeps,
  type LinkDeps,
  type StartDeps,
} from './deps.ts';
import { recordConsent } from './domain/record-consent.ts';
import { approvePrivacyRequest } from './http/approve-privacy-request.ts';
import { getExportLink } from './http/get-export-link.ts';
import { getLegalHold } from './http/get-legal-hold.ts';
import { getMe } from './http/get-me.ts';
import { getMyExportLink } from './http/get-my-export-link.ts';
import { getMyPrivacyRequest } from './http/get-my-privacy-request.ts';
import { getPrivacyRequest } from './http/get-privacy-request.ts';
import { liftLegalHold } from './http/lift-legal-hold.ts';
import { listMyPrivacyRequests } from './http/list-my-privacy-requests.ts';
import { listPrivacyRequests } from './http/list-privacy-requests.ts';
import { placeLegalHold } from './http/place-legal-hold.ts';
import { requestMyPrivacy } from './http/request-my-privacy.ts';
import { requestPrivacy } from './http/request-privacy.ts';
import { watchPrivacy } from './schedules/watch-privacy.ts';

const BUCKET = 'tradepost-dev-customers-exports-000000000000';
const AUDIT = 'tradepost-dev-operations-audit';
const KEYS = 'tradepost-dev-customers-subject-keys';
const NONE = { lastPlacedAt: null, customerId: null, subjectIds: [] };

let service: Customers;
let s3: S3;
let client: S3Client;
let nowMs = Date.parse('2026-03-01T09:00:00.000Z');
let started: string[] = [];
let closed: string[] = [];
let published: unknown[] = [];

/** The dependencies of all functions. */
const depsOf = () => {
  const { documents } = service.db;
  const audit = createAuditLog({ client: documents, tableName: AUDIT, stage: 'dev', nowMs: () => nowMs });
  const start = async (id: string) => void started.push(id);
  const shared = {
    ...createPrivacyDeps(documents, () => nowMs),
    ...service.depsAt(),
    subjectKeys: service.subjectKeys,
    audit,
    start: { erasure: start, export: start },
    exports: createExports(client, BUCKET),
    parts: createExportParts(client, BUCKET),
    hashEmail: async (email: string) => pepperedId('eml', 'pepper', ['email', email]),
  };
  return {
    http: shared satisfies StartDeps & LinkDeps,
    erasure: {
      ...shared,
      audit: () => audit,
      accounts: { close: async (accountId: string) => void closed.push(accountId) },
      bus: () => ({
        busName: 'bus',
        client: {
          send: async ({
            input,
          }: {
            readonly input: { readonly Entries: readonly { Detail: string }[] };
          }) => {
            published.push(...input.Entries.map(({ Detail }) => JSON.parse(Detail)));
            return { FailedEntryCount: 0, Entries: input.Entries.map(() => ({ EventId: '1' })) };
          },
        },
      }),
      retentionYears: () => 10,
    } as unknown as ErasureDeps,
    export: shared as ExportDeps,
  };
};

beforeAll(async () => {
  service = await startCustomers();
  s3 = await startS3({ services: ['customers'] });
  Object.assign(process.env, {
    PRIVACY_TABLE_NAME: 'tradepost-dev-customers-privacy',
    SUBJECT_KEYS_TABLE_NAME: KEYS,
  });
  client = new S3Client({
    endpoint: s3.endpoint,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
beforeEach(() => {
  [started, closed, published] = [[], [], []];
});
afterAll(async () => {
  client?.destroy();
  await s3?.stop();
  await service?.stop();
});

const callCustomers = callHttp('customers');
const handlerOf: Readonly<Record<string, () => HttpFunction>> = {
  'request-my-privacy': () => http(routes.requestMyPrivacy, (it) => requestMyPrivacy(it, depsOf().http)),
  'request-privacy': () => http(routes.requestPrivacy, (it) => requestPrivacy(it, depsOf().http)),
  'approve-privacy-request': () =>
    http(routes.approvePrivacyRequest, (it) => approvePrivacyRequest(it, depsOf().http)),
  'get-privacy-request': () => http(routes.getPrivacyRequest, (it) => getPrivacyRequest(it, depsOf().http)),
  'get-my-privacy-request': () =>
    http(routes.getMyPrivacyRequest, (it) => getMyPrivacyRequest(it, depsOf().http)),
  'list-my-privacy-requests': () =>
    http(routes.listMyPrivacyRequests, (it) => listMyPrivacyRequests(it, depsOf().http)),
  'list-privacy-requests': () =>
    http(routes.listPrivacyRequests, (it) => listPrivacyRequests(it, depsOf().http)),
  'get-my-export-link': () => http(routes.getMyExportLink, (it) => getMyExportLink(it, depsOf().http)),
  'get-export-link': () => http(routes.getExportLink, (it) => getExportLink(it, depsOf().http)),
  'get-legal-hold': () => http(routes.getLegalHold, (it) => getLegalHold(it, depsOf().http)),
  'place-legal-hold': () => http(routes.placeLegalHold, (it) => placeLegalHold(it, depsOf().http)),
  'lift-legal-hold': () => http(routes.liftLegalHold, (it) => liftLegalHold(it, depsOf().http)),
  'get-me': () => http(getMeRoute, (it) => getMe(it, service.depsAt())),
};

const call = <Body>(name: string, claims: Claims, request: HttpRequestInput = {}) =>
  callCustomers<Body>(name, handlerOf[name]?.() as HttpFunction, { claims, ...request });
const customerId = (name: string) => pepperedId('cus', 'pepper', [name]);
const signedIn = (name: string) =>
  customerClaims(customerId(name), { email: `${name}@example.com`, email_verified: 'true' });
const support = staffClaims();
const second = staffClaims(undefined, { sub: 'user-2', username: 'user-2' });

/** Records a consent of a customer, and its withdrawal. */
async function consentTwice(id: string): Promise<void> {
  const decided = { purpose: 'marketing', channel: 'email', textVersion: '1', source: 'account' };
  for (const granted of [true, false])
    await depsOf().export.customers.execute(id, recordConsent({ ...decided, granted }), {
      correlationId: `consent-${granted}`,
      actor: 'spec',
    });
}

const ask = (name: string, kind: 'export' | 'erasure') =>
  call<PrivacyRequest>('request-my-privacy', signedIn(name), { method: 'POST', body: { kind } });
const askAsStaff = (body: object) =>
  call<PrivacyRequest>('request-privacy', support, {
    method: 'POST',
    body: { reason: 'a letter', ...body },
  });
const read = async (id: string) =>
  (await call<PrivacyRequest>('get-privacy-request', support, { params: { privacyRequestId: id } })).body;
const step = (input: Parameters<typeof runStep>[0]) => runStep(input, depsOf().erasure);
const keysOf = async (subjectId: string) =>
  (
    await service.db.documents.send(
      new GetCommand({ TableName: KEYS, Key: { pk: `subject#${subjectId}` }, ConsistentRead: true }),
    )
  ).Item;
const actsOn = async (target: string) => {
  const { items } = await listEntries(service.db.documents, AUDIT, {
    by: { target },
    newestFirst: false,
    limit: 20,
  });
  // Entries of one millisecond are of several shards.
  return items.map(({ act, actor }) => `${act} by ${actor}`).toSorted();
};

describe('a request of a customer', () => {
  it('starts at once, is recorded, and is returned again while it is open', async () => {
    const { status, body } = await ask('once', 'erasure');
    expect([status, body.status, body.customerId]).toEqual([202, 'running', customerId('once')]);
    expect(Date.parse(body.dueAt) - Date.parse(body.requestedAt)).toBe(30 * 86_400_000);
    expect((await ask('once', 'erasure')).body).toEqual(body);
    expect((await ask('once', 'export')).body.id).not.toBe(body.id);
    expect(started.filter((id) => id === body.id)).toHaveLength(2);
    expect(await actsOn(`privacy-requests/${body.id}`)).toEqual([
      `ErasureRequested by ${customerId('once')}`,
    ]);
    const { body: mine } = await call<{ items: PrivacyRequest[] }>(
      'list-my-privacy-requests',
      signedIn('once'),
    );
    expect(mine.items.map(({ kind }) => kind).sort()).toEqual(['erasure', 'export']);
  });

  it('needs a recent sign-in', async () => {
    const old = customerClaims(customerId('old'), {}, Date.now() - 3_600_000);
    const { status } = await call('request-my-privacy', old, { method: 'POST', body: { kind: 'export' } });
    expect(status).toBe(401);
  });

  it('does not exist for others', async () => {
    const { body } = await ask('mine', 'export');
    const request = { params: { privacyRequestId: body.id } };
    for (const name of ['get-my-privacy-request', 'get-my-export-link'])
      expect((await call(name, signedIn('other'), request)).status).toBe(404);
    expect((await call('get-my-privacy-request', signedIn('mine'), request)).status).toBe(200);
  });
});

describe('an erasure that staff requests', () => {
  it('awaits the approval of a second person', async () => {
    const { body } = await askAsStaff({ kind: 'erasure', customerId: '17850' });
    expect([body.status, started]).toEqual(['awaitingApproval', []]);
    const approve = (claims: Claims) =>
      call<PrivacyRequest & { code: string }>('approve-privacy-request', claims, {
        method: 'POST',
        params: { privacyRequestId: body.id },
      });
    expect((await approve(support)).body.code).toBe('SECOND_PERSON_REQUIRED');
    expect((await approve(second)).body.status).toBe('running');
    expect((await approve(second)).status).toBe(202);
    expect(started).toEqual([body.id, body.id]);
    expect(await actsOn(`privacy-requests/${body.id}`)).toEqual([
      'ErasureApproved by user-2',
      'ErasureRequested by user-1',
    ]);
  });

  it('stores the hash of an address, and not the address', async () => {
    const { status, body } = await askAsStaff({ kind: 'export', email: 'grace@example.com' });
    expect(status).toBe(202);
    expect(JSON.stringify(await depsOf().http.requests.find(body.id))).not.toContain('grace');
  });

  it('names exactly one of customer, order and address', async () => {
    expect((await askAsStaff({ kind: 'export' })).status).toBe(400);
  });

  it('is listed by its deadline while it is open', async () => {
    const { body } = await call<{ items: PrivacyRequest[] }>('list-privacy-requests', support, {
      query: { open: 'true', limit: '100' },
    });
    expect(body.items.length).toBeGreaterThan(2);
    expect(body.items.map(({ dueAt }) => dueAt)).toEqual(body.items.map(({ dueAt }) => dueAt).toSorted());
  });
});

describe('the erasure of a customer', () => {
  const erase = async (name: string, orders: object = {}) => {
    await call('get-me', signedIn(name));
    const [subjectId = ''] = await service.subjectKeys.subjectsOf(customerId(name));
    const { id: requestId } = (await ask(name, 'erasure')).body;
    const begun = await step({ step: 'begin', requestId });
    const erased = await step({ step: 'erase', requestId, orders: { ...NONE, ...orders } });
    return { subjectId, requestId, begun, erased };
  };

  it('closes the account, deletes the keys, removes the profile, publishes and certifies', async () => {
    const { subjectId, requestId, begun } = await erase('ada');
    expect(begun).toEqual({ customerId: customerId('ada'), orderIds: [], subjectIds: [], held: false });
    expect(closed).toEqual([`user-of-${customerId('ada')}`]);
    expect(Object.keys((await keysOf(subjectId)) ?? {}).sort()).toEqual(['day', 'pk']);
    expect((await call('get-me', signedIn('ada'))).status).toBe(404);
    await step({ step: 'publish', requestId });
    expect(published).toEqual([
      expect.objectContaining({
        type: 'SubjectErased',
        id: `${requestId}/${subjectId}`,
        data: { subjectId, customerId: customerId('ada'), erasedAt: expect.any(String) },
      }),
    ]);
    for (let time = 0; time < 2; time += 1) await step({ step: 'complete', requestId });
    expect((await read(requestId)).status).toBe('completed');
    expect(await actsOn(`privacy-requests/${requestId}`)).toEqual([
      `ErasureRequested by ${customerId('ada')}`,
      'PersonErased by tradepost.customers',
    ]);
    await step({ step: 'forget', requestId });
    expect(JSON.stringify(await depsOf().http.requests.find(requestId))).not.toContain(customerId('ada'));
  });

  it('restricts names and addresses of sold orders, until the tax period ends', async () => {
    const { subjectId } = await erase('sold', { lastPlacedAt: '2026-02-01T10:00:00.000Z' });
    expect(await keysOf(subjectId)).toMatchObject({
      invoiceUntil: '2036-12-31',
      invoice: expect.any(String),
    });
    expect(await keysOf(subjectId)).not.toHaveProperty('contact');
    nowMs = Date.parse('2037-01-01T03:00:00.000Z');
    await watchPrivacy(depsOf().http);
    expect(await keysOf(subjectId)).not.toHaveProperty('invoice');
    nowMs = Date.parse('2026-03-01T09:00:00.000Z');
  });

  it('can be repeated at every step', async () => {
    const { subjectId, requestId } = await erase('repeated');
    const before = await keysOf(subjectId);
    await step({ step: 'begin', requestId });
    expect(await step({ step: 'erase', requestId, orders: NONE })).toEqual({ held: false });
    expect(await keysOf(subjectId)).toEqual(before);
  });

  it('waits while a legal hold is placed', async () => {
    const path = { params: { customerId: customerId('held') } };
    const hold = await call<LegalHold>('place-legal-hold', support, {
      method: 'PUT',
      ...path,
      body: { reason: 'Proceedings 4 C 12/26.' },
    });
    expect(hold.body).toMatchObject({ customerId: customerId('held'), placedBy: 'user-1' });
    const { subjectId, requestId, begun, erased } = await erase('held');
    expect([begun, erased]).toEqual([expect.objectContaining({ held: true }), { held: true }]);
    expect([(await read(requestId)).status, closed]).toEqual(['held', []]);
    expect(await keysOf(subjectId)).toHaveProperty('contact');
    expect((await call('get-legal-hold', support, path)).status).toBe(200);
    expect((await call('lift-legal-hold', support, { method: 'DELETE', ...path })).status).toBe(200);
    expect((await call('lift-legal-hold', support, { method: 'DELETE', ...path })).status).toBe(404);
    expect(await step({ step: 'begin', requestId })).toMatchObject({ held: false });
    expect(await actsOn(`customers/${customerId('held')}`)).toEqual([
      'LegalHoldLifted by user-1',
      'LegalHoldPlaced by user-1',
    ]);
  });

  it('fails for an order of a customer, which has the data of all of their orders', async () => {
    const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
    const { body } = await askAsStaff({ kind: 'erasure', orderId });
    const orders = { ...NONE, customerId: 'cus_1', subjectIds: ['sub_1'] };
    await expect(step({ step: 'erase', requestId: body.id, orders })).rejects.toThrow(
      'belongs to a customer',
    );
    await step({ step: 'fail', requestId: body.id, error: 'OrderOfCustomer' });
    expect(await read(body.id)).toMatchObject({ status: 'failed', failure: 'OrderOfCustomer' });
    expect((await askAsStaff({ kind: 'erasure', orderId })).body.id).not.toBe(body.id);
  });

  it('is applied again after a restore of the keys, by the list', async () => {
    const { subjectKeys } = service;
    const order = { orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1G', emailHash: 'eml_1' };
    const { subjectId } = await subjectKeys.createForOrder(order);
    const before = await keysOf(subjectId);
    const { id: requestId } = (await askAsStaff({ kind: 'erasure', orderId: order.orderId })).body;
    await step({ step: 'erase', requestId, orders: { ...NONE, subjectIds: [subjectId] } });
    expect(await keysOf(subjectId)).not.toHaveProperty('emailHash');
    await step({ step: 'publish', requestId });
    expect(published).toEqual([
      expect.objectContaining({ data: expect.objectContaining({ orderId: order.orderId }) }),
    ]);
    await service.db.documents.send(new PutCommand({ TableName: KEYS, Item: before }));
    const metrics = await watchPrivacy(depsOf().http);
    expect(metrics).toContainEqual(expect.objectContaining({ name: 'ErasuresNotApplied', value: 1 }));
    expect(await applyErasures(depsOf().http)).toMatchObject({ applied: 1 });
    expect(await keysOf(subjectId)).not.toHaveProperty('contact');
    expect(await applyErasures(depsOf().http)).toMatchObject({ applied: 0 });
  });
});

describe('an export', () => {
  const exportOf = async (id: string) => {
    const dependencies = depsOf().export;
    await runExportStep({ step: 'begin', requestId: id }, dependencies);
    await dependencies.parts.put(id, 'orders', [{ id: 'ord_1', paymentId: 'pay_1' }]);
    await dependencies.parts.put(id, 'payments', [{ id: 'pay_1' }]);
    await dependencies.parts.put(id, 'carts', [{ id: 'crt_1' }]);
    await runExportStep({ step: 'finish', requestId: id }, dependencies);
  };
  const link = (name: string, id: string, format = 'json') =>
    call<{ url: string; expiresAt: string; code: string }>('get-my-export-link', signedIn(name), {
      params: { privacyRequestId: id },
      query: { format },
    });

  it('has the profile and all parts, as JSON and as a page, for a day', async () => {
    nowMs = Date.now();
    await call('get-me', signedIn('copy'));
    await consentTwice(customerId('copy'));
    const { id } = (await ask('copy', 'export')).body;
    expect((await link('copy', id)).body.code).toBe('EXPORT_NOT_READY');
    await exportOf(id);
    const { status, body } = await link('copy', id);
    expect(status).toBe(200);
    const response = await fetch(body.url);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="personal-data.json"');
    expect(await response.json()).toMatchObject({
      profile: {
        ...{ customerId: customerId('copy'), email: 'copy@example.com', addresses: [], groups: [] },
        consents: [{ granted: false }, { granted: true }],
      },
      orders: [{ id: 'ord_1' }],
      payments: [{ id: 'pay_1' }],
      carts: [{ id: 'crt_1' }],
    });
    const page = await fetch((await link('copy', id, 'html')).body.url);
    expect(await page.text()).toContain('copy@example.com');
    await expect(depsOf().export.parts.get(id, 'orders')).rejects.toThrow();
    s3.setNow(Date.now() + 5 * 60_000 + 1_000);
    expect((await fetch(body.url)).status).toBe(403);
    s3.setNow(Date.now());
    nowMs += 24 * 3_600_000;
    expect((await link('copy', id)).body.code).toBe('EXPORT_NO_LONGER_AVAILABLE');
    nowMs = Date.parse('2026-03-01T09:00:00.000Z');
    expect(
      (await actsOn(`privacy-requests/${id}`)).filter((act) => act.startsWith('ExportDownloaded')),
    ).toHaveLength(2);
  });

  it('that a customer requested is not for staff, and the other way round', async () => {
    const own = (await ask('apart', 'export')).body.id;
    const byStaff = (await askAsStaff({ kind: 'export', customerId: customerId('apart2') })).body.id;
    expect((await call('get-export-link', support, { params: { privacyRequestId: own } })).status).toBe(404);
    expect((await link('apart2', byStaff)).status).toBe(404);
    await exportOf(byStaff);
    nowMs = Date.now();
    expect((await call('get-export-link', support, { params: { privacyRequestId: byStaff } })).status).toBe(
      410,
    );
    nowMs = Date.parse('2026-03-01T09:00:00.000Z');
    expect((await call('get-export-link', support, { params: { privacyRequestId: byStaff } })).status).toBe(
      200,
    );
  });
});
