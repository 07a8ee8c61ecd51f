/** An intended violation of a rule. An exception that allows nothing any more is itself a finding. */
export type Exception = {
  readonly rule: string;
  /** `service/logicalId`; `*` matches any characters. */
  readonly resource: string;
  /** Actions or routes of the resource; all without it. */
  readonly subjects?: readonly string[];
  readonly reason: string;
};

/** Actions by which a workflow delivers its log: packages/serverless-config/log-delivery.yml. */
const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

export const exceptions: readonly Exception[] = [
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
    resource: 'operations/AuditRoles*',
    subjects: [
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:ListRoles',
    ],
    reason:
      'It reads the roles of all services of the stage, including those that nobody declared; IAM lists roles by their path only.',
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
  ...['orders/FulfilOrderRole', 'customers/ErasePersonRole', 'customers/ExportPersonRole'].map(
    (resource) => ({
      rule: 'role-no-wildcard-resource',
      resource,
      subjects: LOG_DELIVERY,
      reason:
        'Log delivery has no resource-level permissions: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy',
    }),
  ),
  {
    rule: 'events-from-stream',
    resource: 'customers/ErasureSteps*',
    reason:
      'A step of a Standard workflow publishes SubjectErased, and is repeated until the bus has accepted it: an erasure takes days, and its event must wait for caches and follow again.',
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
