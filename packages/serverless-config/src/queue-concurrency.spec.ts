import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
const QueueConcurrency = require('../queue-concurrency.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

type Given = {
  readonly queueConcurrency?: unknown;
  readonly reserved?: number;
  readonly source?: Readonly<Record<string, unknown>>;
};

/** The limit that the plugin sets for a queue whose consumer has an alias, and for a stream. */
function limitsOf({ queueConcurrency = 50, reserved, source = {} }: Given) {
  const mapping = (table: string, attribute: string, properties: object = {}): Resource => ({
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [table, attribute] },
      FunctionName: { Ref: 'CommandsAlias' },
      ...properties,
    },
  });
  const Resources: Readonly<Record<string, Resource>> = {
    Inbox: { Type: 'AWS::SQS::Queue', Properties: {} },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Commands: {
      Type: 'AWS::Lambda::Function',
      Properties: reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved },
    },
    CommandsAlias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Commands' } } },
    Queue: mapping('Inbox', 'Arn', source),
    Stream: mapping('Table', 'StreamArn'),
  };
  const service = {
    custom: { byStage: { queueConcurrency } },
    provider: { compiledCloudFormationTemplate: { Resources } },
  };
  new QueueConcurrency({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  return { queue: Resources['Queue']?.Properties['ScalingConfig'], stream: Resources['Stream']?.Properties };
}

describe('the concurrency of a queue', () => {
  it.each<[string, Given, number]>([
    ['is that of the stage', {}, 50],
    ['is that of the command line', { queueConcurrency: '7' }, 7],
    ['is that of the event, if it declares one', { source: { ScalingConfig: { MaximumConcurrency: 3 } } }, 3],
    ['is never above the reservation of the function', { reserved: 20 }, 20],
    ['stays below a larger reservation', { reserved: 80 }, 50],
  ])('%s', (_, given, limit) => {
    expect(limitsOf(given).queue).toEqual({ MaximumConcurrency: limit });
  });

  it('limits a queue that another stack declares', () => {
    const source = {
      EventSourceArn: { 'Fn::Sub': 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-queue' },
    };
    expect(limitsOf({ source }).queue).toEqual({ MaximumConcurrency: 50 });
  });

  it('does not limit a stream', () => {
    expect(limitsOf({}).stream).not.toHaveProperty('ScalingConfig');
  });

  it.each([1, 1_001, 2.5, 'many', null])('is refused if it is %j', (queueConcurrency) => {
    expect(() => limitsOf({ queueConcurrency })).toThrow(
      'queueConcurrency must be a whole number from 2 to 1000, not',
    );
  });

  it('is refused if the function reserves less than Lambda accepts as a limit', () => {
    expect(() => limitsOf({ reserved: 1 })).toThrow('Commands reserves 1 and reads a queue');
  });
});
