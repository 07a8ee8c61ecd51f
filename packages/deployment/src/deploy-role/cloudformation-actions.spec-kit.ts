/**
 * Actions that CloudFormation needs to create, change, read and delete a resource with the properties that the services'
 * templates use. Tags are included, because a stack adds its own to its resources. From the `handlers` of the resource
 * schemas, without actions for unused properties (https://schema.cloudformation.us-east-1.amazonaws.com); for types
 * without handlers, from the underlying API calls.
 */
export const CLOUDFORMATION_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::ApiKey': verbs('apigateway'),
  'AWS::ApiGateway::Authorizer': verbs('apigateway'),
  'AWS::ApiGateway::Deployment': verbs('apigateway'),
  'AWS::ApiGateway::GatewayResponse': verbs('apigateway'),
  'AWS::ApiGateway::Method': verbs('apigateway'),
  'AWS::ApiGateway::RequestValidator': verbs('apigateway'),
  'AWS::ApiGateway::Resource': verbs('apigateway'),
  'AWS::ApiGateway::RestApi': verbs('apigateway'),
  'AWS::ApiGateway::Stage': verbs('apigateway'),
  'AWS::ApiGateway::UsagePlan': verbs('apigateway'),
  'AWS::ApiGateway::UsagePlanKey': verbs('apigateway'),
  'AWS::ApiGatewayV2::Api': verbs('apigateway'),
  'AWS::ApiGatewayV2::ApiMapping': verbs('apigateway'),
  'AWS::ApiGatewayV2::Authorizer': verbs('apigateway'),
  'AWS::ApiGatewayV2::DomainName': [
    ...verbs('apigateway'),
    ...['apigateway:AddCertificateToDomain', 'apigateway:RemoveCertificateFromDomain'],
    ...['s3:GetObject', 's3:GetObjectVersion'],
  ],
  'AWS::ApiGatewayV2::Integration': verbs('apigateway'),
  'AWS::ApiGatewayV2::Route': verbs('apigateway'),
  'AWS::ApiGatewayV2::RoutingRule': [
    ...['apigateway:CreateRoutingRule', 'apigateway:GetRoutingRule', 'apigateway:UpdateRoutingRule'],
    ...['apigateway:DeleteRoutingRule', 'apigateway:ListRoutingRules'],
  ],
  'AWS::ApiGatewayV2::Stage': verbs('apigateway'),
  'AWS::ApplicationAutoScaling::ScalableTarget': of(
    'application-autoscaling',
    'RegisterScalableTarget DeregisterScalableTarget DescribeScalableTargets DescribeScheduledActions ListTagsForResource TagResource UntagResource',
    'iam:PassRole iam:CreateServiceLinkedRole',
  ),
  'AWS::ApplicationAutoScaling::ScalingPolicy': of(
    'application-autoscaling',
    'PutScalingPolicy DeleteScalingPolicy DescribeScalingPolicies',
  ),
  'AWS::CloudWatch::Alarm': of(
    'cloudwatch',
    'PutMetricAlarm DescribeAlarms DeleteAlarms ListTagsForResource TagResource UntagResource',
  ),
  'AWS::CloudWatch::CompositeAlarm': of('cloudwatch', 'PutCompositeAlarm DescribeAlarms DeleteAlarms'),
  'AWS::CloudWatch::Dashboard': of(
    'cloudwatch',
    'PutDashboard GetDashboard DeleteDashboards ListTagsForResource TagResource UntagResource',
  ),
  // Includes the deployments with which CloudFormation shifts an alias.
  'AWS::CodeDeploy::Application': of(
    'codedeploy',
    'CreateApplication GetApplication UpdateApplication DeleteApplication ListTagsForResource TagResource UntagResource',
  ),
  'AWS::CodeDeploy::DeploymentGroup': of(
    'codedeploy',
    'CreateDeploymentGroup GetDeploymentGroup UpdateDeploymentGroup DeleteDeploymentGroup GetDeploymentConfig CreateDeployment GetDeployment StopDeployment RegisterApplicationRevision GetApplicationRevision',
    'iam:PassRole',
  ),
  'AWS::Cognito::ManagedLoginBranding': of(
    'cognito-idp',
    'CreateManagedLoginBranding DescribeManagedLoginBranding DescribeManagedLoginBrandingByClient UpdateManagedLoginBranding DeleteManagedLoginBranding',
  ),
  'AWS::Cognito::UserPool': of(
    'cognito-idp',
    'CreateUserPool DescribeUserPool UpdateUserPool DeleteUserPool GetUserPoolMfaConfig SetUserPoolMfaConfig ListTagsForResource TagResource UntagResource',
    'iam:CreateServiceLinkedRole',
  ),
  'AWS::Cognito::UserPoolClient': of(
    'cognito-idp',
    'CreateUserPoolClient DescribeUserPoolClient ListUserPoolClientSecrets UpdateUserPoolClient DeleteUserPoolClient',
  ),
  'AWS::Cognito::UserPoolDomain': of(
    'cognito-idp',
    'CreateUserPoolDomain DescribeUserPoolDomain UpdateUserPoolDomain DeleteUserPoolDomain',
    'cloudfront:UpdateDistribution',
  ),
  'AWS::Cognito::UserPoolGroup': of('cognito-idp', 'CreateGroup GetGroup UpdateGroup DeleteGroup'),
  'AWS::Cognito::UserPoolIdentityProvider': of(
    'cognito-idp',
    'CreateIdentityProvider DescribeIdentityProvider UpdateIdentityProvider DeleteIdentityProvider',
  ),
  'AWS::Cognito::UserPoolResourceServer': of(
    'cognito-idp',
    'CreateResourceServer DescribeResourceServer UpdateResourceServer DeleteResourceServer',
  ),
  'AWS::DynamoDB::Table': of(
    'dynamodb',
    'CreateTable DescribeTable UpdateTable DeleteTable DescribeContinuousBackups UpdateContinuousBackups DescribeTimeToLive UpdateTimeToLive DescribeContributorInsights UpdateContributorInsights DescribeKinesisStreamingDestination GetResourcePolicy ListTagsOfResource TagResource UntagResource',
    'kms:CreateGrant kms:Decrypt kms:DescribeKey kms:Encrypt',
  ),
  'AWS::Events::Archive': of('events', 'CreateArchive DescribeArchive UpdateArchive DeleteArchive'),
  'AWS::Events::EventBus': of(
    'events',
    'CreateEventBus DescribeEventBus UpdateEventBus DeleteEventBus ListTagsForResource TagResource UntagResource',
  ),
  'AWS::Events::Rule': of(
    'events',
    'PutRule DescribeRule DeleteRule PutTargets RemoveTargets ListTargetsByRule ListTagsForResource TagResource UntagResource',
    'iam:PassRole',
  ),
  'AWS::IAM::Role': of(
    'iam',
    'CreateRole GetRole DeleteRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies PutRolePermissionsBoundary TagRole UntagRole',
  ),
  'AWS::KMS::Alias': of('kms', 'CreateAlias UpdateAlias DeleteAlias ListAliases'),
  'AWS::KMS::Key': of(
    'kms',
    'CreateKey DescribeKey GetKeyPolicy PutKeyPolicy GetKeyRotationStatus EnableKey DisableKey EnableKeyRotation DisableKeyRotation UpdateKeyDescription ScheduleKeyDeletion ListResourceTags TagResource UntagResource',
  ),
  'AWS::Lambda::Alias': of(
    'lambda',
    'CreateAlias GetAlias UpdateAlias DeleteAlias PutProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig',
  ),
  'AWS::Lambda::EventSourceMapping': of(
    'lambda',
    'CreateEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping DeleteEventSourceMapping ListTags TagResource UntagResource',
  ),
  'AWS::Lambda::Function': of(
    'lambda',
    'CreateFunction GetFunction GetFunctionConfiguration GetFunctionCodeSigningConfig GetFunctionRecursionConfig GetFunctionScalingConfig GetRuntimeManagementConfig UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction PutFunctionConcurrency DeleteFunctionConcurrency ListTags TagResource UntagResource',
    'iam:PassRole s3:GetObject kms:Encrypt kms:Decrypt kms:GenerateDataKey kms:CreateGrant',
  ),
  'AWS::Lambda::Permission': of('lambda', 'AddPermission RemovePermission GetPolicy'),
  'AWS::Lambda::Version': of(
    'lambda',
    'PublishVersion ListVersionsByFunction GetFunctionConfiguration DeleteFunction',
  ),
  'AWS::Logs::LogGroup': of(
    'logs',
    'CreateLogGroup DescribeLogGroups DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy AssociateKmsKey DisassociateKmsKey GetDataProtectionPolicy DescribeIndexPolicies PutIndexPolicy DeleteIndexPolicy ListTagsForResource ListTagsLogGroup TagResource UntagResource TagLogGroup UntagLogGroup',
  ),
  'AWS::Logs::MetricFilter': of('logs', 'PutMetricFilter DescribeMetricFilters DeleteMetricFilter'),
  'AWS::Logs::QueryDefinition': of(
    'logs',
    'PutQueryDefinition DescribeQueryDefinitions DeleteQueryDefinition',
  ),
  'AWS::Route53::RecordSet': [
    ...['route53:GetHostedZone', 'route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'],
    'route53:GetChange',
  ],
  'AWS::S3::Bucket': of(
    's3',
    'CreateBucket DeleteBucket ListBucket GetEncryptionConfiguration PutEncryptionConfiguration GetBucketPublicAccessBlock PutBucketPublicAccessBlock GetBucketVersioning PutBucketVersioning GetBucketObjectLockConfiguration PutBucketObjectLockConfiguration GetLifecycleConfiguration PutLifecycleConfiguration GetBucketOwnershipControls PutBucketOwnershipControls GetBucketTagging PutBucketTagging ListTagsForResource TagResource UntagResource',
  ),
  'AWS::S3::BucketPolicy': of('s3', 'GetBucketPolicy PutBucketPolicy DeleteBucketPolicy'),
  'AWS::SNS::Subscription': of(
    'sns',
    'Subscribe Unsubscribe GetSubscriptionAttributes SetSubscriptionAttributes',
  ),
  'AWS::SNS::Topic': of(
    'sns',
    'CreateTopic GetTopicAttributes SetTopicAttributes DeleteTopic ListSubscriptionsByTopic GetDataProtectionPolicy ListTagsForResource TagResource UntagResource',
  ),
  'AWS::SNS::TopicPolicy': of('sns', 'SetTopicAttributes GetTopicAttributes'),
  'AWS::SecretsManager::Secret': of(
    'secretsmanager',
    'CreateSecret DescribeSecret GetSecretValue GetRandomPassword UpdateSecret DeleteSecret TagResource UntagResource',
    'kms:Decrypt kms:GenerateDataKey',
  ),
  'AWS::SQS::Queue': of(
    'sqs',
    'CreateQueue GetQueueUrl GetQueueAttributes SetQueueAttributes DeleteQueue ListQueueTags TagQueue UntagQueue',
  ),
  'AWS::SQS::QueuePolicy': of('sqs', 'SetQueueAttributes GetQueueAttributes'),
  'AWS::SSM::Parameter': of(
    'ssm',
    'PutParameter GetParameter GetParameters DeleteParameter DescribeParameters ListTagsForResource AddTagsToResource RemoveTagsFromResource',
  ),
  'AWS::StepFunctions::StateMachine': of(
    'states',
    'CreateStateMachine DescribeStateMachine UpdateStateMachine DeleteStateMachine ListTagsForResource TagResource UntagResource',
    'iam:PassRole logs:CreateLogDelivery logs:GetLogDelivery logs:UpdateLogDelivery logs:DeleteLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:DescribeResourcePolicies',
  ),
  'AWS::XRay::SamplingRule': of(
    'xray',
    'CreateSamplingRule GetSamplingRules UpdateSamplingRule DeleteSamplingRule ListTagsForResource TagResource UntagResource',
  ),
};

/** API Gateway has HTTP verbs as actions, and two actions for tags. */
function verbs(prefix: string): readonly string[] {
  return of(prefix, 'GET POST PUT PATCH DELETE TagResource UntagResource');
}

function of(prefix: string, names: string, others = ''): readonly string[] {
  return [...names.split(' ').map((name) => `${prefix}:${name}`), ...others.split(' ').filter(Boolean)];
}
