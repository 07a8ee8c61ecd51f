/**
 * Support for a resource type. `reads` are properties with an effect in the local cloud; `ignores` are those that have none
 * on one machine (tags, throughput, logging…). `protections` are properties that protect something on AWS but not here, each
 * with its name for the line that is printed at the start. An unlisted property or type stops the start.
 */
export type Support = {
  readonly reads: readonly string[];
  readonly ignores: readonly string[];
  readonly protections?: Readonly<Record<string, string>>;
};

export function supportOf(type: string): Support | 'no-local-effect' | undefined {
  if (NO_LOCAL_EFFECT.has(type) || NO_LOCAL_EFFECT_FAMILIES.some((family) => type.startsWith(family))) {
    return 'no-local-effect';
  }
  return Object.hasOwn(SUPPORTED, type) ? SUPPORTED[type] : undefined;
}

/** Returns the name of the protection that a whole resource type is; undefined if it is none. */
export function protectionOf(type: string): string | undefined {
  return Object.hasOwn(PROTECTIONS, type) ? PROTECTIONS[type] : undefined;
}

const words = (text: string): readonly string[] => text.split(' ');

const KEYS = 'KMS keys';
const POLICIES = 'resource policies';

const FACTORS = 'multi-factor authentication';
const THREATS = 'threat protection of sign-ins';

/** AWS::Lambda::Permission is not listed: it lets AWS services invoke functions, which the local cloud always allows. */
const PROTECTIONS: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPoolIdentityProvider': 'sign-in by other identity providers',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': THREATS,
  'AWS::Events::EventBusPolicy': POLICIES,
  'AWS::Logs::ResourcePolicy': POLICIES,
  'AWS::S3::BucketPolicy': POLICIES,
  'AWS::SNS::TopicPolicy': POLICIES,
  'AWS::SQS::QueuePolicy': POLICIES,
};

const SUPPORTED: Readonly<Record<string, Support>> = {
  'AWS::DynamoDB::Table': {
    reads: words(
      'TableName AttributeDefinitions KeySchema GlobalSecondaryIndexes LocalSecondaryIndexes BillingMode ' +
        'ProvisionedThroughput StreamSpecification TimeToLiveSpecification',
    ),
    ignores: words(
      'PointInTimeRecoverySpecification DeletionProtectionEnabled Tags TableClass WarmThroughput ' +
        'ContributorInsightsSpecification OnDemandThroughput',
    ),
    protections: { SSESpecification: KEYS, ResourcePolicy: POLICIES },
  },
  'AWS::SQS::Queue': {
    reads: words(
      'QueueName FifoQueue ContentBasedDeduplication VisibilityTimeout DelaySeconds MaximumMessageSize ' +
        'MessageRetentionPeriod ReceiveMessageWaitTimeSeconds RedrivePolicy',
    ),
    ignores: words('SqsManagedSseEnabled KmsDataKeyReusePeriodSeconds FifoThroughputLimit Tags'),
    protections: { KmsMasterKeyId: KEYS, RedriveAllowPolicy: POLICIES },
  },
  'AWS::SNS::Topic': {
    reads: words('TopicName FifoTopic ContentBasedDeduplication Subscription DisplayName'),
    ignores: words('Tags TracingConfig SignatureVersion DeliveryStatusLogging FifoThroughputScope'),
    protections: { KmsMasterKeyId: KEYS, DataProtectionPolicy: POLICIES },
  },
  'AWS::SNS::Subscription': {
    reads: words(
      'TopicArn Protocol Endpoint RawMessageDelivery FilterPolicy FilterPolicyScope RedrivePolicy',
    ),
    ignores: words('SubscriptionRoleArn Region'),
  },
  'AWS::S3::Bucket': {
    reads: words(
      'BucketName LifecycleConfiguration VersioningConfiguration ObjectLockEnabled ObjectLockConfiguration',
    ),
    ignores: words('Tags OwnershipControls LoggingConfiguration'),
    protections: {
      BucketEncryption: KEYS,
      PublicAccessBlockConfiguration: 'access settings of buckets',
      AccessControl: 'access settings of buckets',
    },
  },
  'AWS::Events::EventBus': {
    reads: words('Name'),
    ignores: words('Description Tags DeadLetterConfig LogConfig'),
    protections: { KmsKeyIdentifier: KEYS, Policy: POLICIES },
  },
  'AWS::Events::Archive': {
    reads: words('ArchiveName SourceArn RetentionDays'),
    ignores: words('Description'),
    protections: { KmsKeyIdentifier: KEYS },
  },
  'AWS::Events::Rule': {
    reads: words('Name EventBusName EventPattern ScheduleExpression State Targets'),
    ignores: words('Description RoleArn Tags'),
  },
  'AWS::StepFunctions::StateMachine': {
    reads: words(
      'StateMachineName StateMachineType DefinitionString Definition DefinitionSubstitutions LoggingConfiguration',
    ),
    ignores: words('RoleArn TracingConfiguration Tags'),
    protections: { EncryptionConfiguration: KEYS },
  },
  'AWS::Lambda::Function': {
    reads: words('FunctionName Handler Runtime Timeout MemorySize Environment'),
    ignores: words(
      'Code Role Architectures Description Tags TracingConfig ReservedConcurrentExecutions EphemeralStorage ' +
        'LoggingConfig SnapStart RuntimeManagementConfig RecursiveLoop',
    ),
    protections: { KmsKeyArn: KEYS, VpcConfig: 'VPCs' },
  },
  'AWS::Lambda::EventSourceMapping': {
    reads: words(
      'FunctionName EventSourceArn Enabled BatchSize MaximumBatchingWindowInSeconds FunctionResponseTypes ' +
        'FilterCriteria ScalingConfig StartingPosition MaximumRetryAttempts MaximumRecordAgeInSeconds ' +
        'BisectBatchOnFunctionError ParallelizationFactor DestinationConfig',
    ),
    ignores: words('MetricsConfig LoggingConfig Tags'),
    protections: { KmsKeyArn: KEYS },
  },
  'AWS::SSM::Parameter': {
    reads: words('Name Type Value'),
    ignores: words('Description Tags Tier AllowedPattern DataType Policies'),
  },
  'AWS::SecretsManager::Secret': {
    reads: words('Name GenerateSecretString'),
    ignores: words('Description Tags'),
    protections: { KmsKeyId: KEYS },
  },
  'AWS::KMS::Key': {
    reads: words('Description Enabled KeySpec KeyUsage MultiRegion Origin'),
    ignores: words('PendingWindowInDays RotationPeriodInDays Tags BypassPolicyLockoutSafetyCheck'),
    protections: { KeyPolicy: 'key policies', EnableKeyRotation: 'rotation of keys' },
  },
  'AWS::KMS::Alias': { reads: words('AliasName TargetKeyId'), ignores: [] },
  'AWS::Cognito::UserPool': {
    reads: words('UserPoolName LambdaConfig'),
    ignores: words(
      'UserPoolTier UserPoolTags DeletionProtection Schema UsernameAttributes AliasAttributes UsernameConfiguration ' +
        'AutoVerifiedAttributes EmailConfiguration EmailVerificationMessage EmailVerificationSubject ' +
        'VerificationMessageTemplate SmsConfiguration SmsVerificationMessage SmsAuthenticationMessage ' +
        'EmailAuthenticationMessage EmailAuthenticationSubject',
    ),
    protections: {
      MfaConfiguration: FACTORS,
      EnabledMfas: FACTORS,
      WebAuthnFactorConfiguration: FACTORS,
      WebAuthnRelyingPartyID: 'passkeys',
      WebAuthnUserVerification: 'passkeys',
      Policies: 'password and sign-in policies',
      UserPoolAddOns: THREATS,
      AdminCreateUserConfig: 'rules of sign-up',
      AccountRecoverySetting: 'rules of account recovery',
      DeviceConfiguration: 'remembered devices',
      UserAttributeUpdateSettings: 'verification of changed attributes',
    },
  },
  'AWS::Cognito::UserPoolClient': {
    reads: words(
      'UserPoolId ClientName GenerateSecret AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes ' +
        'CallbackURLs LogoutURLs AccessTokenValidity IdTokenValidity RefreshTokenValidity TokenValidityUnits ' +
        'RefreshTokenRotation EnableTokenRevocation',
    ),
    // Users sign in on the page of the issuer only, whatever the flows of Cognito's own API.
    ignores: words(
      'ExplicitAuthFlows SupportedIdentityProviders DefaultRedirectURI AnalyticsConfiguration AuthSessionValidity ' +
        'EnablePropagateAdditionalUserContextData',
    ),
    protections: {
      PreventUserExistenceErrors: 'hiding which users exist',
      ReadAttributes: 'attribute permissions of app clients',
      WriteAttributes: 'attribute permissions of app clients',
    },
  },
  'AWS::Cognito::UserPoolResourceServer': {
    reads: words('UserPoolId Identifier Scopes'),
    ignores: words('Name'),
  },
  'AWS::Cognito::UserPoolGroup': {
    reads: words('UserPoolId GroupName'),
    ignores: words('Description Precedence RoleArn'),
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
  'AWS::ApiGatewayV2::Authorizer': {
    reads: words('ApiId AuthorizerType IdentitySource JwtConfiguration'),
    ignores: words('Name'),
  },
  'AWS::ApiGatewayV2::Stage': {
    reads: words('ApiId StageName DefaultRouteSettings RouteSettings'),
    ignores: words('AutoDeploy Description Tags AccessLogSettings AccessLogSetting DeploymentId'),
  },
  'AWS::ApiGatewayV2::Integration': {
    reads: words('ApiId IntegrationType IntegrationUri PayloadFormatVersion'),
    ignores: words('TimeoutInMillis Description IntegrationMethod CredentialsArn'),
  },
  'AWS::ApiGateway::RestApi': {
    reads: words('Name ApiKeySourceType'),
    ignores: words(
      'EndpointConfiguration Description Tags BinaryMediaTypes MinimumCompressionSize ' +
        'DisableExecuteApiEndpoint',
    ),
    protections: { Policy: POLICIES },
  },
  'AWS::ApiGateway::Method': {
    reads: words(
      'HttpMethod ResourceId RestApiId Integration AuthorizationType AuthorizerId AuthorizationScopes ApiKeyRequired',
    ),
    ignores: words('RequestParameters MethodResponses RequestModels OperationName'),
    protections: { RequestValidatorId: 'request validators' },
  },
  'AWS::ApiGateway::Authorizer': {
    reads: words('RestApiId Type ProviderARNs IdentitySource'),
    ignores: words('Name AuthType AuthorizerResultTtlInSeconds'),
  },
  'AWS::ApiGateway::Stage': {
    reads: words('RestApiId StageName MethodSettings'),
    ignores: words(
      'DeploymentId Description Tags AccessLogSetting TracingEnabled CacheClusterEnabled CacheClusterSize ' +
        'DocumentationVersion',
    ),
  },
  'AWS::ApiGateway::GatewayResponse': {
    reads: words('RestApiId ResponseType StatusCode ResponseParameters ResponseTemplates'),
    ignores: [],
  },
  'AWS::ApiGateway::ApiKey': {
    reads: words('Name Description Enabled Value CustomerId'),
    ignores: words('Tags StageKeys GenerateDistinctId'),
  },
  'AWS::ApiGateway::UsagePlan': {
    reads: words('UsagePlanName Description ApiStages Throttle Quota'),
    ignores: words('Tags'),
  },
  'AWS::ApiGateway::UsagePlanKey': { reads: words('KeyId KeyType UsagePlanId'), ignores: [] },
  'AWS::ApiGateway::Resource': { reads: words('ParentId PathPart RestApiId'), ignores: [] },
  'AWS::Logs::LogGroup': {
    reads: words('LogGroupName FieldIndexPolicies'),
    ignores: words('RetentionInDays LogGroupClass Tags DeletionProtectionEnabled'),
    protections: {
      KmsKeyId: KEYS,
      ResourcePolicyDocument: POLICIES,
      DataProtectionPolicy: 'data protection policies',
    },
  },
};

/** Types without effect on one machine. */
const NO_LOCAL_EFFECT = new Set([
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::RoutingRule',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::LogDeliveryConfiguration',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
  'AWS::Events::EventBusPolicy',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogStream',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);

const NO_LOCAL_EFFECT_FAMILIES = [
  'AWS::ApplicationAutoScaling::',
  'AWS::CloudWatch::',
  'AWS::CodeDeploy::',
  'AWS::IAM::',
  'AWS::ResourceGroups::',
  'AWS::XRay::',
];
