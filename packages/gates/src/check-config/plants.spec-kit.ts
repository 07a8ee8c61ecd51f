import { API_PLANTS } from './api-plants.spec-kit.ts';
import { OBSERVING_PLANTS } from './observing-plants.spec-kit.ts';
import type { Changes } from './plant.spec-kit.ts';
import { STACK_PLANTS } from './stack-plants.spec-kit.ts';
import { STREAM_PLANTS } from './stream-plants.spec-kit.ts';
import { THROTTLING_PLANTS } from './throttling-plants.spec-kit.ts';

/** One violation of each rule in the real templates: `[rule, service/resource, changes in the service]`. */
export const PLANTS: readonly (readonly [string, string, Changes])[] = [
  ...STACK_PLANTS,
  [
    'queue-encrypted',
    'orders/CommandsInbox',
    {
      'CommandsInbox.KmsMasterKeyId': undefined,
    },
  ],
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
  ['queue-dead-letters', 'inventory/CommandsInbox', { 'CommandsInbox.RedrivePolicy': undefined }],
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
  ['alarm-notifies', 'payments/ProjectLedgerAgeAlarm', { 'ProjectLedgerAgeAlarm.AlarmActions': [] }],
  [
    'event-source-partial-failures',
    'inventory/StockCommandsEventSourceMappingSQSCommandsInbox',
    { 'StockCommandsEventSourceMappingSQSCommandsInbox.FunctionResponseTypes': undefined },
  ],
  ...STREAM_PLANTS,
  ['function-log-group', 'orders/PlaceOrderLambdaFunction', { PlaceOrderLogGroup: undefined }],
  ['log-group-retention', 'orders/FulfilOrderLogGroup', { 'FulfilOrderLogGroup.RetentionInDays': undefined }],
  [
    'function-own-role',
    'payments/GetLedgerLambdaFunction',
    { 'GetLedgerLambdaFunction.Role.Fn::GetAtt.0': 'GetPaymentIamRoleLambdaExecution' },
  ],
  [
    'function-answers-in-time',
    'catalog/ListProductsLambdaFunction',
    { 'ListProductsLambdaFunction.Timeout': 60 },
  ],
  [
    'function-no-secret',
    'payments/PaymentCommandsLambdaFunction',
    { 'PaymentCommandsLambdaFunction.Environment.Variables.PROVIDER_API_KEY': 'key' },
  ],
  [
    'role-no-wildcard-action',
    'orders/PlaceOrderIamRoleLambdaExecution',
    { 'PlaceOrderIamRoleLambdaExecution.Policies.0.PolicyDocument.Statement.1.Action': '*' },
  ],
  [
    'role-no-wildcard-resource',
    'orders/PlaceOrderIamRoleLambdaExecution',
    { 'PlaceOrderIamRoleLambdaExecution.Policies.0.PolicyDocument.Statement.1.Resource': '*' },
  ],
  [
    'role-publishes-own-events',
    'payments/PublishEventsIamRoleLambdaExecution',
    {
      'PublishEventsIamRoleLambdaExecution.Policies.0.PolicyDocument.Statement.1': {
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
      'PlaceOrderIamRoleLambdaExecution.Policies.0.PolicyDocument.Statement.1': {
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
      'ListEventsIamRoleLambdaExecution.ManagedPolicyArns': ['arn:aws:iam::aws:policy/AdministratorAccess'],
    },
  ],
  [
    'role-used',
    'platform/IamRoleLambdaExecution',
    { IamRoleLambdaExecution: { Type: 'AWS::IAM::Role', Properties: {} } },
  ],
  ['table-recovery', 'payments/LedgerTable', { 'LedgerTable.PointInTimeRecoverySpecification': undefined }],
  ['table-encrypted', 'orders/EventsTable', { 'EventsTable.SSESpecification': undefined }],
  [
    'secret-not-written-out',
    'payments/SimulatedProviderSecret',
    { 'SimulatedProviderSecret.SecretString': 'hunter2' },
  ],
  [
    'secret-name',
    'payments/SimulatedProviderSecret',
    { 'SimulatedProviderSecret.Name': '/tradepost/prod/orders/provider' },
  ],
  [
    'events-from-stream',
    'payments/PublishEventsLambdaFunction',
    { PublishEventsEventSourceMappingDynamodbEventsTable: undefined },
  ],
  [
    'rule-retries',
    'inventory/Tradepostprodinventoryexpirereservationsrule1EventBridgeRule',
    {
      'Tradepostprodinventoryexpirereservationsrule1EventBridgeRule.Targets.0.RetryPolicy': undefined,
    },
  ],
  [
    'rule-dead-letters',
    'orders/FulfilOrderEventsRuleCloudWatchEvent1',
    { 'FulfilOrderEventsRuleCloudWatchEvent1.Targets.0.DeadLetterConfig': undefined },
  ],
  ['rule-may-send', 'platform/EveryEventRule', { EventsInboxPolicy: undefined }],
  ['topic-tls-only', 'platform/AlarmTopic', { AlarmTopicPolicy: undefined }],
  ['state-machine-logs', 'orders/FulfilOrder', { 'FulfilOrder.LoggingConfiguration.Level': 'OFF' }],
  ['data-key-rotates', 'platform/DataKey', { 'DataKey.EnableKeyRotation': undefined }],
  ['own-data-key', 'payments/LedgerTable', { 'LedgerTable.SSESpecification': { SSEEnabled: false } }],
  ['function-alarms', 'orders/PlaceOrderLambdaFunction', { PlaceOrderSlowAlarm: undefined }],
  [
    'function-canary',
    'orders/PlaceOrderLambdaFunction',
    { 'PlaceOrderLambdaFunctionAliaslive.UpdatePolicy': undefined },
  ],
  ['route-public', 'orders/HttpApiRouteGetV1Orders', { 'HttpApiRouteGetV1Orders.RouteKey': 'GET /v1/carts' }],
  [
    'cached-route-public',
    'catalog/ApiGatewayStage',
    { 'ApiGatewayStage.MethodSettings.1.ResourcePath': '/~1v1~1admin~1products' },
  ],
  [
    'cached-route-version',
    'catalog/ApiGatewayStage',
    { 'ApiGatewayStage.MethodSettings.1.ResourcePath': '/~1v1~1products~1{productId}' },
  ],
  [
    'open-access',
    'orders/PlaceOrderLambdaFunction',
    { 'PlaceOrderLambdaFunction.Environment.Variables.OPEN_ACCESS': { Ref: 'OpenAccess' } },
  ],
  [
    'payment-provider',
    'payments/PaymentCommandsLambdaFunction',
    { 'PaymentCommandsLambdaFunction.Environment.Variables.PAYMENT_PROVIDER': 'simulated' },
  ],
  ['name-by-convention', 'catalog/ListingsTable', { 'ListingsTable.TableName': 'catalog-listings' }],
  ...API_PLANTS,
  ...THROTTLING_PLANTS,
  ...OBSERVING_PLANTS,
];
