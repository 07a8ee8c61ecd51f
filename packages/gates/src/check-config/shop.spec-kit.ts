import type { TemplateResource } from '@tradepost/compiled-service/packaging/service-state';

export const STAGE = 'prod';
export const SERVICE = 'orders';

const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

type Resources = Readonly<Record<string, TemplateResource>>;

/** The stack that has the user pools of a stage. */
export function identity(stage = STAGE): Resources {
  const parameter = (path: string, Value: unknown) => ({
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: `/tradepost/${stage}/identity/${path}`, Type: 'String', Value },
  });
  const authorizer = (pool: string) => ({
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ...{ ApiId: 'api', AuthorizerType: 'JWT', IdentitySource: ['$request.header.Authorization'] },
      JwtConfiguration: { Issuer: issuerOf(pool), Audience: ['client'] },
    },
  });
  return {
    StaffAuthorizer: authorizer('staff'),
    CustomerAuthorizer: authorizer('customer'),
    StaffAuthorizerParameter: parameter('staff-authorizer/id', { Ref: 'StaffAuthorizer' }),
    CustomerAuthorizerParameter: parameter('customer-authorizer/id', { Ref: 'CustomerAuthorizer' }),
    StaffIssuerParameter: parameter('staff-pool/issuer', issuerOf('staff')),
    CustomerIssuerParameter: parameter('customer-pool/issuer', issuerOf('customer')),
    StaffArnParameter: parameter('staff-pool/arn', poolArnOf('staff')),
    CustomerArnParameter: parameter('customer-pool/arn', poolArnOf('customer')),
  };
}

const issuerOf = (pool: string) => `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_${pool}`;
export const poolArnOf = (pool: string) =>
  `arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_${pool}`;

/** A small service that breaks no rule: it has at least one resource for each rule. */
export function shop(stage = STAGE): Resources {
  // The acts of the route are recorded.
  const auditLog = `arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-${stage}-operations-audit`;
  const written = [arnOf('EventsTable'), auditLog];
  return {
    ...tableOf('EventsTable', 'events'),
    ...queueOf(
      'Inbox',
      'commands',
      {
        VisibilityTimeout: 121,
        RedrivePolicy: { deadLetterTargetArn: arnOf('InboxDeadLetters'), maxReceiveCount: 5 },
      },
      ['ProductChanged'],
    ),
    ...queueOf('InboxDeadLetters', 'commands-dlq', {}, []),
    ...queueOf('Failures', 'failures', {}, ['ProductChanged', 'SweepSchedule']),
    InboxAgeAlarm: queueAlarm('Inbox', 'ApproximateAgeOfOldestMessage', 300),
    InboxDeadLettersAlarm: queueAlarm('InboxDeadLetters', 'ApproximateNumberOfMessagesVisible', 0),
    FailuresAlarm: queueAlarm('Failures', 'ApproximateNumberOfMessagesVisible', 0),
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: named('alarms'), KmsMasterKeyId: KEY } },
    DataKey: {
      Type: 'AWS::KMS::Key',
      ...KEPT,
      Properties: { EnableKeyRotation: true, KeyPolicy: { Statement: [CLOUDFORMATION] } },
    },
    ProviderSecret: {
      Type: 'AWS::SecretsManager::Secret',
      ...KEPT,
      Properties: {
        ...{ Name: `/tradepost/${STAGE}/${SERVICE}/provider`, KmsKeyId: KEY },
        GenerateSecretString: { PasswordLength: 40 },
      },
    },
    AlarmTopicPolicy: policyOn('AWS::SNS::TopicPolicy', 'Topics', 'AlarmTopic', []),
    ...functionOf('PlaceOrder', 'place-order', 10, 'dynamodb:PutItem', written, undefined, {
      STAFF_ISSUER: issuerOf('staff'),
    }),
    ...functionOf('Commands', 'commands', 20, 'dynamodb:Query', indexOf('EventsTable', 'by-status')),
    ...functionOf(
      'Publish',
      'publish-events',
      30,
      'events:PutEvents',
      'arn:aws:events:us-east-1:000000000000:event-bus/tradepost-prod',
      { StringEquals: { 'events:source': 'tradepost.orders', 'events:detail-type': ['OrderPlaced'] } },
    ),
    ...functionOf('Sweep', 'sweep-orders', 50, 'states:StartExecution', { Ref: 'Saga' }),
    CommandsSource: source('Inbox', 'Arn', 'Commands', {
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 50 },
    }),
    PublishSource: source('EventsTable', 'StreamArn', 'Publish', {
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 82_800,
      DestinationConfig: { OnFailure: { Destination: arnOf('Failures') } },
    }),
    PublishLagAlarm: functionAlarm('Publish', 'IteratorAge', 60_000),
    SweepErrorsAlarm: functionAlarm('Sweep', 'Errors', 0),
    EventsTableReadsAlarm: alarm('AWS/DynamoDB', 'ReadThrottleEvents', 0, {
      TableName: { Ref: 'EventsTable' },
    }),
    EventsTableWritesAlarm: alarm('AWS/DynamoDB', 'WriteThrottleEvents', 0, {
      TableName: { Ref: 'EventsTable' },
    }),
    AccountConcurrencyAlarm: alarm('AWS/Lambda', 'ClaimedAccountConcurrency', 800),
    ThrottlesAlarm: alarm('AWS/Lambda', 'Throttles', 0, {}, 'Sum'),
    ...watched('PlaceOrder', 'Errors', 'Duration'),
    ...watched('Commands', 'Errors', 'Duration'),
    ...watched('Publish', 'Errors', 'Duration'),
    ...watched('Sweep', 'Duration'),
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ...{ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0', IntegrationUri: arnOf('PlaceOrder') },
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ...{ ApiId: 'api', RouteKey: 'POST /v1/orders', AuthorizationType: 'JWT' },
        AuthorizerId: `{{resolve:ssm:/tradepost/${stage}/identity/staff-authorizer/id}}`,
        AuthorizationScopes: ['tradepost/orders:write'],
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
    ProductChanged: ruleOf('product-changed', { EventPattern: { source: ['tradepost.catalog'] } }, 'Inbox'),
    SweepSchedule: ruleOf('sweep', { ScheduleExpression: 'rate(1 minute)' }, 'Sweep'),
    SagaLogs: logGroupOf('/aws/vendedlogs/states/fulfil-order'),
    SagaRole: roleOf('states', 'fulfil-order', 'lambda:InvokeFunction', arnOf('Commands')),
    Saga: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: named('fulfil-order'),
        RoleArn: arnOf('SagaRole'),
        LoggingConfiguration: {
          Level: 'ERROR',
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: arnOf('SagaLogs') } }],
        },
        TracingConfiguration: { Enabled: true },
        StateMachineType: 'EXPRESS',
        Definition: {
          TimeoutSeconds: 240,
          States: { ReserveStock: { Type: 'Task', Resource: arnOf('Commands'), Retry: RETRY, End: true } },
        },
      },
    },
    Sampling: {
      Type: 'AWS::XRay::SamplingRule',
      Properties: { SamplingRule: { RuleName: 'tradepost-prod', ServiceName: `tradepost-${STAGE}-*` } },
    },
  };
}

const RETRY = [
  {
    ErrorEquals: [
      'Lambda.TooManyRequestsException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
    ],
    IntervalSeconds: 2,
    BackoffRate: 3,
    MaxAttempts: 8,
    MaxDelaySeconds: 40,
    JitterStrategy: 'FULL',
  },
  { ErrorEquals: ['States.ALL'], MaxAttempts: 3 },
];

const CLOUDFORMATION = {
  ...{ Effect: 'Allow', Principal: { AWS: '*' }, Resource: '*' },
  Action: ['kms:EnableKeyRotation', 'kms:CreateAlias', 'kms:PutKeyPolicy'],
  Condition: {
    ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/tradepost-prod-cloudformation' },
  },
};
const TRACES = { Effect: 'Allow', Action: ['xray:PutTraceSegments'], Resource: '*' };
const KEY = 'arn:aws:kms:us-east-1:000000000000:key/ours';
const named = (role: string): string => `tradepost-${STAGE}-${SERVICE}-${role}`;
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const indexOf = (logicalId: string, index: string) => ({
  'Fn::Join': ['/', [arnOf(logicalId), 'index', index]],
});

function tableOf(logicalId: string, role: string): Resources {
  return {
    [logicalId]: {
      Type: 'AWS::DynamoDB::Table',
      ...KEPT,
      Properties: {
        TableName: named(role),
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, KMSMasterKeyId: KEY },
        DeletionProtectionEnabled: true,
      },
    },
  };
}

function queueOf(logicalId: string, role: string, properties: object, rules: readonly string[]): Resources {
  const fromRules = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arnOf(logicalId),
    Condition: { ArnEquals: { 'aws:SourceArn': rules.map(arnOf) } },
  };
  return {
    [logicalId]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        ...{ QueueName: named(role), KmsMasterKeyId: KEY, MessageRetentionPeriod: 1_209_600 },
        ...properties,
      },
    },
    [`${logicalId}Policy`]: policyOn(
      'AWS::SQS::QueuePolicy',
      'Queues',
      logicalId,
      rules.length > 0 ? [fromRules] : [],
    ),
  };
}

function policyOn(type: string, property: string, logicalId: string, allow: object[]): TemplateResource {
  const deny = {
    ...{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return {
    Type: type,
    Properties: { [property]: [{ Ref: logicalId }], PolicyDocument: { Statement: [deny, ...allow] } },
  };
}

function queueAlarm(logicalId: string, metric: string, threshold: number): TemplateResource {
  const QueueName = { 'Fn::GetAtt': [logicalId, 'QueueName'] };
  return alarm('AWS/SQS', metric, threshold, { QueueName });
}

function functionAlarm(logicalId: string, metric: string, threshold: number): TemplateResource {
  return alarm('AWS/Lambda', metric, threshold, { FunctionName: { Ref: logicalId } });
}

function watched(logicalId: string, ...metrics: readonly string[]): Resources {
  return Object.fromEntries(
    metrics.map((metric) => [`${logicalId}${metric}Alarm`, functionAlarm(logicalId, metric, 1_000)]),
  );
}

/** @param dimensions values by name */
export function alarm(
  namespace: string,
  metric: string,
  threshold: number,
  dimensions: object = {},
  statistic = 'Maximum',
): TemplateResource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...{ Namespace: namespace, MetricName: metric, Threshold: threshold, Statistic: statistic },
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      ...{ ComparisonOperator: 'GreaterThanThreshold', AlarmActions: [{ Ref: 'AlarmTopic' }] },
    },
  };
}

function functionOf(
  logicalId: string,
  role: string,
  timeout: number,
  action: string,
  on: unknown,
  condition?: object,
  variables: Readonly<Record<string, string>> = {},
): Resources {
  return {
    [logicalId]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        ...{ FunctionName: named(role), Timeout: timeout, Role: arnOf(`${logicalId}Role`) },
        TracingConfig: { Mode: 'Active' },
        Environment: {
          Variables: {
            EVENTS_TABLE_NAME: { Ref: 'EventsTable' },
            FAILURES_QUEUE_URL: { Ref: 'Failures' },
            ...variables,
          },
        },
      },
    },
    [`${logicalId}Live`]: {
      Type: 'AWS::Lambda::Alias',
      UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'app' } },
      Properties: { FunctionName: { Ref: logicalId }, FunctionVersion: '1', Name: 'live' },
    },
    [`${logicalId}Role`]: roleOf('lambda', role, action, on, condition),
    [`${logicalId}Logs`]: logGroupOf(`/aws/lambda/${named(role)}`),
  };
}

function roleOf(
  owner: string,
  role: string,
  action: string,
  on: unknown,
  condition?: object,
): TemplateResource {
  const statement = {
    Effect: 'Allow',
    Action: [action],
    Resource: on,
    ...(condition && { Condition: condition }),
  };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: named(role),
      AssumeRolePolicyDocument: {
        Statement: [
          {
            ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
            Principal: { Service: `${owner}.amazonaws.com` },
          },
        ],
      },
      Policies: [{ PolicyDocument: { Statement: [statement, TRACES] } }],
    },
  };
}

function logGroupOf(name: string): TemplateResource {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      ...{ LogGroupName: name, RetentionInDays: 90 },
      FieldIndexPolicies: [{ Fields: ['orderId', 'messageId'] }],
    },
  };
}

function source(from: string, attribute: string, to: string, properties: object): TemplateResource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [from, attribute] },
      FunctionName: arnOf(to),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...properties,
    },
  };
}

function ruleOf(role: string, when: object, target: string): TemplateResource {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: named(role),
      ...when,
      Targets: [
        {
          ...{ Id: 'target', Arn: arnOf(target), DeadLetterConfig: { Arn: arnOf('Failures') } },
          RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
        },
      ],
    },
  };
}
