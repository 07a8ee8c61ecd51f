import type { TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { faultsWith as allFaultsWith, type Changes } from './plant.spec-kit.ts';
import { alarm } from './shop.spec-kit.ts';

/** The shop has the route of one contract only. */
const faultsWith = (...args: Parameters<typeof allFaultsWith>) =>
  allFaultsWith(...args).filter((fault) => !fault.endsWith(' contract-routes'));

const ENDPOINT = { EndpointConfiguration: { Types: ['REGIONAL'] } };
const REST_API: Changes = {
  RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: ENDPOINT },
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'RestApi' } } },
  RestStage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: { Ref: 'RestApi' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'dev' },
  },
};

/** The faults of a stage without access logs and alarms. */
const faultsOn = (changes: Changes) =>
  faultsWith(changes, 'jane').filter((fault) => / rest-(?!api-in-client|gateway-responses)/.test(fault));

describe('A REST API', () => {
  it('may have a regional endpoint and a stage of its own', () => {
    expect(faultsOn(REST_API)).toEqual([]);
  });

  it.each<[string, string, Changes]>([
    [
      'a deployment that describes the stage',
      'Deployment rest-deployment-without-stage',
      { 'Deployment.StageDescription': { TracingEnabled: true } },
    ],
    ['the stage of another API only', 'RestApi rest-api-stage', { 'RestStage.RestApiId': 'another' }],
    [
      'an endpoint of the default type',
      'RestApi rest-api-regional',
      { 'RestApi.EndpointConfiguration': undefined },
    ],
  ])('must not have %s', (_, fault, changes) => {
    expect(faultsOn({ ...structuredClone(REST_API), ...changes })).toEqual([fault]);
  });
});

describe('The answer to the preflight request of a REST API', () => {
  const preflight = (credentials: string): Changes => ({
    Preflight: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        ...{ HttpMethod: 'OPTIONS', AuthorizationType: 'NONE', RestApiId: 'api', ResourceId: 'root' },
        Integration: {
          Type: 'MOCK',
          IntegrationResponses: [
            {
              StatusCode: '200',
              ResponseParameters: {
                'method.response.header.Access-Control-Allow-Origin': "'*'",
                'method.response.header.Access-Control-Allow-Credentials': credentials,
              },
            },
          ],
        },
      },
    },
  });

  it('must not allow cookies', () => {
    expect(faultsWith(preflight("'true'"))).toContain('Preflight cors-without-credentials');
    expect(faultsWith(preflight("'false'"))).not.toContain('Preflight cors-without-credentials');
  });
});

const FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integration.error',
  sourceIp: '$context.identity.sourceIp',
  authorizerError: '$context.authorizer.error',
  clientId: '$context.authorizer.claims.client_id',
});
const REFUSALS = ['401', '403', '429'];
const refusals: Changes = Object.fromEntries(
  REFUSALS.flatMap((status) => [
    [
      `Filter${status}`,
      {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: { Ref: 'AccessLogs' },
          FilterPattern: `{ $.status = "${status}" }`,
          MetricTransformations: [{ MetricNamespace: 'Tradepost/prod', MetricName: `Status${status}` }],
        },
      },
    ],
    [`Alarm${status}`, alarm('Tradepost/prod', `Status${status}`, 100)],
  ]),
);
const HTTP_API: Changes = {
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'tradepost-prod' } },
  HttpStage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      StageName: '$default',
      AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['AccessLogs', 'Arn'] }, Format: FORMAT },
    },
  },
  AccessLogs: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: '/aws/vendedlogs/apis/tradepost-prod-orders-http-api', RetentionInDays: 90 },
  },
  HttpAlarm: alarm('AWS/ApiGateway', '5xx', 0, { ApiId: { Ref: 'HttpApi' } }),
  ...refusals,
};

describe('An HTTP API', () => {
  it('may have an access log and an alarm on server errors', () => {
    expect(faultsWith(HTTP_API)).toEqual([]);
  });

  const refuses = (changes: Changes) => faultsWith({ ...structuredClone(HTTP_API), ...changes });

  it.each<[string, string, string]>([
    ['that is not JSON', '{', ''],
    ['without the status', 'context.status', 'context.stage'],
    ['with the path, which contains ids', '{', '{"path":"$context.path",'],
    ['with claims of the token', '{', '{"sub":"$context.authorizer.claims.sub",'],
    ['with error messages, which may contain tokens', '{', '{"error":"$context.error.message",'],
  ])('must not have an access log %s', (_, part, by) => {
    const Format = FORMAT.replace(part, () => by);
    expect(refuses({ 'HttpStage.AccessLogSettings.Format': Format })).toEqual(['HttpStage api-access-log']);
  });

  it('must not have an access log in an undeclared log group', () => {
    const arn = 'arn:aws:logs:us-east-1:000000000000:log-group:others:*';
    expect(refuses({ 'HttpStage.AccessLogSettings.DestinationArn': arn })).toEqual([
      'HttpStage api-access-log',
      'HttpStage api-refusal-alarms',
    ]);
  });

  it.each<[string, TemplateResource]>([
    ['the alarm of another API', alarm('AWS/ApiGateway', '5xx', 0, { ApiId: 'another' })],
    ['an alarm on client errors', alarm('AWS/ApiGateway', '4xx', 0, { ApiId: { Ref: 'HttpApi' } })],
  ])('must not have only %s', (_, HttpAlarm) => {
    expect(refuses({ HttpAlarm })).toEqual(['HttpApi api-server-error-alarm']);
  });

  it.each<[string, Changes]>([
    ['without a filter for a status', { Filter403: undefined }],
    ['whose filter has no alarm', { Alarm429: undefined }],
    ['with a filter of another log group', { 'Filter401.LogGroupName': 'others' }],
  ])('must not have an access log %s', (_, changes) => {
    expect(refuses(changes)).toEqual(['HttpStage api-refusal-alarms']);
  });

  it('needs neither a log nor an alarm on a personal stage', () => {
    const changes = { 'HttpStage.AccessLogSettings': undefined, HttpAlarm: undefined };
    const faults = faultsWith({ ...structuredClone(HTTP_API), ...changes }, 'jane');
    expect(faults.filter((fault) => / api-/.test(fault))).toEqual([]);
  });
});

describe('A custom domain', () => {
  const rule = (Priority: number) => ({
    Type: 'AWS::ApiGatewayV2::RoutingRule',
    Properties: { Priority, Actions: [{ InvokeApi: { StripBasePath: false } }] },
  });
  const Mapping = { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { ApiId: { Ref: 'HttpApi' } } };

  it('may have a mapping to an HTTP API and routing rules that forward the whole path', () => {
    expect(faultsWith({ ...HTTP_API, Mapping, RuleA: rule(1), RuleB: rule(2) })).toEqual([]);
  });

  it('must not have two routing rules of one priority', () => {
    expect(faultsWith({ RuleA: rule(1), RuleB: rule(1) })).toEqual([
      'RuleA routing-rule',
      'RuleB routing-rule',
    ]);
  });
});

describe('A function permission', () => {
  const permission = (SourceArn: unknown) => ({
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Principal: 'apigateway.amazonaws.com',
        ...(SourceArn === undefined ? {} : { SourceArn }),
      },
    },
  });

  it('may name the resource that invokes the function', () => {
    const arn = {
      'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:api/*/*`,
    };
    expect(faultsWith(permission(arn))).toEqual([]);
  });

  it.each([[undefined], ['*']])('must not have the source ARN %s', (arn) => {
    expect(faultsWith(permission(arn))).toEqual(['Permission function-permission-source']);
  });
});
