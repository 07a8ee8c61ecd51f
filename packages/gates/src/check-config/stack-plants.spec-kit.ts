import type { Plant } from './plant.spec-kit.ts';

/** Plants for the rules about what a stack keeps, names and traces: see `PLANTS`. */
export const STACK_PLANTS: readonly Plant[] = [
  [
    'dynamic-references',
    'catalog/ArchiveProductLambdaFunction',
    { '.Environment.Variables.MANY': '{{resolve:ssm:/tradepost/prod/platform/event-bus/name}}'.repeat(61) },
  ],
  ['table-deletion-protection', 'inventory/StockTable', { '.DeletionProtectionEnabled': false }],
  ['state-deletion', 'platform/EventArchive', { '.DeletionPolicy': 'Retain' }],
  ['failed-creation-leaves-no-name', 'orders/EventsTable', { '.DeletionPolicy': 'Retain' }],
  ['failed-creation-can-be-deleted', 'platform/EventArchive', { '.DeletionProtectionEnabled': true }],
  ['traced-with-its-stage', 'catalog/CreateProductLambdaFunction', { '.TracingConfig': undefined }],
  ['traces-allowed', 'orders/FulfilOrderRole', { 'FulfilOrder.TracingConfiguration.Enabled': false }],
  ['traces-sampled', 'orders/FulfilOrder', { '.StateMachineName': 'prod-tradepost-orders-fulfil-order' }],
  [
    'queue-name-fits',
    'orders/CommandsInbox',
    { '.QueueName': 'tradepost-prod-orders-commands'.padEnd(81, '-x') },
  ],
  [
    'name-unique',
    'catalog/CreateProductLambdaFunction',
    { '.FunctionName': 'tradepost-prod-catalog-update-product' },
  ],
  [
    'canary-watches-new-version',
    'orders/PlaceOrderLambdaFunctionDeploymentGroup',
    {
      '.AlarmConfiguration.Alarms.0.Name': { Ref: 'PlaceOrderErrorsAlarm' },
    },
  ],
  [
    'canary-role-first',
    'platform/RecordEventsLambdaFunctionDeploymentGroup',
    {
      '.ServiceRoleArn': {
        'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:role/tradepost-prod-platform-code-deploy`,
      },
    },
  ],
  ['data-key-deployable', 'platform/DataKey', { '.KeyPolicy.Statement.1.Action': ['kms:DescribeKey'] }],
  ['costs-in-own-stack', 'platform/Budget', { Budget: { Type: 'AWS::Budgets::Budget' } }],
  [
    'role-trusts-services',
    'orders/FulfilOrderRole',
    {
      '.AssumeRolePolicyDocument.Statement.0.Principal': { AWS: { Ref: 'AWS::AccountId' } },
    },
  ],
  [
    'stream-reader-count',
    'payments/EventsTable',
    {
      ThirdReader: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['EventsTable', 'StreamArn'] },
          FunctionName: { 'Fn::GetAtt': ['GetPaymentLambdaFunction', 'Arn'] },
        },
      },
    },
  ],
];
