/** What a rule finds and we mean. One that matches nothing any more is a finding itself. */
export type Exception = {
  readonly rule: string;
  /** `service/logicalId`, where `*` stands for any characters. */
  readonly resource: string;
  /** Which of the resource's actions or routes; all of them where it is left out. */
  readonly subjects?: readonly string[];
  readonly reason: string;
};

/** Until there is sign-in, no route has an authorizer. */
const NO_SIGN_IN = 'There is no sign-in yet. The function answers 401 to every caller without a token.';

export const exceptions: readonly Exception[] = [
  {
    rule: 'route-public',
    resource: 'catalog/*',
    subjects: [
      'POST /v1/products',
      'PATCH /v1/products/{productId}',
      'POST /v1/products/{productId}/archive',
      'GET /v1/admin/products',
      'GET /v1/admin/products/{productId}',
    ],
    reason: NO_SIGN_IN,
  },
  {
    rule: 'route-public',
    resource: 'inventory/*',
    subjects: [
      'GET /v1/stock',
      'GET /v1/stock/{sku}',
      'POST /v1/stock/{sku}/adjustments',
      'POST /v1/stock/adjustments',
      'PUT /v1/stock/{sku}/locations/{location}',
      'PUT /v1/stock/levels',
      'GET /v1/reservations/{reservationId}',
    ],
    reason: NO_SIGN_IN,
  },
  {
    rule: 'route-public',
    resource: 'orders/*',
    subjects: [
      'POST /v1/orders',
      'GET /v1/orders',
      'GET /v1/orders/{orderId}',
      'GET /v1/orders/{orderId}/history',
      'POST /v1/orders/{orderId}/cancel',
    ],
    reason: NO_SIGN_IN,
  },
  {
    rule: 'route-public',
    resource: 'payments/*',
    subjects: [
      'GET /v1/payments/{paymentId}',
      'GET /v1/payments/{paymentId}/entries',
      'GET /v1/ledger/{currency}',
    ],
    reason: NO_SIGN_IN,
  },
  {
    rule: 'route-public',
    resource: 'platform/*',
    subjects: [
      'GET /v1/events',
      'GET /v1/orders/{orderId}/story',
      'GET /v1/dead-letters',
      'GET /v1/dead-letters/{deadLetterId}',
      'POST /v1/dead-letters/{deadLetterId}/redrive',
      'POST /v1/dead-letters/{deadLetterId}/discard',
      'POST /v1/dead-letters/redrive',
      'POST /v1/replays',
      'GET /v1/replays/{replayId}',
      'POST /v1/republications',
    ],
    reason: NO_SIGN_IN,
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/GetOrderStory*',
    subjects: ['logs:DescribeLogGroups', 'logs:GetQueryResults'],
    reason:
      'A list of log groups is of all of them, and results are known by an id alone: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/GetOrderStory*',
    subjects: ['logs:StartQuery'],
    reason: 'A story is told by the logs of all services of the stage, of those to come, too.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/*DeadLetter*',
    subjects: [
      'sqs:ListQueues',
      'logs:DescribeLogGroups',
      'logs:GetQueryResults',
      'lambda:ListEventSourceMappings',
    ],
    reason: 'AWS knows no resources for them.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/*DeadLetter*',
    subjects: [
      'logs:StartQuery',
      'sqs:ReceiveMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
      'events:DescribeRule',
      'events:ListTargetsByRule',
      'states:StartExecution',
      'lambda:InvokeFunction',
      'dynamodb:GetShardIterator',
      'dynamodb:GetRecords',
    ],
    reason:
      'The desk looks after the dead letters of all services of the stage, of those to come, too, and sends them back to where they came from: by the names that the house gives queues, rules, functions, workflows and tables.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/RepublishEvents*',
    subjects: ['lambda:InvokeFunction'],
    reason: 'It invokes the publishers of all services of the stage, future ones too, by their common name.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/StartReplay*',
    subjects: ['events:ListRules'],
    reason: 'AWS knows no resources for it.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/*Replay*',
    subjects: [
      'events:DescribeRule',
      'events:ListTargetsByRule',
      'events:StartReplay',
      'events:DescribeReplay',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
      'states:StartExecution',
    ],
    reason:
      'Events are replayed to the consumers of all services of the stage, of those to come, too: by the names that the house gives rules, queues and workflows. A replay has a name of its own.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'orders/FulfilOrderRole',
    subjects: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
    reason:
      'Log delivery knows no resources: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'orders/FulfilOrderRole',
    subjects: [
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
    ],
    reason: 'Tracing knows no resources: https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/CodeDeployRole',
    reason:
      'It moves the traffic of every service’s functions, and looks at their alarms: all of the stage’s, no others.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/CheckVersionIamRoleLambdaExecution',
    reason:
      'It calls a new version of any function of the stage, and tells CodeDeploy of any deployment of the stage’s.',
  },
  {
    rule: 'function-canary',
    resource: 'platform/CheckVersionLambdaFunction',
    reason: 'It is what looks at new versions; it cannot be asked about its own.',
  },
  {
    rule: 'role-used',
    resource: 'platform/CodeDeployRole',
    reason: 'The other services’ deployment groups have it, by its name.',
  },
  {
    rule: 'name-by-convention',
    resource: 'platform/AlarmTopic',
    reason: 'The alarms of all services go to it: tradepost-{stage}-alarms is the platform’s as the bus is.',
  },
];
