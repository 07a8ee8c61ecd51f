import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const require = createRequire(import.meta.url);

const inboxes = require('../inboxes.cjs') as Fragment;
const resources = require('../resources.cjs') as Fragment;
const rules = require('../rules.cjs') as Fragment;
const LeastRoles = require('../least-roles.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };
const QueueSenders = require('../queue-senders.cjs') as typeof LeastRoles;
const Deployment = require('../delivery.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };
const environment = require('../environment.cjs') as (
  framework: Parameters<Fragment>[0],
) => Promise<Record<string, unknown>>;

describe('resources', () => {
  it('has what a service declares, its failures queue, and its saved queries', async () => {
    const declared = {
      'file(resources/tables.yml), null': { events: { key: { pk: 'S' } } },
      'file(resources/queues.yml), null': { commands: { consumerTimeoutSeconds: 20 } },
      'file(resources/rules.yml), null': { OrderPlaced: { source: 'tradepost.orders', inbox: 'commands' } },
    };
    const { Resources } = await resources(framework({ ...STAGE, ...declared }));
    const made = ['EventsTable', 'CommandsInbox', 'OrderPlacedRule', 'FailuresQueue', 'SlowestCallsQuery'];
    expect(Object.keys(Resources)).toEqual(expect.arrayContaining(made));
  });

  it('throws for two resources with one logical id', async () => {
    const metric = { metric: 'Failures', above: 0, description: 'Failures.' };
    const declared = { 'file(resources/alarms.yml), null': { FailuresQueue: metric } };
    await expect(resources(framework({ ...STAGE, ...declared }))).rejects.toThrow(
      'two resources of the service have the logical id FailuresQueueAlarm: rename one',
    );
  });

  const STAGE = {
    'param:deletionPolicy': 'Delete',
    'param:deletionProtection': false,
    'param:tableBilling': { mode: 'PAY_PER_REQUEST' },
    'param:dashboards': false,
    "self:custom.eventBus, ''": '',
    'self:functions': {},
  };
});

describe('inboxes', () => {
  const resources = async () => {
    const declared = {
      commands: { consumerTimeoutSeconds: 20 },
      paymentEvents: { consumerTimeoutSeconds: 5, consumerWindowSeconds: 2, maxReceiveCount: 9 },
    };
    return (await inboxes(framework({ 'file(resources/queues.yml), null': declared }))).Resources;
  };

  it('are queues with a dead-letter queue and a visibility timeout that covers the consumer', async () => {
    const { CommandsInbox, PaymentEventsInbox, PaymentEventsInboxDeadLetters } = await resources();
    expect(CommandsInbox?.Properties).toMatchObject({
      QueueName: 'tradepost-dev-orders-commands',
      VisibilityTimeout: 120,
      SqsManagedSseEnabled: true,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['CommandsInboxDeadLetters', 'Arn'] },
        maxReceiveCount: 5,
      },
    });
    expect(PaymentEventsInbox?.Properties).toMatchObject({
      QueueName: 'tradepost-dev-orders-payment-events',
      VisibilityTimeout: 32,
      RedrivePolicy: { maxReceiveCount: 9 },
    });
    expect(PaymentEventsInboxDeadLetters?.Properties).toMatchObject({
      QueueName: 'tradepost-dev-orders-payment-events-dlq',
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
  });

  it('have alarms on the age of a message and on the first dead-letter message', async () => {
    const { CommandsInboxAgeAlarm, CommandsInboxDeadLettersAlarm, FailuresQueueAlarm } = await resources();
    expect(CommandsInboxAgeAlarm?.Properties).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 300,
    });
    for (const alarm of [CommandsInboxDeadLettersAlarm, FailuresQueueAlarm]) {
      expect(alarm?.Properties).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [{ 'Fn::Sub': expect.stringMatching(/:tradepost-dev-alarms$/) }],
      });
    }
  });

  it('deny requests without TLS, and allow no AWS service by themselves', async () => {
    const { CommandsInboxPolicy, FailuresQueuePolicy } = await resources();
    for (const policy of [CommandsInboxPolicy, FailuresQueuePolicy]) {
      const { Statement } = (policy?.Properties['PolicyDocument'] ?? {}) as { Statement?: readonly object[] };
      expect(Statement).toMatchObject([
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]);
    }
  });

  it('have dead-letter queues that deny requests without TLS', async () => {
    const { CommandsInboxDeadLettersPolicy } = await resources();
    expect(CommandsInboxDeadLettersPolicy?.Properties).toMatchObject({
      Queues: [{ Ref: 'CommandsInboxDeadLetters' }],
      PolicyDocument: {
        Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      },
    });
  });
});

describe('rules', () => {
  const resources = async (eventBus: unknown = '') => {
    const declared = {
      OrderPlaced: { source: 'tradepost.orders', types: ['OrderPlaced'], inbox: 'commands' },
      Everything: {
        source: [{ prefix: 'tradepost.' }],
        inbox: 'paymentEvents',
      },
    };
    const known = { 'file(resources/rules.yml), null': declared, "self:custom.eventBus, ''": eventBus };
    return (await rules(framework(known))).Resources;
  };

  it('send the CloudEvent to an inbox, and undeliverable events to the failures queue', async () => {
    const { OrderPlacedRule } = await resources();
    expect(OrderPlacedRule).toEqual({
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'tradepost-dev-orders-order-placed',
        EventBusName: '{{resolve:ssm:/tradepost/dev/platform/event-bus/name}}',
        EventPattern: { source: ['tradepost.orders'], 'detail-type': ['OrderPlaced'] },
        State: 'ENABLED',
        Targets: [
          {
            Id: 'inbox',
            Arn: { 'Fn::GetAtt': ['CommandsInbox', 'Arn'] },
            InputPath: '$.detail',
            RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
            DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] } },
          },
        ],
      },
    });
  });

  it('refer to the bus itself in the stack that creates it', async () => {
    const { OrderPlacedRule } = await resources({ Ref: 'EventBus' });
    expect(OrderPlacedRule?.Properties['EventBusName']).toEqual({ Ref: 'EventBus' });
  });

  it('match every type if none is named', async () => {
    const { EverythingRule } = await resources();
    expect(EverythingRule?.Properties).toMatchObject({
      EventPattern: { source: [{ prefix: 'tradepost.' }] },
      Targets: [{ Arn: { 'Fn::GetAtt': ['PaymentEventsInbox', 'Arn'] }, InputPath: '$.detail' }],
    });
    expect(EverythingRule?.Properties['EventPattern']).not.toHaveProperty('detail-type');
  });

  it('may turn an event into a command of the service', async () => {
    const rule = {
      source: 'tradepost.payments',
      types: ['PaymentAuthorized'],
      inbox: 'commands',
      command: 'ConfirmOrder',
    };
    const known = {
      'file(resources/rules.yml), null': { PaymentAuthorized: rule },
      "self:custom.eventBus, ''": '',
    };
    const { PaymentAuthorizedRule } = (await rules(framework(known))).Resources;
    const targets = PaymentAuthorizedRule?.Properties['Targets'] as Record<string, unknown>[] | undefined;
    expect(targets?.[0]).toMatchObject({
      InputTransformer: { InputTemplate: expect.stringContaining('"type": "ConfirmOrder"') },
    });
    // EventBridge refuses a target that has both.
    expect(targets?.[0]).not.toHaveProperty('InputPath');
  });
});

describe('the senders of a queue', () => {
  const rule = (Name: unknown, bus: unknown, target: string) => ({
    Type: 'AWS::Events::Rule',
    DependsOn: 'Other',
    Properties: {
      Name,
      ...(bus === undefined ? {} : { EventBusName: bus }),
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [target, 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] } },
        },
      ],
    },
  });
  const admitted = async (rulesOf: Readonly<Record<string, unknown>>) => {
    const declared = { commands: { consumerTimeoutSeconds: 20 }, catalog: { consumerTimeoutSeconds: 20 } };
    const made = (await inboxes(framework({ 'file(resources/queues.yml), null': declared }))).Resources;
    const Resources = { ...structuredClone(made), ...structuredClone(rulesOf) } as Record<
      string,
      { readonly DependsOn?: unknown; readonly Properties: Record<string, unknown> }
    >;
    const { hooks } = new QueueSenders({
      getProvider: () => ({ getStage: () => 'dev' }),
      service: { provider: { compiledCloudFormationTemplate: { Resources } } },
    });
    hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
    const sourcesOf = (policyId: string) => {
      const { Statement = [] } = (Resources[policyId]?.Properties['PolicyDocument'] ?? {}) as {
        Statement?: readonly Record<string, unknown>[];
      };
      return Statement.filter(({ Effect }) => Effect === 'Allow');
    };
    return { Resources, sourcesOf };
  };
  const arn = (path: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${path}`,
  });

  it('are the rules that have it as a target or as a dead-letter queue, and no others', async () => {
    const { Resources, sourcesOf } = await admitted({
      OrderEndedRule: rule('tradepost-dev-orders-order-ended', { Ref: 'EventBus' }, 'CommandsInbox'),
      SweepRule: rule('tradepost-dev-orders-sweep-rule-1', undefined, 'SweepLambdaFunction'),
    });
    expect(sourcesOf('CommandsInboxPolicy')).toEqual([
      {
        Sid: 'FromItsRules',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': ['CommandsInbox', 'Arn'] },
        Condition: {
          ArnEquals: { 'aws:SourceArn': [arn('tradepost-dev/tradepost-dev-orders-order-ended')] },
        },
      },
    ]);
    expect(sourcesOf('FailuresQueuePolicy')).toMatchObject([
      {
        Condition: {
          ArnEquals: {
            'aws:SourceArn': [
              arn('tradepost-dev-orders-sweep-rule-1'),
              arn('tradepost-dev/tradepost-dev-orders-order-ended'),
            ],
          },
        },
      },
    ]);
    expect(sourcesOf('CatalogInboxPolicy')).toEqual([]);
    expect(sourcesOf('CommandsInboxDeadLettersPolicy')).toEqual([]);
    expect(Resources['OrderEndedRule']?.DependsOn).toEqual([
      'Other',
      'FailuresQueuePolicy',
      'CommandsInboxPolicy',
    ]);
  });

  it('must have names', async () => {
    await expect(admitted({ SweepRule: rule(undefined, undefined, 'CommandsInbox') })).rejects.toThrow(
      'SweepRule sends to a queue: give the rule a Name',
    );
  });
});

describe('the environment', () => {
  it('has the variables of all services, dead-letter queues, and those of the service', async () => {
    const resolved = await environment(
      framework({
        'param:logLevel': 'INFO',
        'file(resources/queues.yml), null': { commands: {}, paymentEvents: {} },
        'self:custom.environment': { ORDERS_TABLE_NAME: 'orders' },
      }),
    );
    expect(resolved).toEqual({
      STAGE: 'dev',
      LOG_LEVEL: 'INFO',
      POWERTOOLS_SERVICE_NAME: 'orders',
      COMMANDS_DEAD_LETTERS_URL: { Ref: 'CommandsInboxDeadLetters' },
      PAYMENT_EVENTS_DEAD_LETTERS_URL: { Ref: 'PaymentEventsInboxDeadLetters' },
      ORDERS_TABLE_NAME: 'orders',
    });
  });
});

describe('the roles of a template', () => {
  it('have the names of their functions', () => {
    const functions: Record<string, { name: string; iamRoleStatementsName?: string }> = {
      placeOrder: { name: 'tradepost-dev-orders-place-order' },
    };
    new LeastRoles({ service: { functions } }).hooks['before:package:initialize']?.();
    expect(functions['placeOrder']?.iamRoleStatementsName).toBe('tradepost-dev-orders-place-order');
  });

  const role = (Action: readonly string[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: 'r' }] } }],
    },
  });
  const functionWith = (roleId: string) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Role: { 'Fn::GetAtt': [roleId, 'Arn'] } },
  });
  const reduce = (resources: Readonly<Record<string, unknown>>) => {
    const Resources = { ...resources };
    const { hooks } = new LeastRoles({
      getProvider: () => ({ naming: { getRoleLogicalId: () => 'SharedRole' } }),
      service: { custom: { domain: 'orders' }, provider: { compiledCloudFormationTemplate: { Resources } } },
    });
    hooks['before:package:finalize']?.();
    return Resources;
  };

  it('may publish only events of the service and of the types in its contracts', () => {
    const statement = (Action: unknown) => ({ Effect: 'Allow', Action, Resource: 'bus' });
    const publisher = (Action: unknown) => ({
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: [statement(Action)] } }] },
    });
    expect(reduce({ PublishRole: publisher('events:PutEvents') })).toEqual({
      PublishRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [
            {
              PolicyDocument: {
                Statement: [
                  {
                    ...statement('events:PutEvents'),
                    Condition: {
                      StringEquals: {
                        'events:source': 'tradepost.orders',
                        'events:detail-type': [
                          'OrderCancelled',
                          'OrderClaimed',
                          'OrderConfirmed',
                          'OrderCorrected',
                          'OrderLinkRequested',
                          'OrderPaymentAwaited',
                          'OrderPlaced',
                          'OrderRejected',
                        ],
                      },
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    });
    expect(() => reduce({ PublishRole: publisher(['events:PutEvents', 'sqs:SendMessage']) })).toThrow(
      'PublishRole allows events:PutEvents beside other actions: give it a statement of its own',
    );
  });

  it('have neither the shared role nor the permission to create log groups', () => {
    const reduced = reduce({
      SharedRole: role(['*']),
      PlaceSharedRole: role(['logs:CreateLogStream', 'logs:CreateLogGroup']),
      PlaceFunction: functionWith('PlaceSharedRole'),
    });
    expect(reduced).toEqual({
      PlaceSharedRole: role(['logs:CreateLogStream']),
      PlaceFunction: functionWith('PlaceSharedRole'),
    });
  });

  it('are refused if a function has no role of its own', () => {
    expect(() => reduce({ SharedRole: role(['*']), PlaceFunction: functionWith('SharedRole') })).toThrow(
      'PlaceFunction has no role of its own: give the function iamRoleStatements',
    );
  });
});

describe('delivery.cjs', () => {
  const serviceWith = (permissionsBoundary: string | null) => ({
    custom: { byStage: { permissionsBoundary } },
    provider: {
      httpApi: { id: '{{resolve:ssm:/tradepost/dev/platform/http-api/id}}' } as { id?: string },
      compiledCloudFormationTemplate: {
        Resources: {
          SagaRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'saga' } },
          Inbox: { Type: 'AWS::SQS::Queue', Properties: {} },
        },
      },
    },
  });
  const run = (hook: string, service: ReturnType<typeof serviceWith>) => {
    new Deployment({ service, pluginManager: { hooks: {} } }).hooks[hook]?.();
    return service;
  };
  const merged = 'after:aws:package:finalize:mergeCustomProviderResources';

  it.each([
    ['arn:aws:iam::123456789012:policy/bound', 'arn:aws:iam::123456789012:policy/bound'],
    [
      'tradepost-dev-boundary',
      { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/tradepost-dev-boundary` },
    ],
  ])('sets the permissions boundary %s on every role', (boundary, expected) => {
    const { Resources } = run(merged, serviceWith(boundary)).provider.compiledCloudFormationTemplate;
    expect(Resources.SagaRole.Properties).toEqual({ RoleName: 'saga', PermissionsBoundary: expected });
    expect(Resources.Inbox.Properties).toEqual({});
  });

  it('leaves the roles unchanged without a boundary', () => {
    expect(run(merged, serviceWith(null))).toEqual(serviceWith(null));
  });

  it("removes the framework's change of the REST API's stage, and no other step", () => {
    const step = (pluginName: string) => ({ pluginName, hook: () => {} });
    const [before, after] = [[step('AwsInfo')], [step('AwsCompileApigEvents'), step('Prune')]];
    const hooks = { 'before:deploy:deploy': before, 'after:deploy:deploy': after };
    new Deployment({ service: serviceWith(null), pluginManager: { hooks } }).hooks['initialize']?.();
    expect(hooks).toEqual({ 'before:deploy:deploy': before, 'after:deploy:deploy': [after[1]] });
  });

  it('removes an API id that only CloudFormation resolves from the summary', () => {
    expect(run('before:aws:info:gatherData', serviceWith(null)).provider.httpApi).toEqual({});
    const known = serviceWith(null);
    known.provider.httpApi = { id: 'a1b2c3' };
    expect(run('before:aws:info:gatherData', known).provider.httpApi).toEqual({ id: 'a1b2c3' });
  });
});
