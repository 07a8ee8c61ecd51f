import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import type { Order, PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { comeToRest } from '../audit/come-to-rest.ts';
import { findInFiles } from './find-in-files.ts';
import { findLeaks } from './find-leaks.ts';
import { createShop, type Shop, waitFor } from './shop.ts';

/** A person whose every text is recognisable. The e-mail address is ASCII, as contracts require. */
const ADDRESS = {
  name: 'Zebulon Žvýkačkoň',
  company: 'Žvýkačkoň & Söhne Großhandel',
  line1: 'Straße der Übermütigen Eichhörnchen 77',
  line2: 'Hinterhof „Zur Träne“',
  city: 'Łódź-Żubardź',
  region: 'Województwo Łódzkie-Ósme',
  postalCode: '90-Žž7',
  country: 'PL',
  phone: '+48 42 555 0199 č. 4711',
};
const EMAIL = 'zebulon.zvykackon.4711@obstgarten.example';
const NOTE = 'Türcode „Igel-Ähre“ zweimal klingeln';
const REASON = 'Žvýkačkoň zieht um nach Øvre Ål';
const TAX_ID = 'PL-Ž4711-ÓŁ-0815';
const { country: _country, ...lines } = ADDRESS;
const PLANTED: Readonly<Record<string, string>> = {
  ...{ ...lines, email: EMAIL, note: NOTE, reason: REASON, taxId: TAX_ID },
};
/** A text that is no personal data: the search must find it in the data files, or it proves nothing. */
const CONTROL = 'Kontrollbecher Übermut-4711';
const SKU = 'PLANTED';

let cloud: TestCloud;
let shop: Shop;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;
let sqs: SQSClient;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  client = new DynamoDBClient(cloud.aws);
  documents = DynamoDBDocumentClient.from(client);
  sqs = new SQSClient(cloud.aws);
  shop = createShop(cloud.url);
  await shop.sell(SKU, 100);
});
afterAll(async () => {
  client?.destroy();
  sqs?.destroy();
  await shop?.api.close();
  await cloud?.stop();
});

const ofPerson = { currency: 'GBP', email: EMAIL, shippingAddress: ADDRESS, note: NOTE };
const order = (paymentToken: string) => ({ ...ofPerson, lines: [{ sku: SKU, quantity: 1 }], paymentToken });

type Sent<Body> = { readonly status: number; readonly body: Body };

/** Sends a request as a local user, or as a guest without a token. */
async function send<Body = Order>(
  path: string,
  body?: object,
  {
    by = 'developer',
    method = body === undefined ? 'GET' : 'POST',
    headers = {},
  }: { by?: string; method?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Sent<Body>> {
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(by === 'guest' ? {} : { authorization: `Bearer ${await cloud.token(by)}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

/** Places orders by every route, and brings them to each end: confirmed, rejected, cancelled. */
async function plantOrders(): Promise<readonly string[]> {
  const staff = await Promise.all(
    ['tok_approved', 'tok_declined'].map((token) =>
      send('/v1/orders', { ...order(token), customerId: 'planted-17850', reference: CONTROL }),
    ),
  );
  const own = await send('/v1/me/orders', order('tok_approved'), { by: 'ada' });
  const guest = await send<PlacedGuestOrder>('/v1/guest/orders', order('tok_approved'), { by: 'guest' });
  const placed: readonly Sent<{ readonly id: string }>[] = [...staff, own, guest];
  expect(placed.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  for (const { body } of placed) await shop.ended(body.id);
  const [approved] = staff;
  const reason = { reason: REASON };
  const headers = { 'x-order-token': guest.body.orderToken };
  const cancelled = await Promise.all([
    send(`/v1/orders/${approved?.body.id}/cancel`, reason),
    send(`/v1/me/orders/${own.body.id}/cancel`, reason, { by: 'ada' }),
    send(`/v1/guest/orders/${guest.body.id}/cancel`, reason, { by: 'guest', headers }),
  ]);
  expect(cancelled.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await send('/v1/guest/order-links', { email: EMAIL }, { by: 'guest' })).status).toBe(202);
  return placed.map(({ body }) => body.id);
}

/** Gives the person a profile of every kind: one with an account, with addresses and a new e-mail address, and one of staff. */
async function plantProfiles(): Promise<void> {
  const { name, company, phone } = ADDRESS;
  const by = { by: 'grace' };
  expect((await send('/v1/me', undefined, by)).status).toBe(200);
  const profile = { name, company, phone };
  const ifMatch = (version: number) => ({ ...by, headers: { 'if-match': `"${version}"` } });
  const changed = await send('/v1/me', profile, { ...ifMatch(0), method: 'PATCH' });
  const added = await send<{ id: string }>('/v1/me/addresses', ADDRESS, by);
  const path = `/v1/me/addresses/${added.body.id}`;
  const replaced = await send(path, { ...ADDRESS, line2: NOTE }, { ...ifMatch(2), method: 'PUT' });
  const requested = await send('/v1/me/email-changes', { email: EMAIL }, by);
  const wrong = await send('/v1/me/email-changes/confirm', { code: '000000' }, by);
  const taxIds = [{ type: 'eu_vat', value: TAX_ID }];
  const created = await send<{ id: string }>('/v1/customers', { email: EMAIL, ...profile, taxIds });
  const renamed = await send(
    `/v1/customers/${created.body.id}`,
    { name: REASON },
    { method: 'PATCH', headers: { 'if-match': '"0"' } },
  );
  const answers = [changed, added, replaced, requested, wrong, created, renamed];
  expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 202, 422, 201, 200]);
  const query = new URLSearchParams({ email: EMAIL });
  expect((await send<{ items: object[] }>(`/v1/customers?${query}`)).status).toBe(200);
  // Those who may read it read what was sent.
  expect((await send(`/v1/customers/${created.body.id}`)).body).toMatchObject({
    ...{ email: EMAIL, name: REASON, company, phone, taxIds },
  });
  expect((await send(path, undefined, by)).body).toMatchObject({ ...ADDRESS, line2: NOTE });
  // Orders that the person placed as a guest have no account here: the claim finds none.
  expect((await send('/v1/me/order-claims', undefined, { ...by, method: 'POST' })).status).toBe(202);
}

/** Requests with the same texts that are rejected: an unknown SKU, an invalid body, an unknown order. */
async function plantRejected(): Promise<void> {
  const answers = await Promise.all([
    send('/v1/orders', { ...order('tok_approved'), lines: [{ sku: 'NO-SUCH', quantity: 1 }] }),
    send('/v1/orders', { ...order('tok_approved'), shippingAddress: { ...ADDRESS, planet: ADDRESS.name } }),
    send('/v1/orders/ord_00000000000000000000000000/cancel', { reason: REASON }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 400, 404]);
}

/** A message about the order that its consumer cannot process, so that it becomes a dead-letter message. */
async function plantDeadLetter(orderId: string): Promise<void> {
  const [event] = (await unwrap(shop.api.GET('/v1/events', { params: { query: { subject: orderId } } })))
    .items;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `${cloud.aws.endpoint}/000000000000/tradepost-dev-payments-commands`,
      MessageBody: JSON.stringify({ ...event, type: 'AuthorizePayment' }),
    }),
  );
  await waitFor('the dead-letter message', async () => {
    const { items } = await unwrap(shop.api.GET('/v1/dead-letters', { params: { query: {} } }));
    return items.length > 0;
  });
}

/** Returns the items of all tables, as JSON, by the name of the table. */
async function tables(): Promise<readonly string[]> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const found = await Promise.all(
    TableNames.map(async (TableName) => {
      const items: unknown[] = [];
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName }))
        items.push(...Items);
      return items.map((item) => `${TableName} ${JSON.stringify(item)}`);
    }),
  );
  return found.flat();
}

it('no table, queue, archive, log or data file has a text of a person who ordered, in any form', async () => {
  const ids = await plantOrders();
  await plantProfiles();
  await plantRejected();
  const [confirmed = ''] = ids;
  await waitFor('the events in the archive', async () => {
    const query = { subject: confirmed };
    return (await unwrap(shop.api.GET('/v1/events', { params: { query } }))).items.length > 2;
  });
  await plantDeadLetter(confirmed);
  const replayed = await send('/v1/replays', { consumer: 'payments-order-ended', subject: confirmed });
  expect([replayed.status, replayed.body]).toMatchObject([202, { status: 'completed' }]);
  expect((await send(`/v1/orders/${confirmed}/timeline`)).status).toBe(200);
  // Those who may read the order read what was sent.
  expect((await send(`/v1/orders/${confirmed}`)).body).toMatchObject({
    ...{ email: EMAIL, note: NOTE, shippingAddress: ADDRESS, cancellationReason: REASON },
  });
  await comeToRest(shop.api, cloud.dataDir);

  const items = await tables();
  expect(items.length).toBeGreaterThan(20);
  expect(findLeaks(items, PLANTED)).toEqual([]);
  expect(findInFiles(cloud.dataDir, PLANTED)).toEqual([]);
  // The search sees what is stored, in the event store, the archives and the messages.
  const control = findInFiles(cloud.dataDir, { control: CONTROL }).map(({ file }) => file);
  expect(control.length).toBeGreaterThan(1);
});

it('the search finds one field that was left unsealed', async () => {
  const leak = { pk: 'order#leak', note: `before ${NOTE} after` };
  await documents.send(new PutCommand({ TableName: 'tradepost-dev-orders-views', Item: leak }));
  expect(findLeaks(await tables(), PLANTED).map(({ what }) => what)).toEqual(['note']);
  expect(findInFiles(cloud.dataDir, PLANTED).map(({ what }) => what)).toContain('note');
});
