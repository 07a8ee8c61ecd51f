import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import { SKU } from '@tradepost/contracts/example-data';
import type { PersonalKind } from '@tradepost/contracts/fields/personal-data';
import { loadRegistry } from '@tradepost/contracts/registry';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { Webhook } from 'standardwebhooks';
import { comeToRest } from '../audit/come-to-rest.ts';
import { type PlannedRequest, planRequests } from '../planted/plan-requests.ts';
import { PERSON } from '../planted/plant-texts.ts';
import { type Json, valuesAt } from '../planted/put-at.ts';
import { createPlanter, type PlantedResponse, type Planter } from '../planted/send-planned.ts';
import { findInFiles } from './find-in-files.ts';
import { findLeaks } from './find-leaks.ts';
import { readLogLines } from './log-lines.ts';
import { createShop, type Shop, waitFor } from './shop.ts';
import { readTableItems } from './table-items.ts';

/** A text that is no personal data: the search must find it in the data files, or it proves nothing. */
const CONTROL = 'Kontrollbecher Übermut-4711';
/** File for the output of the local cloud. */
const OUTPUT = join(tmpdir(), `tradepost-planted-${process.pid}.log`);
const KEY = 'zebulon.zvykackon.of.the.idempotency.keys';

const registry = await loadRegistry();
/** Payment tokens are planted on their own: the provider declines an order with an unknown one. */
const PLANS = [
  planRequests(registry, ['contact', 'invoice'] satisfies PersonalKind[]),
  planRequests(registry, ['payment'] satisfies PersonalKind[], 8_100),
];
const planned = PLANS.flatMap(({ requests }) => requests);
const PLANTED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(planned.flatMap((each) => each.planted.map(({ field, text }) => [field, text]))),
  ...{ ...PERSON, 'idempotency key': KEY },
};

let cloud: TestCloud;
let shop: Shop;
let client: DynamoDBClient;
let sqs: SQSClient;
let secrets: SecretsManagerClient;
let logs: CloudWatchLogsClient;
let planter: Planter;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true, logFile: OUTPUT });
  client = new DynamoDBClient(cloud.aws);
  sqs = new SQSClient(cloud.aws);
  secrets = new SecretsManagerClient(cloud.aws);
  logs = new CloudWatchLogsClient(cloud.aws);
  shop = createShop(cloud.url);
  await shop.sell(SKU, 1_000);
  planter = createPlanter(
    {
      ...{ url: cloud.url, registry, keyPrefix: KEY, signature, created: settle },
      token: async ({ access: { kind } }) => {
        if (kind === 'customer') return cloud.token('ada');
        return kind === 'staff' ? cloud.token('developer') : undefined;
      },
    },
    planned,
  );
});
afterAll(async () => {
  for (const each of [client, sqs, secrets, logs]) each?.destroy();
  await shop?.api.close();
  await cloud?.stop();
  rmSync(OUTPUT, { force: true });
});

/** Signs a webhook of the simulated provider. */
async function signature(body: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const SecretId = '/tradepost/dev/payments/simulated-provider-webhooks';
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const at = new Date();
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(SecretString).sign('msg_1', at, Buffer.from(body).toString()),
  };
}

/** Waits for the saga of an order. */
async function settle(path: string, id: string): Promise<unknown> {
  return path.endsWith('/orders') ? shop.ended(id) : undefined;
}

/**
 * The quote of an example is not that of the planted cart, so its submit is refused, as it is to whoever sends an old quote. Nothing of
 * it may be kept either. `services/carts/src/carts.int.spec.ts` submits carts.
 */
const REFUSED_SUBMITS: Readonly<Record<string, number>> = { submitGuestCart: 409, submitMyCart: 409 };

/** Describes a response that shows that a text was not accepted, or not kept as it was sent; undefined if it was. */
function describeFault(request: PlannedRequest, { status, body }: PlantedResponse): string | undefined {
  const { name, contract, planted } = request;
  if (status === REFUSED_SUBMITS[name]) return undefined;
  if (status !== contract.success.status)
    return `${name} answers ${status}, and plants nothing: ${JSON.stringify(body)}`;
  const changed = planted.find(
    ({ path, text }) => path !== '' && valuesAt(body, path).some((shown) => shown !== text),
  );
  return changed && `${changed.field} is ${valuesAt(body, changed.path)}, not ${changed.text}`;
}

/** Sends every planned request; returns the responses by the name of the route. */
async function plantEverywhere(): Promise<ReadonlyMap<string, PlantedResponse>> {
  const responses = new Map<string, PlantedResponse>();
  const faults: string[] = [];
  for (const request of planned) {
    const response = await planter.send(request);
    const fault = describeFault(request, response);
    if (fault !== undefined) faults.push(fault);
    const { id } = response.body;
    if (request.contract.method === 'POST' && typeof id === 'string') await settle(request.contract.path, id);
    if (!responses.has(request.name)) responses.set(request.name, response);
  }
  expect(faults).toEqual([]);
  return responses;
}

/** The same texts in requests that are rejected: an unknown field, an id that does not exist, an unknown SKU. */
async function plantRejected(): Promise<void> {
  const withFields = planned.filter(({ body }) => typeof body === 'object' && !(body instanceof Uint8Array));
  for (const request of withFields) {
    const planet = request.planted[0]?.text ?? '';
    const body = { ...(request.body as Readonly<Record<string, Json>>), planet };
    const { status } = await planter.sendToNobody({ ...request, body });
    expect([request.name, status]).toEqual([
      request.name,
      ['orderToken', 'cartToken'].includes(request.contract.access.kind) ? 401 : 400,
    ]);
  }
  for (const request of planned.filter(
    ({ contract }) => contract.path.includes('{') && contract.access.kind !== 'signed',
  )) {
    const { status } = await planter.sendToNobody(request);
    expect([request.name, status >= 400 && status < 500]).toEqual([request.name, true]);
  }
  const lines = [{ sku: 'NO-SUCH', quantity: 1 }];
  const { status } = await planter.send({
    ...requestOf('placeOrder'),
    body: { ...bodyOf('placeOrder'), lines },
  });
  expect(status).toBe(422);
}

function requestOf(name: string): PlannedRequest {
  const request = planned.find((each) => each.name === name);
  if (request === undefined) throw new Error(`no request to ${name} is planned`);
  return request;
}

function bodyOf(name: string): Readonly<Record<string, Json>> {
  return requestOf(name).body as Readonly<Record<string, Json>>;
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

/** Replays the events of an order, reads its timeline, and returns the order as staff see it. */
async function replayAndRead(orderId: string): Promise<unknown> {
  await waitFor('the events in the archive', async () => {
    const query = { subject: orderId };
    return (await unwrap(shop.api.GET('/v1/events', { params: { query } }))).items.length > 1;
  });
  await plantDeadLetter(orderId);
  const body = { consumer: 'payments-order-ended', subject: orderId };
  const replayed = await unwrap(shop.api.POST('/v1/replays', { body, idempotencyKey: 'planted' }));
  expect(replayed).toMatchObject({ status: 'completed' });
  const params = { path: { orderId }, query: {} };
  await unwrap(shop.api.GET('/v1/orders/{orderId}/timeline', { params }));
  return unwrap(shop.api.GET('/v1/orders/{orderId}', { params }));
}

it('every field of personal data of every route can be planted', () => {
  expect(PLANS.flatMap(({ problems }) => problems)).toEqual([]);
});

it('no table, queue, archive, log, metric, object or data file has a text that any route accepted of a person', async () => {
  const responses = await plantEverywhere();
  await plantRejected();
  const reference = await planter.send({
    ...requestOf('placeOrder'),
    body: { ...bodyOf('placeOrder'), reference: CONTROL },
  });
  await settle('/v1/orders', String(reference.body['id']));
  const order = await replayAndRead(String(responses.get('placeOrder')?.body['id']));
  // Those who may read the order read what was sent.
  for (const { part, path, text } of requestOf('placeOrder').planted)
    expect([part, path, valuesAt(order, path)]).toEqual([part, path, [text]]);
  expect(await comeToRest(shop.api, cloud.dataDir)).toEqual([]);

  const items = await readTableItems(client);
  expect(items.length).toBeGreaterThan(20);
  expect(findLeaks(items, PLANTED)).toEqual([]);
  expect(findInFiles(cloud.dataDir, PLANTED)).toEqual([]);
  const lines = await readLogLines(logs);
  expect(lines.filter((line) => line.includes('"_aws"')).length).toBeGreaterThan(0);
  expect(findLeaks([...lines, ...readFileSync(OUTPUT, 'utf8').split('\n')], PLANTED)).toEqual([]);
  // The search sees what is stored, in the event store, the archives and the messages.
  const control = findInFiles(cloud.dataDir, { control: CONTROL }).map(({ file }) => file);
  expect(control.length).toBeGreaterThan(1);
});

it('the search finds one field that was left unsealed', async () => {
  const { text, field } = requestOf('placeOrder').planted.find(({ path }) => path === '/note') ?? {
    text: '',
    field: '',
  };
  const leak = { pk: 'order#leak', note: `before ${text} after` };
  await DynamoDBDocumentClient.from(client).send(
    new PutCommand({ TableName: 'tradepost-dev-orders-views', Item: leak }),
  );
  expect(findLeaks(await readTableItems(client), PLANTED).map(({ what }) => what)).toEqual([field]);
  expect(findInFiles(cloud.dataDir, PLANTED).map(({ what }) => what)).toContain(field);
});
