import type { CloudResource } from './cloud.ts';

type Naming = {
  /** The property that sets the name; where it is missing, CloudFormation or AWS generates one. */
  readonly property: string;
  /** The most characters that AWS allows. */
  readonly maxLength: number;
};

/**
 * How resources are named, by type. The limits are those of the API reference of each service.
 *
 * - IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * - Lambda: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * - EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html, API_CreateArchive.html
 * - SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * - CodeDeploy: https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
 * - X-Ray: https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
 */
const NAMING: Readonly<Record<string, Naming>> = {
  'AWS::ApiGateway::RestApi': { property: 'Name', maxLength: 1024 },
  'AWS::ApiGatewayV2::Api': { property: 'Name', maxLength: 128 },
  'AWS::ApplicationAutoScaling::ScalingPolicy': { property: 'PolicyName', maxLength: 256 },
  'AWS::Chatbot::SlackChannelConfiguration': { property: 'ConfigurationName', maxLength: 128 },
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', maxLength: 255 },
  'AWS::CloudWatch::Dashboard': { property: 'DashboardName', maxLength: 255 },
  'AWS::CodeDeploy::Application': { property: 'ApplicationName', maxLength: 100 },
  'AWS::CodeDeploy::DeploymentGroup': { property: 'DeploymentGroupName', maxLength: 100 },
  'AWS::Cognito::UserPool': { property: 'UserPoolName', maxLength: 128 },
  'AWS::DynamoDB::Table': { property: 'TableName', maxLength: 255 },
  'AWS::Events::Archive': { property: 'ArchiveName', maxLength: 48 },
  'AWS::Events::EventBus': { property: 'Name', maxLength: 256 },
  'AWS::Events::Rule': { property: 'Name', maxLength: 64 },
  'AWS::IAM::ManagedPolicy': { property: 'ManagedPolicyName', maxLength: 128 },
  'AWS::IAM::Role': { property: 'RoleName', maxLength: 64 },
  'AWS::KMS::Alias': { property: 'AliasName', maxLength: 256 },
  'AWS::Lambda::Function': { property: 'FunctionName', maxLength: 64 },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', maxLength: 512 },
  'AWS::Logs::QueryDefinition': { property: 'Name', maxLength: 255 },
  'AWS::S3::Bucket': { property: 'BucketName', maxLength: 63 },
  'AWS::SNS::Topic': { property: 'TopicName', maxLength: 256 },
  'AWS::SQS::Queue': { property: 'QueueName', maxLength: 80 },
  'AWS::SSM::Parameter': { property: 'Name', maxLength: 1011 },
  'AWS::SecretsManager::Secret': { property: 'Name', maxLength: 512 },
  'AWS::StepFunctions::StateMachine': { property: 'StateMachineName', maxLength: 80 },
  'AWS::XRay::SamplingRule': { property: 'SamplingRule.RuleName', maxLength: 32 },
};

/** The types of resources whose names a template may set. */
export const namedTypes: readonly string[] = Object.keys(NAMING);

/** Returns the name that the template sets for a resource of one of `namedTypes`, or undefined. */
export function nameIn({ type, properties }: CloudResource): string | undefined {
  const { property } = namingOf(type);
  const name = property
    .split('.')
    .reduce<unknown>((holder, key) => (holder as Record<string, unknown> | undefined)?.[key], properties);
  return name === undefined ? undefined : String(name);
}

/** Returns the most characters that a name of this type may have. Throws Error if it is not one of `namedTypes`. */
export function maxNameLength(type: string): number {
  return namingOf(type).maxLength;
}

function namingOf(type: string): Naming {
  const naming = NAMING[type];
  if (naming === undefined) throw new Error(`the naming of ${type} is not known: add it to fixed-names.ts`);
  return naming;
}
