import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Cart } from '@tradepost/contracts/carts/model';
import type { Customer } from '@tradepost/contracts/customers/model';
import type { Order, PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import type { PrivacyRequest } from '@tradepost/contracts/privacy/model';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop, type Shop, waitFor } from './shop.ts';

const SKU = 'FORGOTTEN';
const order = (email: string) => ({
  ...{ currency: 'GBP', lines: [{ sku: SKU, quantity: 1 }], email, paymentToken: 'tok_approved' },
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
});

let cloud: TestCloud;
let shop: Shop;
let lambda: LambdaClient;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  shop = createShop(cloud.url);
  lambda = new LambdaClient(cloud.aws);
  await shop.sell(SKU, 10);
});
afterAll(async () => {
  lambda?.destroy();
  await shop?.api.close();
  await cloud?.stop();
});

async function send<Body>(by: string | undefined, method: string, path: string, body?: object) {
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(by === undefined ? {} : { authorization: `Bearer ${await cloud.token(by)}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

async function confirmed(id: string): Promise<void> {
  await waitFor('the confirmed order', async () => {
    const { body } = await send<Order>('developer', 'GET', `/v1/orders/${id}`);
    return body.status === 'confirmed';
  });
}

async function invoke<Answer>(name: string, input: object): Promise<Answer> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: `tradepost-dev-${name}`, Payload: JSON.stringify(input) }),
  );
  const text = Buffer.from(Payload ?? []).toString();
  if (FunctionError !== undefined) throw new Error(`${name}: ${text}`);
  return JSON.parse(text) as Answer;
}

/** Runs the steps of the workflow of an erasure, which waits twenty minutes, six minutes and two days between them. */
async function eraseNow(requestId: string): Promise<void> {
  const step = <Answer>(name: string, more: object = {}) =>
    invoke<Answer>('customers-erasure-steps', { step: name, requestId, ...more });
  const { customerId, orderIds } = await step<{ customerId: string | null; orderIds: string[] }>('begin');
  const orders = await invoke<object>('orders-find-orders-of-person', { customerId, orderIds });
  for (const [name, more] of [['erase', { orders }], ['publish'], ['complete'], ['forget']] as const)
    expect(await step(name, more)).toEqual(expect.any(Object));
}

/** Functions keep a key for up to five minutes, but an erased order names its buyer no more. */
async function isErased(orderId: string): Promise<void> {
  await waitFor('the erased order', async () => {
    const { body } = await send<Order>('developer', 'GET', `/v1/orders/${orderId}`);
    return body.placedBy?.id === 'erased' && body.customerId === undefined;
  });
  await waitFor('the erased order in the list', async () => {
    const { body } = await send<{ items: readonly Order[] }>('developer', 'GET', '/v1/orders?limit=100');
    return body.items.some(({ id, placedBy }) => id === orderId && placedBy?.id === 'erased');
  });
}

/** Returns the export of a request as JSON, when it is there. */
async function exportOf(by: string, path: string): Promise<string> {
  await waitFor('the export', async () => {
    const { body } = await send<PrivacyRequest>(by, 'GET', path);
    return body.status === 'completed';
  });
  const { status, body } = await send<{ readonly url: string }>(by, 'GET', `${path}/download?format=json`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return (await fetch(body.url)).text();
}

it('exports and erases the data of a customer, with the rights of the functions', async () => {
  const { body: placed } = await send<Order>('ada', 'POST', '/v1/me/orders', order('ada@example.com'));
  await confirmed(placed.id);
  await waitFor('the list of orders', async () => {
    const { body } = await send<{ readonly items: readonly Order[] }>('ada', 'GET', '/v1/me/orders');
    return body.items.length === 1;
  });
  const { body: profile } = await send<Customer>('ada', 'GET', '/v1/me');
  const { body: cart } = await send<Cart>('ada', 'POST', '/v1/me/carts', { currency: 'GBP', country: 'GB' });
  await send('ada', 'POST', `/v1/me/carts/${cart.id}/lines`, { sku: SKU, quantity: 1 });
  await waitFor('the list of carts', async () => {
    const { body } = await send<{ readonly items: readonly object[] }>('ada', 'GET', '/v1/me/carts');
    return body.items.length === 1;
  });

  const own = await send<PrivacyRequest>('ada', 'POST', '/v1/me/privacy-requests', { kind: 'export' });
  expect(own.status).toBe(202);
  const ofOwn = await exportOf('ada', `/v1/me/privacy-requests/${own.body.id}`);
  const wanted = { kind: 'export', customerId: profile.id, reason: 'a letter' };
  const byStaff = await send<PrivacyRequest>('support', 'POST', '/v1/privacy-requests', wanted);
  expect(byStaff.status).toBe(202);
  const ofStaff = await exportOf('support', `/v1/privacy-requests/${byStaff.body.id}`);
  for (const text of [ofOwn, ofStaff])
    for (const part of ['12 St James Square', placed.id, cart.id]) expect(text).toContain(part);

  const erasure = await send<PrivacyRequest>('ada', 'POST', '/v1/me/privacy-requests', { kind: 'erasure' });
  expect(erasure.status).toBe(202);
  await eraseNow(erasure.body.id);
  await isErased(placed.id);
  expect((await send('ada', 'GET', '/v1/me')).status).toBe(404);
  await waitFor('the erased cart', async () => {
    const { status } = await send('ada', 'GET', `/v1/me/carts/${cart.id}`);
    return status === 404;
  });
  expect(await send('developer', 'GET', `/v1/orders/${placed.id}/invoice-details`)).toMatchObject({
    status: 200,
    body: { address: { name: 'Ada Lovelace' } },
  });
  const { stdout } = await runTradepost([
    ...['audit', 'list', '--target', `privacy-requests/${erasure.body.id}`, '--url', cloud.url],
  ]).ended;
  expect(stdout).toContain('PersonErased');
});

it('erases what a guest ordered, when a second person has approved it', async () => {
  const email = 'guest@example.com';
  const { body: placed } = await send<PlacedGuestOrder>(undefined, 'POST', '/v1/guest/orders', order(email));
  await confirmed(placed.id);
  const about = { email, reason: 'a letter' };
  const copy = await send<PrivacyRequest>('support', 'POST', '/v1/privacy-requests', {
    ...about,
    kind: 'export',
  });
  const path = `/v1/privacy-requests/${copy.body.id}`;
  expect(await exportOf('support', path)).toContain('12 St James Square');
  const wanted = { ...about, kind: 'erasure' };
  const { body: request } = await send<PrivacyRequest>('support', 'POST', '/v1/privacy-requests', wanted);
  expect(request.status).toBe('awaitingApproval');
  const listed = await runTradepost(['privacy', 'list', '--url', cloud.url]).ended;
  expect(listed.stdout).toContain(request.id);
  const approval = await send('developer', 'POST', `/v1/privacy-requests/${request.id}/approval`);
  expect(approval.status).toBe(202);
  // A repeat starts the workflow again, in case that the first start failed.
  const again = await send<PrivacyRequest>('support', 'POST', '/v1/privacy-requests', wanted);
  expect(again.body).toMatchObject({ id: request.id, status: 'running' });
  await eraseNow(request.id);
  await isErased(placed.id);
  expect(await invoke('customers-apply-erasures', {})).toMatchObject({ applied: 0 });
});
