import { ACCOUNT_PLANTS } from './account-plants.spec-kit.ts';
import { API_PLANTS } from './api-plants.spec-kit.ts';
import { AUTHORIZER_PLANTS } from './authorizer-plants.spec-kit.ts';
import { IDENTITY_PLANTS } from './identity-plants.spec-kit.ts';
import type { Plant } from './plant.spec-kit.ts';
import { STACK_PLANTS } from './stack-plants.spec-kit.ts';
import { THROTTLING_PLANTS } from './throttling-plants.spec-kit.ts';

/** One violation of each rule in the real templates. */
export const PLANTS: readonly Plant[] = [
  ...IDENTITY_PLANTS,
  ...STACK_PLANTS,
  ...ACCOUNT_PLANTS,
  ['queue-encrypted', 'orders/CommandsInbox', { '.KmsMasterKeyId': undefined }],
  ['queue-tls-only', 'payments/CommandsInboxDeadLetters', { CommandsInboxDeadLettersPolicy: undefined }],
  [
    'queue-senders',
    'orders/CommandsInbox',
    {
      'CommandsInboxPolicy.PolicyDocument.Statement.1': {
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] },
        Action: 'sqs:SendMessage',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
      },
    },
  ],
  ['queue-dead-letters', 'inventory/CommandsInbox', { '.RedrivePolicy': undefined }],
  [
    'dead-letters-outlive-queue',
    'orders/CatalogInbox',
    { 'CatalogInboxDeadLetters.MessageRetentionPeriod': 345_600 },
  ],
  ['queue-visibility', 'platform/EventsInbox', { 'RecordEventsLambdaFunction.Timeout': 31 }],
  ['queue-alarm', 'orders/CatalogInbox', { CatalogInboxAgeAlarm: undefined }],
  ['dead-letters-alarm', 'catalog/FailuresQueue', { FailuresQueueAlarm: undefined }],
  [
    'stream-lag-alarm',
    'orders/ProjectOrdersEventSourceMappingDynamodbEventsTable',
    { ProjectOrdersAgeAlarm: undefined },
  ],
  [
    'schedule-alarm',
    'orders/Tradepostprodorderssweepordersrule1EventBridgeRule',
    { SweepOrdersErrorsAlarm: undefined },
  ],
  ['alarm-notifies', 'payments/ProjectLedgerAgeAlarm', { '.AlarmActions': [] }],
  [
    'event-source-partial-failures',
    'inventory/StockCommandsEventSourceMappingSQSCommandsInbox',
    { '.FunctionResponseTypes': undefined },
  ],
  [
    'stream-window',
    'inventory/PublishEventsEventSourceMappingDynamodbStockTable',
    { '.MaximumBatchingWindowInSeconds': 2 },
  ],
  [
    'stream-retries-until-age',
    'inventory/PublishEventsEventSourceMappingDynamodbStockTable',
    { '.MaximumRetryAttempts': 20 },
  ],
  [
    'stream-failures-queue',
    'orders/ProjectOrdersEventSourceMappingDynamodbEventsTable',
    { 'ProjectOrdersLambdaFunction.Environment.Variables.FAILURES_QUEUE_URL': undefined },
  ],
  ['function-log-group', 'orders/PlaceOrderLambdaFunction', { PlaceOrderLogGroup: undefined }],
  ['log-group-retention', 'orders/FulfilOrderLogGroup', { '.RetentionInDays': undefined }],
  [
    'function-own-role',
    'payments/GetLedgerLambdaFunction',
    { '.Role.Fn::GetAtt.0': 'GetPaymentIamRoleLambdaExecution' },
  ],
  ['function-answers-in-time', 'catalog/ListProductsLambdaFunction', { '.Timeout': 60 }],
  [
    'function-no-secret',
    'payments/PaymentCommandsLambdaFunction',
    { '.Environment.Variables.PROVIDER_API_KEY': 'key' },
  ],
  [
    'role-no-wildcard-action',
    'orders/PlaceOrderIamRoleLambdaExecution',
    { '.Policies.0.PolicyDocument.Statement.1.Action': '*' },
  ],
  [
    'role-no-wildcard-resource',
    'orders/PlaceOrderIamRoleLambdaExecution',
    { '.Policies.0.PolicyDocument.Statement.1.Resource': '*' },
  ],
  [
    'role-publishes-own-events',
    'payments/PublishEventsIamRoleLambdaExecution',
    {
      '.Policies.0.PolicyDocument.Statement.1': {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: 'arn:aws:events:us-east-1:000000000000:event-bus/tradepost-prod',
        Condition: {
          StringEquals: { 'events:source': 'tradepost.orders', 'events:detail-type': ['OrderConfirmed'] },
        },
      },
    },
  ],
  [
    'dead-letters-read-by-operations',
    'orders/PlaceOrderIamRoleLambdaExecution',
    {
      '.Policies.0.PolicyDocument.Statement.1': {
        Effect: 'Allow',
        Action: 'sqs:ReceiveMessage',
        Resource: { 'Fn::GetAtt': ['CommandsInboxDeadLetters', 'Arn'] },
      },
    },
  ],
  [
    'role-own-policies',
    'operations/ListEventsIamRoleLambdaExecution',
    {
      '.ManagedPolicyArns': ['arn:aws:iam::aws:policy/AdministratorAccess'],
    },
  ],
  [
    'audit-log-append-only',
    'identity/SetGroupAccessIamRoleLambdaExecution',
    {
      '.Policies.0.PolicyDocument.Statement.1': {
        Effect: 'Allow',
        Action: 'dynamodb:DeleteItem',
        Resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-prod-operations-audit',
      },
    },
  ],
  [
    'acts-recorded',
    'orders/PlaceOrderLambdaFunction',
    { 'PlaceOrderIamRoleLambdaExecution.Policies.0.PolicyDocument.Statement': [] },
  ],
  ['role-named', 'orders/FulfilOrderRole', { '.RoleName': undefined }],
  [
    'role-used',
    'platform/IamRoleLambdaExecution',
    { IamRoleLambdaExecution: { Type: 'AWS::IAM::Role', Properties: {} } },
  ],
  ['table-recovery', 'payments/LedgerTable', { '.PointInTimeRecoverySpecification': undefined }],
  ['table-encrypted', 'orders/EventsTable', { '.SSESpecification': undefined }],
  ['secret-not-written-out', 'payments/SimulatedProviderSecret', { '.SecretString': 'hunter2' }],
  ['secret-name', 'payments/SimulatedProviderSecret', { '.Name': '/tradepost/prod/orders/provider' }],
  [
    'events-from-stream',
    'payments/PublishEventsLambdaFunction',
    { PublishEventsEventSourceMappingDynamodbEventsTable: undefined },
  ],
  [
    'rule-retries',
    'inventory/Tradepostprodinventoryexpirereservationsrule1EventBridgeRule',
    { '.Targets.0.RetryPolicy': undefined },
  ],
  [
    'rule-dead-letters',
    'orders/FulfilOrderEventsRuleCloudWatchEvent1',
    { '.Targets.0.DeadLetterConfig': undefined },
  ],
  ['rule-may-send', 'platform/EveryEventRule', { EventsInboxPolicy: undefined }],
  ['topic-tls-only', 'platform/AlarmTopic', { AlarmTopicPolicy: undefined }],
  ['state-machine-logs', 'orders/FulfilOrder', { '.LoggingConfiguration.Level': 'OFF' }],
  ['data-key-rotates', 'platform/DataKey', { '.EnableKeyRotation': undefined }],
  ['own-data-key', 'payments/LedgerTable', { '.SSESpecification': { SSEEnabled: false } }],
  ['function-alarms', 'orders/PlaceOrderLambdaFunction', { PlaceOrderSlowAlarm: undefined }],
  [
    'function-canary',
    'orders/PlaceOrderLambdaFunction',
    { 'PlaceOrderLambdaFunctionAliaslive.UpdatePolicy': undefined },
  ],
  ...AUTHORIZER_PLANTS,
  [
    'cached-route-public',
    'catalog/ApiGatewayStage',
    { '.MethodSettings.1': { ResourcePath: '/~1v1~1admin~1products', CachingEnabled: true } },
  ],
  [
    'cached-route-version',
    'catalog/ApiGatewayStage',
    { '.MethodSettings.1': { ResourcePath: '/~1v1~1products~1{productId}', CachingEnabled: true } },
  ],
  [
    'payment-provider',
    'payments/PaymentCommandsLambdaFunction',
    { '.Environment.Variables.PAYMENT_PROVIDER': 'simulated' },
  ],
  ['name-by-convention', 'catalog/ListingsTable', { '.TableName': 'catalog-listings' }],
  ...API_PLANTS,
  ...THROTTLING_PLANTS,
  [
    'index-projection',
    'platform/EventArchiveTable',
    { '.GlobalSecondaryIndexes.0.Projection.ProjectionType': 'ALL' },
  ],
  ['log-group-indexes', 'orders/PlaceOrderLogGroup', { '.FieldIndexPolicies': [{ Fields: ['messageId'] }] }],
  ['archive-expires', 'platform/EventArchive', { '.RetentionDays': undefined }],
  [
    'dead-letters-without-redrive',
    'orders/CommandsInboxDeadLetters',
    {
      '.RedrivePolicy': {
        deadLetterTargetArn: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] },
        maxReceiveCount: 3,
      },
    },
  ],
];
