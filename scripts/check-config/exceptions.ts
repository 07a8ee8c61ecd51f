/** An intended violation of a rule. An exception that allows nothing any more is itself a finding. */
export type Exception = {
  readonly rule: string;
  /** `service/logicalId`; `*` matches any characters. */
  readonly resource: string;
  /** Actions or routes of the resource; all without it. */
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
    resource: 'operations/*',
    subjects: [
      'GET /v1/events',
      'GET /v1/orders/{orderId}/timeline',
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
    resource: 'operations/GetOrderTimeline*',
    subjects: ['logs:DescribeLogGroups', 'logs:GetQueryResults'],
    reason:
      'DescribeLogGroups lists the log groups of the account, and results of a query have only a generated id: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'operations/GetOrderTimeline*',
    subjects: ['logs:StartQuery'],
    reason: 'A timeline has log lines of all services of the stage, including future ones.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'operations/*DeadLetter*',
    subjects: [
      'sqs:ListQueues',
      'logs:DescribeLogGroups',
      'logs:GetQueryResults',
      'lambda:ListEventSourceMappings',
    ],
    reason: 'These actions have no resource-level permissions.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'operations/*DeadLetter*',
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
      'Dead-letter messages of all services of the stage, including future ones, are listed and redriven: by the name prefix that all queues, rules, functions, workflows and tables have.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'operations/RepublishEvents*',
    subjects: ['lambda:InvokeFunction'],
    reason:
      'It invokes the publishers of all services of the stage, including future ones, by the name that they have in common.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'operations/StartReplay*',
    subjects: ['events:ListRules'],
    reason: 'The action has no resource-level permissions.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'operations/*Replay*',
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
      'Events are replayed to the consumers of all services of the stage, including future ones: by the name prefix that all rules, queues and workflows have. The name of a replay is generated.',
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
      'Log delivery has no resource-level permissions: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/CodeDeployRole',
    reason: 'It shifts the traffic of the functions of all services of the stage, and reads their alarms.',
  },
  {
    rule: 'role-no-wildcard-resource',
    resource: 'platform/CheckVersionIamRoleLambdaExecution',
    reason:
      'It invokes new versions of all functions of the stage, and reports to all deployments of the stage.',
  },
  {
    rule: 'function-canary',
    resource: 'platform/CheckVersionLambdaFunction',
    reason: 'It checks new versions, and cannot check its own.',
  },
  {
    rule: 'name-by-convention',
    resource: 'platform/AlarmTopic',
    reason: 'The alarms of all services publish to it; its name has no service, like that of the event bus.',
  },
];
