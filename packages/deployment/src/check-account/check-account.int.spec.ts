import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateArchiveCommand, CreateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateFunctionCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { type Emulator, prepareEmulator } from '@tradepost/proofs/rehearse/emulator';
import { type AwsClients, createAwsClients } from '../aws/clients.ts';
import { identify } from './alarm-topic.ts';
import { service } from './facts.spec-kit.ts';
import type { PlannedService } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';

const INSTALL_MS = 300_000;
const start = await prepareEmulator(
  join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache'),
);
const whereItRuns = typeof start === 'string' ? describe.skip : describe;

const REGION = 'us-east-1';
const ROLE = 'arn:aws:iam::000000000000:role/tradepost-orders-dev-place-order';
/** An archive without files. */
const EMPTY_ZIP = 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==';
const NAMES = {
  Orders: ['AWS::DynamoDB::Table', 'TableName', 'tradepost-dev-orders-events'],
  Inbox: ['AWS::SQS::Queue', 'QueueName', 'tradepost-dev-orders-commands'],
  Logs: ['AWS::Logs::LogGroup', 'LogGroupName', '/aws/lambda/tradepost-dev-orders-place-order'],
  Role: ['AWS::IAM::Role', 'RoleName', 'tradepost-orders-dev-place-order'],
  Key: ['AWS::SecretsManager::Secret', 'Name', '/tradepost/dev/orders/key'],
  Bus: ['AWS::Events::EventBus', 'Name', 'tradepost-dev'],
  Archive: ['AWS::Events::Archive', 'ArchiveName', 'tradepost-dev'],
  Alias: ['AWS::KMS::Alias', 'AliasName', 'alias/tradepost-dev'],
  Topic: ['AWS::SNS::Topic', 'TopicName', 'tradepost-dev-alarms'],
  PlaceOrder: ['AWS::Lambda::Function', 'FunctionName', 'tradepost-dev-orders-place-order'],
  FulfilOrder: ['AWS::StepFunctions::StateMachine', 'StateMachineName', 'tradepost-dev-orders-fulfil-order'],
  BusName: ['AWS::SSM::Parameter', 'Name', '/tradepost/dev/platform/event-bus/name'],
} as const;
const RESOURCES = Object.fromEntries(
  Object.entries(NAMES).map(([id, [Type, property, name]]) => [
    id,
    { Type, Properties: { [property]: name } },
  ]),
);
/** Everything of the stage is in the platform's template here, as far as names matter. */
const PLANNED: readonly PlannedService[] = [service('platform', RESOURCES)];

whereItRuns('gatherFacts, with an emulator of AWS', () => {
  let dir: string;
  let emulator: Emulator;
  let clients: AwsClients;
  beforeAll(async () => {
    if (typeof start === 'string') throw new Error(start);
    dir = await mkdtemp(join(tmpdir(), 'check-account-'));
    emulator = await start(dir);
    clients = createAwsClients({
      region: REGION,
      endpoint: emulator.url,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }, INSTALL_MS);
  afterAll(async () => {
    await emulator.stop();
    await rm(dir, { recursive: true });
  });

  const gather = async (planned = PLANNED) => {
    const identity = await identify(clients, 'dev', REGION);
    return gatherFacts({ ...identity, stage: 'dev', region: REGION, planned }, clients);
  };

  it('finds nothing in an empty account', async () => {
    expect(await gather()).toMatchObject({
      region: REGION,
      alarmTopicArn: expect.stringMatching(/^arn:aws:sns:us-east-1:\d{12}:tradepost-dev-alarms$/),
      stacks: { platform: { value: undefined } },
      leftovers: [],
      unknownLeftovers: [],
      lambda: { value: { concurrency: expect.any(Number), unreserved: expect.any(Number) } },
      roles: { value: { used: expect.any(Number), limit: expect.any(Number) } },
      tables: { value: { used: 0 } },
      parameters: { value: new Set() },
      subscriptions: { value: undefined },
    });
  });

  it('does not fail where the emulator has no such API', async () => {
    expect(await gather()).toMatchObject({ activeTags: { unknown: expect.any(String) } });
  });

  it('finds every resource of a fixed name that no stack has', async () => {
    await createLeftovers(clients);
    const { leftovers, unknownLeftovers } = await gather();
    expect(unknownLeftovers).toEqual([]);
    expect(leftovers.map(({ logicalId, name }) => [logicalId, name]).toSorted()).toEqual(
      Object.entries(NAMES)
        .map(([id, [, , name]]) => [id, name])
        .toSorted(),
    );
    expect(leftovers.filter(({ deletionScheduled }) => deletionScheduled)).toMatchObject([
      { logicalId: 'Key' },
    ]);
  });

  it('reads what functions have reserved', async () => {
    const reserving = { ReservedConcurrentExecutions: 50, FunctionName: NAMES.PlaceOrder[2] };
    const other = { ReservedConcurrentExecutions: 50, FunctionName: 'tradepost-dev-orders-other' };
    const { reservations } = await gather([
      service('orders', {
        PlaceOrder: { Type: 'AWS::Lambda::Function', Properties: reserving },
        Other: { Type: 'AWS::Lambda::Function', Properties: other },
      }),
    ]);
    expect(reservations).toEqual({ value: new Map([[NAMES.PlaceOrder[2], 7]]) });
  });

  // The emulator confirms addresses by itself.
  it('finds the subscription to the alarm topic', async () => {
    const { subscriptions } = await gather();
    expect(subscriptions).toEqual({
      value: [{ protocol: 'email', endpoint: 'ada@example.com', confirmed: true }],
    });
  });

  it('does not take the resources of its own stack for leftovers', async () => {
    const own = {
      Own: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'tradepost-dev-inventory-own' } },
    };
    const TemplateBody = JSON.stringify({ Resources: own });
    await clients.cloudformation.send(
      new CreateStackCommand({ StackName: 'tradepost-dev-inventory', TemplateBody }),
    );
    const inventory = service('inventory', own);
    const { stacks, leftovers } = await gather([inventory]);
    expect(stacks['inventory']).toEqual({
      value: { status: 'CREATE_COMPLETE', logicalIds: new Set(['Own']), failed: [] },
    });
    expect(leftovers).toEqual([]);
  });
});

async function createLeftovers(clients: AwsClients) {
  const { dynamodb, events, iam, kms, lambda, logs, secrets, sfn, sns, sqs, ssm } = clients;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: NAMES.Orders[2],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await sqs.send(new CreateQueueCommand({ QueueName: NAMES.Inbox[2] }));
  await createFunction(lambda);
  const definition = JSON.stringify({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });
  await sfn.send(new CreateStateMachineCommand({ name: NAMES.FulfilOrder[2], definition, roleArn: ROLE }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: NAMES.Logs[2] }));
  await iam.send(new CreateRoleCommand({ RoleName: NAMES.Role[2], AssumeRolePolicyDocument: '{}' }));
  await secrets.send(new CreateSecretCommand({ Name: NAMES.Key[2], SecretString: 'secret' }));
  await secrets.send(new DeleteSecretCommand({ SecretId: NAMES.Key[2] }));
  const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: NAMES.Bus[2] }));
  await events.send(new CreateArchiveCommand({ ArchiveName: NAMES.Archive[2], EventSourceArn: EventBusArn }));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new CreateAliasCommand({ AliasName: NAMES.Alias[2], TargetKeyId: KeyMetadata?.KeyId }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: NAMES.Topic[2] }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'ada@example.com' }));
  await ssm.send(new PutParameterCommand({ Name: NAMES.BusName[2], Value: 'tradepost-dev', Type: 'String' }));
}

async function createFunction(lambda: AwsClients['lambda']) {
  const FunctionName = NAMES.PlaceOrder[2];
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: ROLE,
      Code: { ZipFile: Buffer.from(EMPTY_ZIP, 'base64') },
    }),
  );
  await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 7 }));
}
