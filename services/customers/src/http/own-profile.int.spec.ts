import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { AddressBook, Customer, CustomerAddress } from '@tradepost/contracts/customers/model';
import * as routes from '@tradepost/contracts/customers/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { type HttpHandler, http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { callHttp } from '@tradepost/testing/call-http';
import { type Claims, customerClaims } from '@tradepost/testing/claims';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { CUSTOMERS_TABLE_NAME, type Customers, startCustomers } from '../customers.spec-kit.ts';
import { addMyAddress } from './add-my-address.ts';
import { getMe } from './get-me.ts';
import { getMyAddress } from './get-my-address.ts';
import { listMyAddresses } from './list-my-addresses.ts';
import { removeMyAddress } from './remove-my-address.ts';
import { replaceMyAddress } from './replace-my-address.ts';
import { updateMe } from './update-me.ts';

let service: Customers;
let handlers: Readonly<Record<string, HttpHandler>>;
beforeAll(async () => {
  service = await startCustomers();
  const deps = service.depsAt();
  handlers = {
    'get-me': http(routes.getMe, (request) => getMe(request, deps)),
    'update-me': http(routes.updateMe, (request) => updateMe(request, deps)),
    'list-my-addresses': http(routes.listMyAddresses, (request) => listMyAddresses(request, deps)),
    'add-my-address': http(routes.addMyAddress, (request) => addMyAddress(request, deps)),
    'get-my-address': http(routes.getMyAddress, (request) => getMyAddress(request, deps)),
    'replace-my-address': http(routes.replaceMyAddress, (request) => replaceMyAddress(request, deps)),
    'remove-my-address': http(routes.removeMyAddress, (request) => removeMyAddress(request, deps)),
  };
});
afterAll(() => service?.stop());

const customerId = (name: string) => pepperedId('cus', 'pepper', [name]);
const verified = (name: string): Claims => ({ email: `${name}@example.com`, email_verified: 'true' });
const signedIn = (name: string, more: Claims = verified(name)) => customerClaims(customerId(name), more);

const callCustomers = callHttp('customers');
const call = <Body = Problem>(name: string, claims: Claims, request: HttpRequestInput = {}) =>
  callCustomers<Body>(name, handlers[name] as HttpHandler, { claims, ...request });
const getProfile = async (claims: Claims) => (await call<Customer>('get-me', claims)).body;
const patch = (claims: Claims, version: number, body: object) =>
  call<Customer & Problem>('update-me', claims, {
    method: 'PATCH',
    headers: { 'If-Match': `"${version}"` },
    body,
  });

const ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
  phone: '+44 20 7946 0958',
};
const add = (claims: Claims, body: object = ADDRESS, key?: string) =>
  call<CustomerAddress & Problem>('add-my-address', claims, {
    method: 'POST',
    body,
    ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
  });
const bookOf = async (claims: Claims) => (await call<AddressBook>('list-my-addresses', claims)).body;

describe('the first request of a customer', () => {
  it('creates the profile, with the verified e-mail address of the token', async () => {
    const { status, headers, body } = await call<Customer>('get-me', signedIn('first'));
    expect([status, headers?.['ETag']]).toEqual([200, '"0"']);
    expect(body).toEqual({
      ...{ id: customerId('first'), version: 0, email: 'first@example.com' },
      ...{ groups: [], consents: [], createdAt: expect.any(String), updatedAt: body.createdAt },
    });
    expect(routes.getMe.success.body.parse(body)).toEqual(body);
    const again = await call<Customer>('get-me', signedIn('first', verified('other')));
    expect(again.body).toEqual(body);
  });

  it.each<[string, Claims]>([
    ['has no e-mail address', {}],
    ['has one that is not verified', { email: 'x@example.com', email_verified: 'false' }],
  ])('creates a profile without an e-mail address if the token %s', async (_what, claims) => {
    expect(await getProfile(signedIn(`bare${Object.keys(claims).length}`, claims))).not.toHaveProperty(
      'email',
    );
  });

  it('creates one profile of twenty requests at once', async () => {
    const profiles = await Promise.all(Array.from({ length: 20 }, () => getProfile(signedIn('crowd'))));
    expect(new Set(profiles.map((profile) => JSON.stringify(profile))).size).toBe(1);
    const subjects = await service.subjectKeys.subjectsOf(customerId('crowd'));
    expect(subjects).toHaveLength(1);
  });

  it('may be one for addresses', async () => {
    expect(await bookOf(signedIn('shy'))).toEqual({ version: 0, items: [] });
    expect(await getProfile(signedIn('shy'))).toMatchObject({ version: 0, email: 'shy@example.com' });
  });
});

describe('a profile', () => {
  it('changes the fields that are given, of the version that If-Match names', async () => {
    const grace = signedIn('grace');
    await getProfile(grace);
    const first = await patch(grace, 0, { name: 'Grace Hopper', phone: '+1 202 555 0100', company: 'Navy' });
    expect([first.status, first.headers?.['ETag']]).toEqual([200, '"1"']);
    expect(first.body).toMatchObject({ name: 'Grace Hopper', phone: '+1 202 555 0100', company: 'Navy' });
    const second = await patch(grace, 1, { name: 'G. Hopper', company: null });
    expect(second.body).toMatchObject({ version: 2, name: 'G. Hopper', phone: '+1 202 555 0100' });
    expect(second.body).not.toHaveProperty('company');
    expect(await getProfile(grace)).toEqual(second.body);
    expect(await patch(grace, 1, { name: 'X' })).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED', currentVersion: 2 },
    });
    expect(await patch(grace, 2, {})).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('does not take an e-mail address, groups or the id of another customer', async () => {
    for (const field of ['email', 'groups', 'customerId', 'id'])
      expect(await patch(signedIn('sly'), 0, { [field]: 'x' })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED' },
      });
  });

  it('does not exist any more after a key was deleted', async () => {
    const gone = signedIn('gone');
    const { subjectId } = await service.subjectKeys.ofCustomer(customerId('gone'));
    await getProfile(gone);
    await service.erase(subjectId);
    const expected = { status: 404, body: { code: 'CUSTOMER_NOT_FOUND' } };
    expect(await call('get-me', gone)).toMatchObject(expected);
    expect(await patch(gone, 0, { name: 'X' })).toMatchObject(expected);
    expect(await add(gone)).toMatchObject(expected);
  });

  it('is stored without any of its texts in clear', async () => {
    const planted = signedIn('planted');
    await patch(planted, 0, { name: 'Zebulon', phone: '4711', company: 'Obstgarten' });
    await add(planted, { ...ADDRESS, line1: 'Eichhoernchenweg', city: 'Zubardz' });
    const { Items } = await service.db.documents.send(new ScanCommand({ TableName: CUSTOMERS_TABLE_NAME }));
    const stored = JSON.stringify(Items?.filter(({ pk }) => pk === `customer#${customerId('planted')}`));
    expect(stored).toContain('GB');
    expect(stored).not.toMatch(/zebulon|"4711|obstgarten|planted@|eichh|zubardz|london|lovelace/i);
  });
});

describe('the address book', () => {
  it('gets an address, shows it, replaces it and removes it', async () => {
    const ada = signedIn('ada');
    const added = await add(ada);
    expect(added).toMatchObject({ status: 201, body: { version: 1, ...ADDRESS } });
    const { id } = added.body;
    expect(added.headers).toMatchObject({ ETag: '"1"', Location: `/v1/me/addresses/${id}` });
    const other = await add(ada, { ...ADDRESS, line1: 'Elsewhere 1' });
    expect(await bookOf(ada)).toEqual({
      version: 2,
      items: [
        { id, version: 2, ...ADDRESS },
        { ...other.body, version: 2 },
      ],
    });
    const chosen = await patch(ada, 2, {
      defaultShippingAddressId: id,
      defaultBillingAddressId: other.body.id,
    });
    expect(chosen.body).toMatchObject({ version: 3, defaultShippingAddressId: id });

    const { phone: _phone, ...moved } = { ...ADDRESS, line1: '13 St James Square', country: 'FR' };
    const params = { addressId: id };
    const replaced = await call('replace-my-address', ada, { method: 'PUT', params, body: moved });
    expect(replaced).toMatchObject({ status: 200, body: { id, version: 4, ...moved } });
    const shown = await call<CustomerAddress>('get-my-address', ada, { params });
    expect(shown.body).toEqual({ id, version: 4, ...moved });

    const headers = { 'If-Match': '"3"' };
    const remove = { method: 'DELETE', params } as const;
    expect(await call('remove-my-address', ada, { ...remove, headers })).toMatchObject({ status: 412 });
    expect(await call('remove-my-address', ada, remove)).toMatchObject({
      status: 200,
      body: { version: 5, items: [{ id: other.body.id }], defaultBillingAddressId: other.body.id },
    });
    for (const [name, request] of [
      ['remove-my-address', remove],
      ['get-my-address', { params }],
      ['replace-my-address', { method: 'PUT', params, body: moved }],
    ] as const)
      expect(await call(name, ada, request)).toMatchObject({
        status: 404,
        body: { code: 'ADDRESS_NOT_FOUND', addressId: id },
      });
    expect(await patch(ada, 5, { defaultShippingAddressId: id })).toMatchObject({
      status: 404,
      body: { code: 'ADDRESS_NOT_FOUND' },
    });
  });

  it('gets an address once under an Idempotency-Key, and answers a repeat as the first time', async () => {
    const [ada, grace] = [signedIn('keys'), signedIn('keys2')];
    const first = await add(ada, ADDRESS, 'home');
    await patch(ada, 1, { name: 'Ada' });
    const again = await add(ada, ADDRESS, 'home');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await add(ada, { ...ADDRESS, city: 'Paris' }, 'home')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect((await add(grace, ADDRESS, 'home')).body.id).not.toBe(first.body.id);
    expect((await bookOf(ada)).items).toHaveLength(1);
  });

  it('has no address of another customer', async () => {
    const { body } = await add(signedIn('owner'));
    expect(await call('get-my-address', signedIn('thief'), { params: { addressId: body.id } })).toMatchObject(
      {
        status: 404,
      },
    );
  });

  it('gets all of twenty addresses that are added at once', async () => {
    const busy = signedIn('busy');
    await getProfile(busy);
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(busy)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect((await bookOf(busy)).items).toHaveLength(20);
  });
});
