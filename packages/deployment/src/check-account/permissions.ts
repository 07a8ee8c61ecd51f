/** IAM actions that reading a fact needs. `.github/deploy-role.yml` allows them to the deploy role. */
export const PERMISSIONS = {
  stacks: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
  lambda: ['lambda:GetAccountSettings'],
  reservations: ['lambda:GetFunctionConcurrency'],
  roles: ['iam:GetAccountSummary'],
  tables: ['dynamodb:ListTables', 'servicequotas:GetServiceQuota'],
  logPolicies: ['logs:DescribeResourcePolicies'],
  parameters: ['ssm:GetParameters'],
  apiLogsRole: ['apigateway:GET'],
  subscriptions: ['sns:ListSubscriptionsByTopic'],
  activeTags: ['ce:ListCostAllocationTags'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** IAM actions that looking up names needs, by type of resource. */
export const LOOKUP_PERMISSIONS: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'cloudwatch:DescribeAlarms',
  'AWS::DynamoDB::Table': 'dynamodb:ListTables',
  'AWS::Events::Archive': 'events:ListArchives',
  'AWS::Events::EventBus': 'events:ListEventBuses',
  'AWS::IAM::Role': 'iam:GetRole',
  'AWS::KMS::Alias': 'kms:ListAliases',
  'AWS::Lambda::Function': 'lambda:GetFunction',
  'AWS::Logs::LogGroup': 'logs:DescribeLogGroups',
  'AWS::SecretsManager::Secret': 'secretsmanager:ListSecrets',
  'AWS::SNS::Topic': 'sns:ListTopics',
  'AWS::SQS::Queue': 'sqs:ListQueues',
  'AWS::SSM::Parameter': 'ssm:GetParameters',
  'AWS::StepFunctions::StateMachine': 'states:ListStateMachines',
};
