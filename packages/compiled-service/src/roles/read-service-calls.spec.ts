import { PLACEHOLDER_ADDRESSES } from '../templates/cloud-addresses.ts';
import { packagedService } from '../templates/packaged-service.spec-kit.ts';
import { readServiceCalls } from './read-service-calls.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const callsOf = (Type: string, Properties: Record<string, unknown>) =>
  readServiceCalls(
    [packagedService('orders', { Resource: { Type, Properties } })],
    PLACEHOLDER_ADDRESSES,
  ).map(({ holder, action, resource, why }) => `${holder} ${action} ${resource} for ${why}`);

describe('readServiceCalls', () => {
  it('lists writing the log of a function, and its traces if tracing is active', () => {
    const group = arn('logs', 'log-group:/aws/lambda/place:log-stream:a-stream');
    const log = ['CreateLogStream', 'PutLogEvents'].map(
      (each) => `function:place logs:${each} ${group} for its log`,
    );
    expect(callsOf('AWS::Lambda::Function', { FunctionName: 'place' })).toEqual(log);
    expect(
      callsOf('AWS::Lambda::Function', { FunctionName: 'place', TracingConfig: { Mode: 'Active' } }),
    ).toEqual([
      ...log,
      'function:place xray:PutTraceSegments * for its traces',
      'function:place xray:PutTelemetryRecords * for its traces',
    ]);
  });

  it('lists receiving and deleting the messages of a queue', () => {
    const queue = arn('sqs', 'inbox');
    expect(
      callsOf('AWS::Lambda::EventSourceMapping', { FunctionName: 'consume', EventSourceArn: queue }),
    ).toEqual([
      `function:consume sqs:ReceiveMessage ${queue} for its event source`,
      `function:consume sqs:DeleteMessage ${queue} for its event source`,
      `function:consume sqs:GetQueueAttributes ${queue} for its event source`,
    ]);
  });

  it('lists reading a stream and sending to its failure destination', () => {
    const stream = arn('dynamodb', 'table/orders/stream/local');
    const failures = arn('sqs', 'failures');
    expect(
      callsOf('AWS::Lambda::EventSourceMapping', {
        FunctionName: arn('lambda', 'function:publish'),
        EventSourceArn: stream,
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: failures } },
      }),
    ).toEqual([
      `function:publish dynamodb:DescribeStream ${stream} for its event source`,
      `function:publish dynamodb:GetRecords ${stream} for its event source`,
      `function:publish dynamodb:GetShardIterator ${stream} for its event source`,
      `function:publish dynamodb:ListStreams ${stream} for its event source`,
      `function:publish sqs:SendMessage ${failures} for its failure destination`,
    ]);
  });

  it('lists the log and the traces of a workflow if they are enabled', () => {
    const machine = { StateMachineName: 'saga' };
    const calls = (properties: object) =>
      callsOf('AWS::StepFunctions::StateMachine', { ...machine, ...properties });
    expect(calls({ LoggingConfiguration: { Level: 'OFF' } })).toEqual([]);
    expect(calls({ LoggingConfiguration: { Level: 'ERROR' } })).toContain(
      'stateMachine:saga logs:CreateLogDelivery * for its log',
    );
    expect(calls({ TracingConfiguration: { Enabled: true } })).toContain(
      'stateMachine:saga xray:PutTraceSegments * for its traces',
    );
  });

  it('lists starting the target of a rule if the target has a role', () => {
    const saga = arn('states', 'stateMachine:saga');
    const targets = [
      { Id: '1', Arn: saga, RoleArn: 'arn:aws:iam::000000000000:role/starts' },
      { Id: '2', Arn: arn('sqs', 'inbox') },
    ];
    expect(callsOf('AWS::Events::Rule', { Name: 'placed', Targets: targets })).toEqual([
      `rule:placed states:StartExecution ${saga} for its target`,
    ]);
  });
});
