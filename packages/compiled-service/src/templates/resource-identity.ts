import { createHash } from 'node:crypto';
import type { CloudAddresses } from './cloud-addresses.ts';
import { fixedNameIn } from './fixed-name.ts';
import type { Properties } from './properties.ts';

/** A resource whose name, ARN or another attribute is resolved. */
export type Identified = {
  readonly type: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly serviceName: string;
  readonly where: CloudAddresses;
  /** Resolved. */
  readonly properties: Properties;
};

/**
 * Returns the value of `Ref` for the resource: its name, URL or ARN, by its type.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export function identityOf(resource: Identified): unknown {
  const kind = KINDS[resource.type];
  return kind === undefined ? nameOf(resource) : kind.ref(resource);
}

/** Returns the value of `Fn::GetAtt`. Throws if the attribute is not supported. */
export function attributeOf(resource: Identified, attribute: string): unknown {
  const value = KINDS[resource.type]?.attributes[attribute]?.(resource);
  if (value !== undefined) return value;
  if (attribute === 'Arn') return arn(resource, 'local', `${nameOf(resource)}`);
  throw new Error(`${resource.logicalId}.${attribute} (${resource.type}) is not supported`);
}

/** Returns the resource's name, or the one that CloudFormation would generate, without its random suffix. */
export function nameOf({ type, logicalId, stackName, properties }: Identified): string {
  return String(fixedNameIn(type, properties) ?? `${stackName}-${logicalId}`);
}

/** Suffix of a secret's ARN. On AWS it is a hyphen and six random characters; here all secrets have the same. */
export const SECRET_ARN_END = '-local1';

/** Path below which the local issuers of user pools answer, with the id of the pool after it. */
export const ISSUERS_PATH = '/_local/identity/';

type Kind = {
  readonly ref: (resource: Identified) => unknown;
  readonly attributes: Readonly<Record<string, (resource: Identified) => unknown>>;
};

const queueUrl = (resource: Identified): string =>
  `${resource.where.sqsEndpoint}/${resource.where.accountId}/${nameOf(resource)}`;
/** Id of an API and of its authorizers, keys and plans. On AWS it is random. */
const gatewayId = ({ serviceName, logicalId }: Identified): string =>
  `${serviceName}-${logicalId}`.toLowerCase();
const tableArn = (resource: Identified): string => arn(resource, 'dynamodb', `table/${nameOf(resource)}`);
const functionArn = (resource: Identified): string => arn(resource, 'lambda', `function:${nameOf(resource)}`);
const functionNameArn = (resource: Identified): string =>
  arn(resource, 'lambda', `function:${String(resource.properties['FunctionName']).split(':').at(-1)}`);
const secretArn = (resource: Identified): string =>
  arn(resource, 'secretsmanager', `secret:${nameOf(resource)}${SECRET_ARN_END}`);
const stateMachineArn = (resource: Identified): string =>
  arn(resource, 'states', `stateMachine:${nameOf(resource)}`);
/**
 * Id of a KMS key: a UUID that follows from the resource, its spec and its usage. On AWS it is random, and a change of spec or
 * usage makes another key as well.
 */
const keyId = ({ stackName, logicalId, properties }: Identified): string => {
  const { KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage = 'ENCRYPT_DECRYPT' } = properties;
  const text = JSON.stringify([stackName, logicalId, KeySpec, KeyUsage]);
  const digest = createHash('sha256').update(text).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(12, 15)}`,
    `8${digest.slice(15, 18)}`,
    digest.slice(18, 30),
  ].join('-');
};
const keyArn = (resource: Identified): string => arn(resource, 'kms', `key/${keyId(resource)}`);
/** Ids of Cognito have no hyphens. On AWS they are random; here they name the resource. */
const cognitoId = ({ serviceName, logicalId }: Identified): string =>
  `${serviceName}${logicalId}`.replace(/[^0-9A-Za-z]/g, '');
const poolId = (resource: Identified): string => `${resource.where.region}_${cognitoId(resource)}`;
const poolIssuer = (resource: Identified): string =>
  `${resource.where.gatewayUrl}${ISSUERS_PATH}${poolId(resource)}`;
const busName = (resource: Identified): string => String(resource.properties['EventBusName'] ?? 'default');

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': {
    ref: nameOf,
    // The engine generates the stream's label; readers of the stream find the actual ARN by the table's name.
    attributes: { Arn: tableArn, StreamArn: (resource) => `${tableArn(resource)}/stream/local` },
  },
  'AWS::SQS::Queue': {
    ref: queueUrl,
    attributes: {
      Arn: (resource) => arn(resource, 'sqs', nameOf(resource)),
      QueueName: nameOf,
      QueueUrl: queueUrl,
    },
  },
  'AWS::SNS::Topic': {
    ref: (resource) => arn(resource, 'sns', nameOf(resource)),
    attributes: { TopicArn: (resource) => arn(resource, 'sns', nameOf(resource)), TopicName: nameOf },
  },
  'AWS::S3::Bucket': {
    ref: (resource) => nameOf(resource).toLowerCase(),
    attributes: { Arn: (resource) => `arn:aws:s3:::${nameOf(resource).toLowerCase()}` },
  },
  'AWS::Events::EventBus': {
    ref: nameOf,
    attributes: { Arn: (resource) => arn(resource, 'events', `event-bus/${nameOf(resource)}`) },
  },
  'AWS::Events::Archive': {
    ref: nameOf,
    attributes: { Arn: (resource) => arn(resource, 'events', `archive/${nameOf(resource)}`) },
  },
  'AWS::Events::Rule': {
    ref: (resource) =>
      busName(resource) === 'default' ? nameOf(resource) : `${busName(resource)}|${nameOf(resource)}`,
    attributes: { Arn: ruleArn },
  },
  'AWS::StepFunctions::StateMachine': {
    ref: stateMachineArn,
    attributes: { Arn: stateMachineArn, Name: nameOf },
  },
  'AWS::Lambda::Function': { ref: nameOf, attributes: { Arn: functionArn } },
  'AWS::Lambda::Version': { ref: functionNameArn, attributes: { Version: () => '1' } },
  'AWS::Lambda::Alias': {
    ref: (resource) => `${functionNameArn(resource)}:${String(resource.properties['Name'])}`,
    attributes: {},
  },
  'AWS::IAM::Role': {
    ref: nameOf,
    attributes: { Arn: (resource) => `arn:aws:iam::${resource.where.accountId}:role/${nameOf(resource)}` },
  },
  'AWS::Logs::LogGroup': {
    ref: nameOf,
    attributes: { Arn: (resource) => arn(resource, 'logs', `log-group:${nameOf(resource)}:*`) },
  },
  'AWS::SecretsManager::Secret': { ref: secretArn, attributes: { Id: secretArn } },
  'AWS::KMS::Key': { ref: keyId, attributes: { Arn: keyArn, KeyId: keyId } },
  // Has no attributes in CloudFormation; the ARN is for the readers of templates.
  'AWS::KMS::Alias': {
    ref: nameOf,
    attributes: { Arn: (resource) => arn(resource, 'kms', nameOf(resource)) },
  },
  'AWS::Cognito::UserPool': {
    ref: poolId,
    attributes: {
      UserPoolId: poolId,
      Arn: (resource) => arn(resource, 'cognito-idp', `userpool/${poolId(resource)}`),
      ProviderURL: poolIssuer,
      ProviderName: (resource) => poolIssuer(resource).replace(/^https?:\/\//, ''),
    },
  },
  'AWS::Cognito::UserPoolClient': {
    ref: cognitoId,
    attributes: { ClientId: cognitoId, Name: nameOf },
  },
  'AWS::Cognito::UserPoolDomain': { ref: ({ properties }) => properties['Domain'], attributes: {} },
  'AWS::Cognito::UserPoolIdentityProvider': {
    ref: ({ properties }) => properties['ProviderName'],
    attributes: {},
  },
  'AWS::Cognito::UserPoolResourceServer': {
    ref: ({ properties }) => properties['Identifier'],
    attributes: {},
  },
  'AWS::ApiGateway::RestApi': { ref: gatewayId, attributes: { RootResourceId: () => 'root' } },
  'AWS::ApiGateway::Stage': { ref: ({ properties }) => properties['StageName'], attributes: {} },
  'AWS::ApiGatewayV2::Api': {
    ref: gatewayId,
    attributes: { ApiId: gatewayId, ApiEndpoint: ({ where }) => where.gatewayUrl },
  },
  'AWS::ApiGatewayV2::Authorizer': { ref: gatewayId, attributes: { AuthorizerId: gatewayId } },
  'AWS::ApiGateway::Authorizer': { ref: gatewayId, attributes: { AuthorizerId: gatewayId } },
  'AWS::ApiGateway::ApiKey': { ref: gatewayId, attributes: { APIKeyId: gatewayId } },
  'AWS::ApiGateway::UsagePlan': { ref: gatewayId, attributes: { Id: gatewayId } },
  'AWS::ApiGatewayV2::DomainName': {
    ref: ({ properties }) => properties['DomainName'],
    attributes: {
      DomainNameArn: ({ where, properties }) =>
        `arn:aws:apigateway:${where.region}::/domainnames/${String(properties['DomainName'])}`,
      RegionalDomainName: ({ where }) => `d-local.execute-api.${where.region}.amazonaws.com`,
      RegionalHostedZoneId: () => 'Z0LOCAL',
    },
  },
};

function ruleArn(resource: Identified): string {
  const bus = busName(resource).split('/').at(-1);
  return arn(
    resource,
    'events',
    bus === 'default' ? `rule/${nameOf(resource)}` : `rule/${bus}/${nameOf(resource)}`,
  );
}

function arn({ where }: Identified, service: string, resource: string): string {
  return `arn:aws:${service}:${where.region}:${where.accountId}:${resource}`;
}
