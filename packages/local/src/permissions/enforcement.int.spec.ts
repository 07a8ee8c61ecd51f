import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type LocalCloud, startLocalCloud } from '../local-cloud.ts';
import { readCallRecords } from './call-records.ts';

const SLOW_MS = 90_000;
const AT_ONCE = 20;
const fixtures = fileURLToPath(new URL('../../fixtures/guarded', import.meta.url));

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/fixture-dev-vault';
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const ALIAS = 'alias/fixture-dev-vault';
const keyArn = () => cloud.description.keys[0]?.arn ?? '';
const BUCKET = 'arn:aws:s3:::fixture-dev-vault';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:fixture-dev-vault';
const denied = (holder: string, action: string, resource: string) =>
  'AccessDeniedException: User: assumed-role/fixture-vault-dev-' +
  `${holder}-us-east-1-lambdaRole/fixture-vault-dev-${holder} is not authorized to perform: ${action} on resource: ` +
  `${resource} because no identity-based policy allows the ${action} action`;
const keepAnswers = { put: 'done', scan: denied('keep', 'dynamodb:Scan', TABLE) };
const peekAnswers = { scan: 'done', send: denied('peek', 'sqs:SendMessage', QUEUE) };

let root: string;
let cloud: LocalCloud;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'local-cloud-'));
  cloud = await startLocalCloud({
    servicesDir: fixtures,
    dataDir: join(root, 'data'),
    port: 0,
    watch: false,
    enforcePermissions: true,
    recordCalls: join(root, 'calls'),
  });
}, SLOW_MS);
afterAll(async () => {
  await cloud?.stop();
  rmSync(root, { recursive: true });
});

const keep = async (what: string) => (await fetch(`${cloud.url}/keep/${what}`, { method: 'POST' })).json();
const peek = async () => (await fetch(`${cloud.url}/peek`)).json();

describe('the local cloud with enforced permissions', () => {
  it('allows a function the calls that its role allows, and no others', async () => {
    expect(await keep('a')).toEqual(keepAnswers);
    expect(await peek()).toEqual(peekAnswers);
  });

  it('distinguishes callers if many functions run at once in one thread', async () => {
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_none, index) =>
        index % 2 === 0 ? keep(`at-once-${index}`) : peek(),
      ),
    );
    expect(answers).toEqual(answers.map((_answer, index) => (index % 2 === 0 ? keepAnswers : peekAnswers)));
  });

  it('identifies a function that is invoked directly', async () => {
    const lambda = new LambdaClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      endpoint: cloud.awsEndpoint,
    });
    const invocation = new InvokeCommand({ FunctionName: 'fixture-vault-dev-peek', Payload: '{}' });
    const { Payload } = await lambda.send(invocation);
    lambda.destroy();
    const { body } = JSON.parse(Buffer.from(Payload ?? []).toString()) as { body: string };
    expect(JSON.parse(body)).toEqual(peekAnswers);
  });

  it('allows PutEvents only with the source and type that the role allows', async () => {
    const answers = await (await fetch(`${cloud.url}/announce`, { method: 'POST' })).json();
    expect(answers).toEqual({
      own: 'done',
      otherSource: denied('announce', 'events:PutEvents', BUS),
      otherType: denied('announce', 'events:PutEvents', BUS),
    });
  });

  it('allows a key only with the encryption context that the role allows', async () => {
    const answers = await (await fetch(`${cloud.url}/seal`, { method: 'POST' })).json();
    expect(answers).toEqual({
      gold: 'done',
      silver: denied('seal', 'kms:GenerateDataKey', keyArn()),
      decrypt: denied('seal', 'kms:Decrypt', keyArn()),
    });
  });

  it('allows objects, and links to them, as the roles allow it', async () => {
    const { link, deletingLink, ...answers } = (await (
      await fetch(`${cloud.url}/share`, { method: 'POST' })
    ).json()) as Record<string, string>;
    const s3Denied = (action: string, key: string) =>
      denied('share', action, `${BUCKET}/${key}`).replace('AccessDeniedException', 'AccessDenied');
    expect(answers).toEqual({
      put: 'done',
      remove: s3Denied('s3:DeleteObject', 'shared/gold'),
      other: s3Denied('s3:PutObject', 'gold'),
    });
    expect(await (await fetch(link ?? '')).text()).toBe('ore');
    expect((await fetch((link ?? '').replace('gold', 'lead'))).status).toBe(403);
    const deleting = await fetch(deletingLink ?? '', { method: 'DELETE' });
    expect([deleting.status, await deleting.text()]).toEqual([
      403,
      expect.stringContaining(`No function may s3:DeleteObject on resource: ${BUCKET}/shared/gold`),
    ]);
  });

  it('records each call once, and whether it was allowed', async () => {
    const published = (source: string, type: string, allowed: boolean) => ({
      holder: 'function:fixture-vault-dev-announce',
      action: 'events:PutEvents',
      resource: BUS,
      context: { 'events:source': source, 'events:detail-type': type },
      allowed,
    });
    const shared = (action: string, key: string, allowed: boolean) => ({
      holder: 'function:fixture-vault-dev-share',
      ...{ action, resource: `${BUCKET}/${key}`, allowed },
    });
    const sealed = (action: string, context: object, allowed: boolean) => ({
      holder: 'function:fixture-vault-dev-seal',
      ...{ action, resource: keyArn(), context, allowed },
    });
    expect(readCallRecords(join(root, 'calls'))).toEqual([
      published('bank', 'Opened', false),
      published('vault', 'Opened', true),
      published('vault', 'Robbed', false),
      {
        holder: 'function:fixture-vault-dev-keep',
        action: 'dynamodb:PutItem',
        resource: TABLE,
        allowed: true,
      },
      { holder: 'function:fixture-vault-dev-keep', action: 'dynamodb:Scan', resource: TABLE, allowed: false },
      { holder: 'function:fixture-vault-dev-peek', action: 'dynamodb:Scan', resource: TABLE, allowed: true },
      {
        holder: 'function:fixture-vault-dev-peek',
        action: 'sqs:SendMessage',
        resource: QUEUE,
        allowed: false,
      },
      // The role has no condition for kms:Decrypt alone: the values that any of its conditions names are recorded.
      sealed('kms:Decrypt', { 'kms:encryptioncontext:what': 'gold' }, false),
      sealed(
        'kms:GenerateDataKey',
        { 'kms:requestalias': ALIAS, 'kms:encryptioncontext:what': 'gold' },
        true,
      ),
      sealed(
        'kms:GenerateDataKey',
        { 'kms:requestalias': ALIAS, 'kms:encryptioncontext:what': 'silver' },
        false,
      ),
      shared('s3:DeleteObject', 'shared/gold', false),
      // By the links.
      shared('s3:GetObject', 'shared/gold', true),
      shared('s3:GetObject', 'shared/lead', true),
      shared('s3:PutObject', 'gold', false),
      shared('s3:PutObject', 'shared/gold', true),
    ]);
  });

  it('refuses a request without the name of a function', async () => {
    const functions = cloud.description.functions.map(({ environment }) => environment['QUEUE_URL'] ?? '');
    const response = await fetch(functions[0] ?? '', {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ QueueUrl: functions[0], MessageBody: 'from nobody' }),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        __type: 'UnknownOperationException',
        message: 'the request has no header x-local-cloud-function with the function that makes it',
      },
    ]);
  });
});
