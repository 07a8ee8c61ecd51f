import { type Account, type AwsCall, toArn } from '@tradepost/compiled-service/roles/aws-call';
import { SECRET_ARN_END } from '@tradepost/compiled-service/templates/resource-identity';
import { signedFor } from '../gateway/signed-for.ts';
import type { AwsRequest, CallScope } from './aws-request.ts';
import { dynamodbCalls } from './dynamodb-calls.ts';
import { kmsCalls } from './kms-calls.ts';
import { s3Calls } from './s3-calls.ts';

/**
 * Returns the calls that the caller of a request must be allowed. Throws if the request's operation is unknown: an unchecked
 * request would hide a missing permission.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function callsOf(request: AwsRequest, account: CallScope): readonly AwsCall[] {
  const calls =
    request.headers['x-amz-target'] === undefined ? restCalls(request, account) : jsonCalls(request, account);
  if (calls !== undefined) return distinct(calls);
  const what = request.headers['x-amz-target'] ?? `${request.method} ${request.path}`;
  throw new Error(`The check of permissions does not support ${what}: run without --enforce-permissions`);
}

type Input = Readonly<Record<string, unknown>>;
type Service = (operation: string, input: Input, account: CallScope) => AwsCall[] | undefined;

function jsonCalls({ headers, body }: AwsRequest, account: CallScope): AwsCall[] | undefined {
  const [prefix = '', operation = ''] = String(headers['x-amz-target']).split('.');
  const input = JSON.parse(body.toString() || '{}') as Input;
  return JSON_SERVICES[prefix]?.(operation, input, account);
}

/** Services by the prefix of `X-Amz-Target`. */
const JSON_SERVICES: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: dynamodbCalls,
  DynamoDBStreams_20120810: streamsCalls,
  AmazonSQS: sqsCalls,
  AWSEvents: eventBridgeCalls,
  AWSStepFunctions: stepFunctionsCalls,
  Logs_20140328: logsCalls,
  secretsmanager: secretsCalls,
  TrentService: kmsCalls,
  AmazonSSM: ssmCalls,
  AWSCognitoIdentityProviderService: cognitoCalls,
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
function sqsCalls(operation: string, { QueueUrl, QueueName }: Input, account: Account): AwsCall[] {
  const name =
    QueueName ??
    String(QueueUrl ?? '')
      .split('/')
      .at(-1);
  // A batch requires the permission of the operation on one message.
  const action = `sqs:${operation.replace(/(?<=Message|Visibility)Batch$/, '')}`;
  return [{ action, resource: operation === 'ListQueues' ? '*' : toArn('sqs', account, String(name)) }];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
function eventBridgeCalls(operation: string, input: Input, account: Account): AwsCall[] | undefined {
  const action = `events:${operation}`;
  const { Entries = [], EventBusName, Name, Rule, ReplayName, EventSourceArn, Destination } = input;
  switch (operation) {
    case 'PutEvents':
      return (Entries as readonly PutEventsEntry[]).map((entry) => putEventsCall(entry, account));
    case 'DescribeRule':
    case 'ListTargetsByRule': {
      const bus = EventBusName === undefined ? '' : `${String(EventBusName).split('/').at(-1)}/`;
      return [{ action, resource: toArn('events', account, `rule/${bus}`, String(Name ?? Rule)) }];
    }
    case 'ListRules':
      return [{ action, resource: '*' }];
    case 'DescribeReplay':
      return [{ action, resource: toArn('events', account, 'replay/', String(ReplayName)) }];
    case 'StartReplay': {
      const { Arn } = Object(Destination) as { readonly Arn?: unknown };
      const replay = toArn('events', account, 'replay/', String(ReplayName));
      return [String(EventSourceArn), replay, String(Arn)].map((resource) => ({ action, resource }));
    }
    default:
      return undefined;
  }
}

/** Fields of an entry of PutEvents that IAM evaluates. */
export type PutEventsEntry = {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
};

/** Returns the call of one entry: PutEvents is authorized for each. */
export function putEventsCall(
  { EventBusName = 'default', Source, DetailType }: PutEventsEntry,
  account: Account,
): AwsCall {
  return {
    action: 'events:PutEvents',
    resource: toArn('events', account, 'event-bus/', EventBusName),
    context: {
      ...(Source === undefined ? {} : { 'events:source': Source }),
      ...(DetailType === undefined ? {} : { 'events:detail-type': DetailType }),
    },
  };
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
function stepFunctionsCalls(operation: string, { stateMachineArn, executionArn }: Input): AwsCall[] {
  return [{ action: `states:${operation}`, resource: String(stateMachineArn ?? executionArn ?? '*') }];
}

/**
 * Takes only the table from the ARN or the iterator, not the region: a local engine's streams have another one.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
function streamsCalls(
  operation: string,
  { StreamArn, ShardIterator }: Input,
  account: Account,
): AwsCall[] | undefined {
  const [, ofArn] = /:(table\/.+)$/.exec(String(StreamArn)) ?? [];
  const [, table] =
    /"table_name":"([^"]+)"/.exec(Buffer.from(String(ShardIterator), 'base64').toString()) ?? [];
  const resource = ofArn ?? (table && `table/${table}/stream/latest`);
  if (resource === undefined) return undefined;
  return [{ action: `dynamodb:${operation}`, resource: toArn('dynamodb', account, resource) }];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
function logsCalls(
  operation: string,
  { logGroupNames = [] }: Input,
  account: Account,
): AwsCall[] | undefined {
  const action = `logs:${operation}`;
  switch (operation) {
    // Requires all log groups, whatever the prefix.
    case 'DescribeLogGroups':
      return [{ action, resource: toArn('logs', account, 'log-group:', ':log-stream:') }];
    case 'StartQuery':
      return (logGroupNames as readonly string[]).map((name) => ({
        action,
        resource: toArn('logs', account, 'log-group:', name),
      }));
    case 'GetQueryResults':
      return [{ action, resource: '*' }];
    default:
      return undefined;
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
function secretsCalls(operation: string, { SecretId }: Input, account: Account): AwsCall[] {
  const name = String(SecretId ?? '*');
  const end = name === '*' || name.startsWith('arn:') ? '' : SECRET_ARN_END;
  return [
    {
      action: `secretsmanager:${operation}`,
      resource: toArn('secretsmanager', account, 'secret:', `${name}${end}`),
    },
  ];
}

/**
 * The ARN of a parameter with a path has no slash before the name, which begins with one.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
function ssmCalls(operation: string, { Name }: Input, account: Account): AwsCall[] | undefined {
  if (operation !== 'GetParameter') return undefined;
  const name = String(Name);
  const prefix = name.startsWith('/') ? 'parameter' : 'parameter/';
  return [{ action: 'ssm:GetParameter', resource: toArn('ssm', account, prefix, name) }];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html */
function cognitoCalls(operation: string, { UserPoolId }: Input, account: Account): AwsCall[] {
  const resource = toArn('cognito-idp', account, 'userpool/', String(UserPoolId));
  return [{ action: `cognito-idp:${operation}`, resource }];
}

function restCalls({ method, path, body, headers }: AwsRequest, account: Account): AwsCall[] | undefined {
  const [, invoked] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(path) ?? [];
  if (invoked !== undefined && method === 'POST') {
    const functionArn = toArn('lambda', account, 'function:', decodeURIComponent(invoked));
    return [{ action: 'lambda:InvokeFunction', resource: functionArn }];
  }
  const service = signedFor({ headers, url: path });
  if (service === 's3') return s3Calls({ method, path, headers, body });
  if (service === 'apigateway') return apiGatewayCalls(method, path, body, account);
  // The list does not support resource-level permissions.
  if (path.startsWith('/2015-03-31/event-source-mappings') && method === 'GET')
    return [{ action: 'lambda:ListEventSourceMappings', resource: '*' }];
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return undefined;
  const query = new URLSearchParams(body.toString());
  // The list does not support resource-level permissions.
  if (query.get('Action') === 'ListRoles') return [{ action: 'iam:ListRoles', resource: '*' }];
  return snsCalls(query);
}

/**
 * The action is the method, and the resource the path. The tags of a resource that is created are values of condition keys.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
function apiGatewayCalls(method: string, path: string, body: Buffer, { region }: Account): AwsCall[] {
  const resource = `arn:aws:apigateway:${region}::${path.replace(/\?.*/s, '')}`;
  const tags = Object.entries(tagsIn(body)).map(([name, value]) => [
    `aws:requesttag/${name.toLowerCase()}`,
    String(value),
  ]);
  const context = tags.length === 0 ? {} : { context: Object.fromEntries(tags) as Record<string, string> };
  return [{ action: `apigateway:${method}`, resource, ...context }];
}

function tagsIn(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const { tags } = Object(JSON.parse(body.toString())) as { readonly tags?: unknown };
    return Object(tags ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    // The endpoint rejects a body that is not JSON.
    return {};
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
function snsCalls(query: URLSearchParams): AwsCall[] | undefined {
  const topicArn = query.get('TopicArn');
  if (topicArn === null || !['Publish', 'PublishBatch'].includes(query.get('Action') ?? '')) return undefined;
  return [{ action: 'sns:Publish', resource: topicArn }];
}

function distinct(calls: readonly AwsCall[]): readonly AwsCall[] {
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}
