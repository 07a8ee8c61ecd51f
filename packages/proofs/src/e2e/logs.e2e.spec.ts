import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { comeToRest } from '../audit/come-to-rest.ts';
import { findLeaks } from './find-leaks.ts';
import { readLogLines } from './log-lines.ts';
import { createShop, type Shop, waitFor } from './shop.ts';

const PLANTED = {
  'an e-mail address': 'zebulon@quackenbush.example',
  'a name': 'Zebulon Quackenbush',
  'an address line': '77 Hidden Orchard Lane',
  'a note': 'gate code hedgehog',
  'a payment token': 'tok_planted_4711',
  'a secret': 'sk-planted-51H8xQz',
};
/** Keys that the payment provider rejects and accepts. */
const PROVIDER_KEYS = {
  'a revoked key of the provider': 'revoked_planted_51H8xQz_0123456789abcdef',
  'a key of the provider': 'planted_51H8xQz_0123456789abcdef',
};
const [EMAIL, NAME, LINE, NOTE, TOKEN, SECRET] = Object.values(PLANTED) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

let cloud: TestCloud;
let shop: Shop;
let logs: CloudWatchLogsClient;
let sqs: SQSClient;
let lambda: LambdaClient;
let secrets: SecretsManagerClient;

beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  logs = new CloudWatchLogsClient(cloud.aws);
  sqs = new SQSClient(cloud.aws);
  lambda = new LambdaClient(cloud.aws);
  secrets = new SecretsManagerClient(cloud.aws);
  shop = createShop(cloud.url);
  await shop.sell('SCANNED', 100);
});

afterAll(async () => {
  for (const client of [logs, sqs, lambda, secrets]) client?.destroy();
  await shop?.api.close();
  await cloud?.stop();
});

const order = (paymentToken: string) => ({
  currency: 'GBP',
  lines: [{ sku: 'SCANNED', quantity: 1 }],
  email: EMAIL,
  shippingAddress: { name: NAME, line1: LINE, city: 'London', country: 'GB' },
  note: NOTE,
  paymentToken,
});

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  cloud.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function putProviderKey(SecretString: string): Promise<void> {
  const SecretId = '/tradepost/dev/payments/simulated-provider';
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
}

it('no log line contains customer input or a secret, wherever it was sent', async () => {
  await putProviderKey(PROVIDER_KEYS['a revoked key of the provider']);
  const early = await post('/v1/orders', order('tok_approved'));
  await waitFor('a key to be refused', async () =>
    (await readLogLines(logs)).find((line) => line.includes('PROVIDER_KEY_REFUSED')),
  );
  await putProviderKey(PROVIDER_KEYS['a key of the provider']);
  await shop.ended(((await early.json()) as { id: string }).id);

  const tokens = ['tok_approved', 'tok_declined', 'tok_processing_error_once', 'tok_timeout_taken', TOKEN];
  const placed = await Promise.all(tokens.map((token) => post('/v1/orders', order(token))));
  expect(placed.map(({ status }) => status)).toEqual(tokens.map(() => 201));
  await Promise.all(placed.map(async (answer) => shop.ended(((await answer.json()) as { id: string }).id)));

  const everything = { ...PLANTED, [EMAIL]: NAME };
  await Promise.all([
    post('/v1/orders', { ...order('tok_approved'), ...everything }),
    post('/v1/orders', `{"email": "${EMAIL}", "note": ${NOTE}`),
    post('/v1/orders', { ...order('tok_approved'), shippingAddress: { [NAME]: LINE } }),
    post('/v1/orders', order('tok_approved'), {
      authorization: `Bearer ${SECRET}`,
      'x-api-key': SECRET,
      'x-correlation-id': EMAIL,
    }),
    cloud.fetch(`/v1/orders/${encodeURIComponent(EMAIL)}?token=${SECRET}`),
    cloud.fetch(`/v1/products/by-sku/${encodeURIComponent(NAME)}`),
  ]);

  const poison = [
    `not JSON, from ${NAME} <${EMAIL}> ${SECRET}`,
    JSON.stringify(everything),
    JSON.stringify({
      ...{ specversion: '1.0', id: NAME, source: EMAIL, type: LINE, subject: EMAIL, correlationid: NAME },
      ...{ time: '2026-01-01T12:00:00Z', data: everything },
    }),
  ];
  const { queues, eventSourceMappings, functions } = await describeServices();
  const sources = new Set(eventSourceMappings.map(({ eventSourceArn }) => eventSourceArn));
  for (const { queueName } of queues.filter(({ arn }) => sources.has(arn))) {
    for (const MessageBody of poison)
      await sqs.send(
        new SendMessageCommand({ QueueUrl: `${cloud.aws.endpoint}/000000000000/${queueName}`, MessageBody }),
      );
  }
  // Invokes all functions directly, because errors that they throw are logged too.
  for (const { functionName: FunctionName } of functions) {
    for (const Payload of [poison[1], poison[2]])
      await lambda.send(new InvokeCommand({ FunctionName, ...(Payload && { Payload }) }));
  }

  // All planted texts have been processed.
  expect(await comeToRest(shop.api, cloud.dataDir)).toEqual([]);
  const lines = await readLogLines(logs);
  expect(lines.length).toBeGreaterThan(100);
  expect(
    lines.filter((line) => line.includes('"message moved to the dead-letter queue"')).length,
  ).toBeGreaterThan(3);
  expect(lines.filter((line) => line.includes('"command failed"')).length).toBeGreaterThan(3);
  expect(findLeaks(lines, { ...PLANTED, ...PROVIDER_KEYS })).toEqual([]);
});

it('every log line of a function has its service, its name and whether it was a cold start', async () => {
  const own = (await readLogLines(logs))
    // Without lines of workflows, which AWS writes, and metrics, which cover several invocations.
    .filter((line) => line.startsWith('{') && !line.includes('"execution_arn"') && !line.includes('"_aws"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(own.length).toBeGreaterThan(100);
  for (const line of own) {
    expect(line).toMatchObject({
      service: expect.stringMatching(/^[a-z]+$/),
      functionName: expect.stringMatching(/^tradepost-dev-/),
      coldStart: expect.any(Boolean),
      requestId: expect.any(String),
    });
  }
});
