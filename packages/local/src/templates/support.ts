/**
 * What the local cloud makes of each resource type. `reads` are the properties that have an effect here; `ignores` are
 * those that have none on one machine (encryption, tags, permissions, throughput…). A property in neither list, or a type
 * that is not here, is reported: nothing in a template is silently left out.
 */
export type Support = { readonly reads: readonly string[]; readonly ignores: readonly string[] };

export function supportOf(type: string): Support | 'no-local-effect' | undefined {
  if (NO_LOCAL_EFFECT.has(type) || NO_LOCAL_EFFECT_FAMILIES.some((family) => type.startsWith(family))) {
    return 'no-local-effect';
  }
  return SUPPORTED[type];
}

const words = (text: string): readonly string[] => text.split(' ');

const SUPPORTED: Readonly<Record<string, Support>> = {
  'AWS::DynamoDB::Table': {
    reads: words(
      'TableName AttributeDefinitions KeySchema GlobalSecondaryIndexes LocalSecondaryIndexes BillingMode ' +
        'ProvisionedThroughput StreamSpecification TimeToLiveSpecification',
    ),
    ignores: words(
      'PointInTimeRecoverySpecification SSESpecification DeletionProtectionEnabled Tags TableClass WarmThroughput ' +
        'ContributorInsightsSpecification OnDemandThroughput ResourcePolicy',
    ),
  },
  'AWS::SQS::Queue': {
    reads: words(
      'QueueName FifoQueue ContentBasedDeduplication VisibilityTimeout DelaySeconds MaximumMessageSize ' +
        'MessageRetentionPeriod ReceiveMessageWaitTimeSeconds RedrivePolicy',
    ),
    ignores: words(
      'SqsManagedSseEnabled KmsMasterKeyId KmsDataKeyReusePeriodSeconds RedriveAllowPolicy FifoThroughputLimit Tags',
    ),
  },
  'AWS::SNS::Topic': {
    reads: words('TopicName FifoTopic ContentBasedDeduplication Subscription DisplayName'),
    ignores: words(
      'KmsMasterKeyId Tags TracingConfig SignatureVersion DataProtectionPolicy DeliveryStatusLogging FifoThroughputScope',
    ),
  },
  'AWS::SNS::Subscription': {
    reads: words(
      'TopicArn Protocol Endpoint RawMessageDelivery FilterPolicy FilterPolicyScope RedrivePolicy',
    ),
    ignores: words('SubscriptionRoleArn Region'),
  },
  'AWS::S3::Bucket': {
    reads: words('BucketName'),
    ignores: words(
      'BucketEncryption PublicAccessBlockConfiguration LifecycleConfiguration VersioningConfiguration Tags ' +
        'OwnershipControls AccessControl CorsConfiguration LoggingConfiguration ObjectLockEnabled',
    ),
  },
  'AWS::Events::EventBus': {
    reads: words('Name'),
    ignores: words('Description Tags KmsKeyIdentifier Policy DeadLetterConfig LogConfig'),
  },
  'AWS::Events::Archive': {
    reads: words('ArchiveName SourceArn EventPattern RetentionDays'),
    ignores: words('Description KmsKeyIdentifier'),
  },
  'AWS::Events::Rule': {
    reads: words('Name EventBusName EventPattern ScheduleExpression State Targets'),
    ignores: words('Description RoleArn Tags'),
  },
  'AWS::StepFunctions::StateMachine': {
    reads: words(
      'StateMachineName StateMachineType DefinitionString Definition DefinitionSubstitutions LoggingConfiguration',
    ),
    ignores: words('RoleArn TracingConfiguration Tags EncryptionConfiguration'),
  },
  'AWS::Lambda::Function': {
    reads: words('FunctionName Handler Runtime Timeout Environment'),
    ignores: words(
      'Code Role MemorySize Architectures Description Tags TracingConfig ReservedConcurrentExecutions EphemeralStorage ' +
        'LoggingConfig KmsKeyArn SnapStart RuntimeManagementConfig RecursiveLoop VpcConfig',
    ),
  },
  'AWS::Lambda::EventSourceMapping': {
    reads: words(
      'FunctionName EventSourceArn Enabled BatchSize MaximumBatchingWindowInSeconds FunctionResponseTypes ' +
        'FilterCriteria ScalingConfig StartingPosition MaximumRetryAttempts MaximumRecordAgeInSeconds ' +
        'BisectBatchOnFunctionError ParallelizationFactor DestinationConfig',
    ),
    ignores: words('KmsKeyArn MetricsConfig LoggingConfig Tags'),
  },
  'AWS::SSM::Parameter': {
    reads: words('Name Type Value'),
    ignores: words('Description Tags Tier AllowedPattern DataType Policies'),
  },
  'AWS::SecretsManager::Secret': {
    reads: words('Name GenerateSecretString'),
    ignores: words('Description KmsKeyId Tags'),
  },
  'AWS::ApiGatewayV2::Api': {
    reads: words('Name ProtocolType CorsConfiguration'),
    ignores: words(
      'Description Tags DisableExecuteApiEndpoint Version IpAddressType RouteSelectionExpression',
    ),
  },
  'AWS::ApiGatewayV2::Route': {
    reads: words('ApiId RouteKey Target AuthorizationType AuthorizerId AuthorizationScopes'),
    ignores: words('OperationName'),
  },
  'AWS::ApiGatewayV2::Integration': {
    reads: words('ApiId IntegrationType IntegrationUri PayloadFormatVersion'),
    ignores: words('TimeoutInMillis Description IntegrationMethod CredentialsArn'),
  },
  'AWS::ApiGateway::RestApi': {
    reads: words('Name'),
    ignores: words(
      'EndpointConfiguration Policy Description Tags ApiKeySourceType BinaryMediaTypes MinimumCompressionSize ' +
        'DisableExecuteApiEndpoint',
    ),
  },
  'AWS::ApiGateway::Method': {
    reads: words('HttpMethod ResourceId RestApiId Integration'),
    ignores: words(
      'RequestParameters ApiKeyRequired AuthorizationType AuthorizerId AuthorizationScopes MethodResponses ' +
        'RequestModels RequestValidatorId OperationName',
    ),
  },
  'AWS::ApiGateway::Resource': { reads: words('ParentId PathPart RestApiId'), ignores: [] },
};

/** Types that mean nothing on one machine, or that serverless-offline brings up from the function's own events. */
const NO_LOCAL_EFFECT = new Set([
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Events::EventBusPolicy',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::Logs::LogStream',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);

const NO_LOCAL_EFFECT_FAMILIES = [
  'AWS::ApplicationAutoScaling::',
  'AWS::Budgets::',
  'AWS::CloudWatch::',
  'AWS::CodeDeploy::',
  'AWS::IAM::',
  'AWS::KMS::',
  'AWS::ResourceGroups::',
  'AWS::XRay::',
];
