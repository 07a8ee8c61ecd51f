import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tokenRequestOf } from '@tradepost/cli/start/local-users';
import { unwrap } from '@tradepost/client/client';
import type { EmailChangeRequested } from '@tradepost/contracts/customers/events';
import type { Customer } from '@tradepost/contracts/customers/model';
import type { PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import { fetchLocalToken } from '@tradepost/local/identity/fetch-token';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { open } from '@tradepost/personal-data/seal';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop, type Shop, waitFor } from './shop.ts';

const SKU = 'CLAIMED';
const ORDER = {
  currency: 'GBP',
  lines: [{ sku: SKU, quantity: 1 }],
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};

let cloud: TestCloud;
let shop: Shop;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  shop = createShop(cloud.url);
  await shop.sell(SKU, 10);
});
afterAll(async () => {
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

/** Opens the code of an e-mail change, as notifications would. */
async function codeOf({ customerId, subjectId, sealed }: EmailChangeRequested): Promise<string> {
  const [kms, dynamodb] = [new KMSClient(cloud.aws), new DynamoDBClient(cloud.aws)];
  try {
    const keys = createSubjectKeys({
      client: DynamoDBDocumentClient.from(dynamodb),
      tableName: 'tradepost-dev-customers-subject-keys',
      wrappingKey: createKmsKey(kms, 'alias/tradepost-dev-customers-subject-keys'),
      stage: 'dev',
    });
    const key = (await keys.find([subjectId])).get(subjectId)?.contact;
    const context = { ownerId: customerId, seal: 'email-change', schema: 1 };
    return (open(key, context, sealed) as { readonly code: string }).code;
  } finally {
    kms.destroy();
    dynamodb.destroy();
  }
}

it('a customer claims the orders that they placed as a guest, and no others', async () => {
  const place = (email: string) =>
    send<PlacedGuestOrder>(undefined, 'POST', '/v1/guest/orders', { ...ORDER, email });
  const own = await place('ADA@example.com');
  const foreign = await place('somebody@example.com');
  expect([own.status, foreign.status]).toEqual([201, 201]);
  expect((await send('ada', 'POST', '/v1/me/order-claims')).status).toBe(202);
  type Page = { readonly items: readonly { readonly id: string }[] };
  await waitFor('the claimed order', async () => {
    const { body } = await send<Page>('ada', 'GET', '/v1/me/orders');
    return body.items.some(({ id }) => id === own.body.id);
  });
  expect((await send('ada', 'GET', `/v1/me/orders/${own.body.id}`)).status).toBe(200);
  expect((await send('ada', 'GET', `/v1/me/orders/${foreign.body.id}`)).status).toBe(404);
  expect((await send('grace', 'GET', `/v1/me/orders/${own.body.id}`)).status).toBe(404);
});

it('a customer changes the e-mail address of their account with the code that was sent', async () => {
  const email = 'hopper@example.com';
  expect((await send('grace', 'POST', '/v1/me/email-changes', { email })).status).toBe(202);
  const { body: before } = await send<Customer>('grace', 'GET', '/v1/me');
  expect(before.email).toBe('grace@example.com');
  let requested: EmailChangeRequested | undefined;
  await waitFor('the event', async () => {
    const query = { subject: before.id };
    const { items } = await unwrap(shop.api.GET('/v1/events', { params: { query } }));
    requested = items.find(({ type }) => type === 'EmailChangeRequested')?.data as typeof requested;
    return requested !== undefined;
  });
  if (requested === undefined) throw new Error('no event was published');
  const code = await codeOf(requested);
  expect(await send('grace', 'POST', '/v1/me/email-changes/confirm', { code })).toMatchObject({
    status: 200,
    body: { id: before.id, email },
  });
  // The tokens of the cloud are kept for some minutes; this is a new one.
  const { token } = await fetchLocalToken(cloud.url, tokenRequestOf('grace'));
  const [, payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  expect(claims).toMatchObject({ customer_id: before.id, email, email_verified: 'true' });
});
