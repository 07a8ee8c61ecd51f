import { listEntries } from '@tradepost/audit/list-entries';
import type { StaffCustomer } from '@tradepost/contracts/customers/model';
import * as routes from '@tradepost/contracts/customers/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { type HttpHandler, http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { callHttp } from '@tradepost/testing/call-http';
import { customerClaims, staffClaims } from '@tradepost/testing/claims';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { readGroups } from '../commands/read-groups.ts';
import { type Customers, startCustomers } from '../customers.spec-kit.ts';
import { createCustomer } from './create-customer.ts';
import { findCustomers } from './find-customers.ts';
import { getCustomer } from './get-customer.ts';
import { getMe } from './get-me.ts';
import { updateCustomer } from './update-customer.ts';

const AUDIT = 'tradepost-dev-operations-audit';
let service: Customers;
let handlers: Readonly<Record<string, HttpHandler>>;
beforeAll(async () => {
  service = await startCustomers();
  const deps = service.depsAt();
  handlers = {
    'get-me': http(routes.getMe, (request) => getMe(request, deps)),
    'find-customers': http(routes.findCustomers, (request) => findCustomers(request, deps)),
    'create-customer': http(routes.createCustomer, (request) => createCustomer(request, deps)),
    'get-customer': http(routes.getCustomer, (request) => getCustomer(request, deps)),
    'update-customer': http(routes.updateCustomer, (request) => updateCustomer(request, deps)),
  };
});
afterAll(() => service?.stop());

const callCustomers = callHttp('customers');
const support = staffClaims(['customers:read', 'customers:write']);
const call = <Body = StaffCustomer & Problem>(name: string, request: HttpRequestInput) =>
  callCustomers<Body>(name, handlers[name] as HttpHandler, { claims: support, ...request });
const create = (body: object, key?: string) =>
  call('create-customer', {
    ...{ method: 'POST', body },
    ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
  });
const read = (customerId: string) => call('get-customer', { params: { customerId } });
const change = (customerId: string, version: number, body: object) =>
  call('update-customer', {
    ...{ method: 'PATCH', params: { customerId }, body },
    headers: { 'If-Match': `"${version}"` },
  });
type Found = { readonly items: readonly { readonly id: string }[]; readonly nextCursor?: string };
const find = async (query: Readonly<Record<string, string>>) =>
  (await call<Found>('find-customers', { query })).body;
const actsOn = async (customerId: string) => {
  const { items } = await listEntries(service.db.documents, AUDIT, {
    by: { target: `customers/${customerId}` },
    limit: 20,
  });
  return items.map(({ act, after }) => [act, after]);
};

/** A customer with an account, who has a profile. */
async function withAccount(name: string): Promise<string> {
  const customerId = pepperedId('cus', 'pepper', [name]);
  const email = { email: `${name}@example.com`, email_verified: 'true' };
  await call('get-me', { claims: customerClaims(customerId, email) });
  return customerId;
}

const SHOP = {
  ...{ email: 'Shop@example.com', name: 'Corner Shop', company: 'Corner Ltd', phone: '+44 20 7946 0000' },
  ...{ groups: ['wholesale'], taxIds: [{ type: 'gb_vat', value: 'GB123456789' }] },
};

describe('staff', () => {
  it('creates a profile, reads it and changes it, each recorded without its content', async () => {
    const created = await create(SHOP);
    expect(created).toMatchObject({ status: 201, body: { version: 0, hasAccount: false, ...SHOP } });
    expect(routes.createCustomer.success.body.parse(created.body)).toEqual(created.body);
    const { id } = created.body;
    const groupsOf = async (customerId: string) =>
      (await readGroups({ customerId }, service.depsAt())).groups;
    expect(await groupsOf(id)).toEqual(['wholesale']);
    expect(created.headers).toMatchObject({ Location: `/v1/customers/${id}`, ETag: '"0"' });
    expect((await read(id)).body).toEqual(created.body);
    const changed = await change(id, 0, {
      email: 'new@example.com',
      phone: null,
      groups: ['vip'],
      taxIds: [],
    });
    expect([await groupsOf(id), await groupsOf(`cus_${'0'.repeat(26)}`)]).toEqual([['vip'], []]);
    expect(changed).toMatchObject({
      status: 200,
      body: { version: 1, email: 'new@example.com', groups: ['vip'] },
    });
    expect(Object.keys(changed.body)).not.toEqual(expect.arrayContaining(['phone']));
    expect(changed.body).not.toHaveProperty('taxIds');
    expect(await change(id, 0, { name: 'X' })).toMatchObject({ status: 412 });
    expect(await actsOn(id)).toEqual([
      ['ProfileChanged', { changed: ['email', 'name', 'company', 'phone', 'groups', 'taxIds'] }],
      ['ProfileRead', undefined],
      ['ProfileChanged', { changed: ['phone', 'email', 'groups', 'taxIds'] }],
      ['ProfileChanged', { changed: ['name'] }],
    ]);
    expect(JSON.stringify(await actsOn(id))).not.toMatch(/@|Corner|GB123/);
  });

  it('creates one profile under an Idempotency-Key, and a repeat gets the first response', async () => {
    const first = await create(SHOP, 'shop-1');
    await change(first.body.id, 0, { name: 'Renamed' });
    expect(await create(SHOP, 'shop-1')).toMatchObject({ status: 201, body: first.body });
    expect(await create({ ...SHOP, name: 'Other' }, 'shop-1')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await actsOn(first.body.id)).toEqual([
      ['ProfileChanged', { changed: Object.keys(SHOP) }],
      ['ProfileChanged', { changed: ['name'] }],
    ]);
  });

  it('finds profiles by e-mail address, in any case, without personal data', async () => {
    const customerId = await withAccount('finder');
    const ids = [customerId];
    for (let count = 0; count < 2; count += 1)
      ids.push((await create({ email: 'FINDER@example.com' })).body.id);
    const { items } = await find({ email: 'Finder@Example.com' });
    expect(items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(JSON.stringify(items)).not.toContain('@');
    const first = await find({ email: 'finder@example.com', limit: '2' });
    const second = await find({ email: 'finder@example.com', limit: '2', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    await change(ids[1] ?? '', 0, { email: 'moved@example.com' });
    expect((await find({ email: 'finder@example.com' })).items).toHaveLength(2);
    expect((await find({ email: 'moved@example.com' })).items).toMatchObject([{ id: ids[1] }]);
    expect((await find({ email: 'nobody@example.com' })).items).toEqual([]);
  });

  it('does not change the e-mail address of an account', async () => {
    const customerId = await withAccount('owner');
    expect(await change(customerId, 0, { email: 'x@example.com' })).toMatchObject({
      status: 409,
      body: { code: 'EMAIL_OF_ACCOUNT' },
    });
    expect(await change(customerId, 0, { groups: ['vip'] })).toMatchObject({
      status: 200,
      body: { hasAccount: true, groups: ['vip'], email: 'owner@example.com' },
    });
  });

  it('finds no profile of an unknown or erased customer', async () => {
    const expected = { status: 404, body: { code: 'CUSTOMER_NOT_FOUND' } };
    expect(await read(pepperedId('cus', 'pepper', ['nobody']))).toMatchObject(expected);
    const customerId = await withAccount('erased');
    const { subjectId } = await service.subjectKeys.ofCustomer(customerId);
    await service.erase(subjectId);
    expect(await read(customerId)).toMatchObject(expected);
    expect(await change(customerId, 0, { name: 'X' })).toMatchObject(expected);
    expect(await actsOn(customerId)).toEqual([]);
  });

  it('needs the scope of the route', async () => {
    const reader = staffClaims(['customers:read', 'orders:write']);
    expect(await call('create-customer', { method: 'POST', body: SHOP, claims: reader })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', scope: 'customers:write' },
    });
  });
});
