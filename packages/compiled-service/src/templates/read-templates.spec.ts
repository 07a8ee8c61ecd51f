import { PLACEHOLDER_ADDRESSES } from './cloud-addresses.ts';
import { packagedService } from './packaged-service.spec-kit.ts';
import { readTemplates } from './read-templates.ts';

const queue = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
});

describe('readTemplates', () => {
  it('names an unnamed resource as CloudFormation would', () => {
    const { queues } = readTemplates([packagedService('orders', { Inbox: queue() })], PLACEHOLDER_ADDRESSES);
    expect(queues).toEqual([
      {
        service: 'orders',
        logicalId: 'Inbox',
        queueName: 'fixture-orders-dev-Inbox',
        arn: 'arn:aws:sqs:us-east-1:000000000000:fixture-orders-dev-Inbox',
        attributes: {},
      },
    ]);
  });

  it('resolves SSM parameters of other services, whichever comes first', () => {
    const reader = packagedService('reader', { Q: queue({ QueueName: 'q-{{resolve:ssm:/shared/name}}' }) });
    const owner = packagedService('owner', {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'the-bus' } },
      Parameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/shared/name', Type: 'String', Value: { Ref: 'Bus' } },
      },
    });
    const { queues, parameters, problems } = readTemplates([reader, owner], PLACEHOLDER_ADDRESSES);
    expect(queues.map(({ queueName }) => queueName)).toEqual(['q-the-bus']);
    expect([...parameters]).toEqual([['/shared/name', 'the-bus']]);
    expect(problems).toEqual([]);
  });

  it('resolves parameters of the template that look up SSM parameters', () => {
    const lookup = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shared/name' };
    const reader = packagedService(
      'reader',
      { Q: queue({ QueueName: { 'Fn::Sub': `q-\${Shared}` } }), R: queue({ QueueName: { Ref: 'Own' } }) },
      { Parameters: { Shared: lookup, Own: { Type: 'String', Default: 'own' } } },
    );
    const parameter = {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '/shared/name', Type: 'String', Value: 'the-bus' },
    };
    const owner = packagedService('owner', { Parameter: parameter });
    const { queues, problems } = readTemplates([reader, owner], PLACEHOLDER_ADDRESSES);
    expect(queues.map(({ queueName }) => queueName)).toEqual(['q-the-bus', 'own']);
    expect(problems).toEqual([]);
  });

  it.each([
    ['MaximumRetryAttempts', 186, 'from 0 to 185'],
    ['MaximumEventAgeInSeconds', 59, 'from 60 to 86400'],
    ['MaximumEventAgeInSeconds', 86_401, 'from 60 to 86400'],
  ])('reports the %s %d of a rule, which EventBridge does not accept', (name, value, range) => {
    const target = { Id: 'q', Arn: 'arn:aws:sqs:us-east-1:000000000000:q', RetryPolicy: { [name]: value } };
    const rule = {
      Type: 'AWS::Events::Rule',
      Properties: { Name: 'r', EventPattern: {}, Targets: [target] },
    };
    const { problems } = readTemplates([packagedService('orders', { Rule: rule })], PLACEHOLDER_ADDRESSES);
    expect(problems).toEqual([expect.stringContaining(`RetryPolicy.${name} must be ${range}, not ${value}`)]);
  });

  it('reads the ARN of a secret and the rules for its value', () => {
    const secret = (properties: Record<string, unknown>) => ({
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: '/jars/lid', KmsKeyId: 'key', ...properties },
    });
    const made = secret({ GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } });
    const reader = queue({ QueueName: { 'Fn::Join': ['-', ['of', { Ref: 'Lid' }]] } });
    const { secrets, queues, problems } = readTemplates(
      [packagedService('jars', { Lid: made, Reader: reader })],
      PLACEHOLDER_ADDRESSES,
    );
    const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:/jars/lid-local1';
    expect(secrets).toEqual([
      {
        ...{ service: 'jars', logicalId: 'Lid', name: '/jars/lid', arn },
        generated: { length: 40, excludePunctuation: true, excludeCharacters: '' },
      },
    ]);
    expect(queues[0]?.queueName).toBe(`of-${arn}`);
    expect(problems).toEqual([]);
    const others = {
      Given: secret({ SecretString: 'given' }),
      Spaced: secret({ GenerateSecretString: { IncludeSpace: true } }),
    };
    expect(readTemplates([packagedService('jars', others)], PLACEHOLDER_ADDRESSES).problems).toEqual([
      'jars: Given (AWS::SecretsManager::Secret) cannot be read: GenerateSecretString is missing',
      'jars: Spaced (AWS::SecretsManager::Secret) cannot be read: GenerateSecretString.IncludeSpace is not supported',
    ]);
  });

  it('refuses a condition', () => {
    const service = packagedService('orders', { Inbox: { ...queue(), Condition: 'IsProd' } });
    expect(() => readTemplates([service], PLACEHOLDER_ADDRESSES)).toThrow(
      'orders: Inbox has a condition, which is not supported',
    );
  });

  it('gives a stream mapping the defaults of Lambda', () => {
    const service = packagedService('orders', {
      Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'the-table' } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
          FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:publish',
          StartingPosition: 'LATEST',
          FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
        },
      },
    });
    expect(readTemplates([service], PLACEHOLDER_ADDRESSES).eventSourceMappings).toEqual([
      {
        service: 'orders',
        logicalId: 'Mapping',
        functionName: 'publish',
        eventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/the-table/stream/local',
        enabled: true,
        batchSize: 100,
        maximumBatchingWindowInSeconds: 0,
        reportBatchItemFailures: false,
        filters: [{ eventName: ['INSERT'] }],
        startingPosition: 'LATEST',
        bisectBatchOnFunctionError: false,
      },
    ]);
  });

  it('reads the path of a REST route from its resources', () => {
    const service = packagedService('catalog', {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'x' } },
      V1: part({ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, 'v1'),
      Product: part({ Ref: 'V1' }, '{id}'),
      Get: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          HttpMethod: 'GET',
          ResourceId: { Ref: 'Product' },
          RestApiId: { Ref: 'Api' },
          Integration: {
            Type: 'AWS_PROXY',
            Uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:get-product/invocations',
          },
        },
      },
    });
    const { routes, problems } = readTemplates([service], PLACEHOLDER_ADDRESSES);
    expect(problems).toEqual([]);
    expect(routes).toEqual([
      {
        service: 'catalog',
        logicalId: 'Get',
        kind: 'rest',
        apiId: 'catalog-api',
        method: 'GET',
        path: '/v1/{id}',
        functionName: 'get-product',
      },
    ]);
  });
});

describe('the problems of a template', () => {
  const problemsOf = (type: string, properties: Record<string, unknown>): readonly string[] =>
    readTemplates(
      [packagedService('orders', { Thing: { Type: type, Properties: properties } })],
      PLACEHOLDER_ADDRESSES,
    ).problems;

  it.each([
    [
      'an unsupported protocol',
      'AWS::SNS::Subscription',
      { TopicArn: 't', Protocol: 'https', Endpoint: 'e' },
      'Protocol https',
    ],
    ['a WebSocket API', 'AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }, 'ProtocolType WEBSOCKET'],
    ['an undeclared parameter', 'AWS::SQS::Queue', { QueueName: '{{resolve:ssm:/no}}' }, '/no'],
    [
      'an unsupported target',
      'AWS::Events::Rule',
      { EventPattern: {}, Targets: [{ Id: '1', Arn: 'arn:aws:kinesis:us-east-1:0:stream/x' }] },
      'arn:aws:kinesis',
    ],
  ])('include %s', (_, type, properties, named) => {
    const problems = problemsOf(type, properties);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`orders: Thing (${type})`);
    expect(problems[0]).toContain(named);
  });

  it.each(['constructor', 'toString'])('include a reference to the missing resource %s', (name) => {
    expect(problemsOf('AWS::SQS::Queue', { QueueName: { Ref: name } })).toEqual([
      `orders: Thing (AWS::SQS::Queue) cannot be read: there is no ${name}`,
    ]);
  });
});

function part(ParentId: unknown, PathPart: string) {
  return { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId, PathPart, RestApiId: { Ref: 'Api' } } };
}
