import type { PackagedService } from '../packaging/service-state.ts';
import type { CloudAddresses } from '../templates/cloud-addresses.ts';
import { readEventSourceMapping } from '../templates/function-resources.ts';
import { objectIn, objectsIn, requiredText, textIn } from '../templates/properties.ts';
import { createStacks, type Reading } from '../templates/stack.ts';
import { type AwsCall, toArn } from './aws-call.ts';
import type { Holder } from './role.ts';

/** A call that an AWS service makes with the role of a resource; `why` is its purpose. */
export type ServiceCall = AwsCall & { readonly holder: Holder; readonly why: string };

/**
 * Returns the calls that AWS makes with the roles of functions, workflows and rules: Lambda reads queues and streams and
 * writes logs, EventBridge starts workflows. No code of a service makes these calls, so no test records them; they follow
 * from the template.
 */
export function readServiceCalls(
  services: readonly PackagedService[],
  where: CloudAddresses,
): readonly ServiceCall[] {
  return createStacks(services, where).flatMap((stack) =>
    Object.entries(stack.resources).flatMap(
      ([logicalId, { Type }]) => READERS[Type]?.(stack.read(logicalId), where) ?? [],
    ),
  );
}

type Reader = (reading: Reading, where: CloudAddresses) => readonly ServiceCall[];

const READERS: Readonly<Record<string, Reader>> = {
  'AWS::Lambda::Function': functionCalls,
  'AWS::Lambda::EventSourceMapping': eventSourceCalls,
  'AWS::StepFunctions::StateMachine': stateMachineCalls,
  'AWS::Events::Rule': ruleCalls,
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
function functionCalls({ name, properties }: Reading, where: CloudAddresses): readonly ServiceCall[] {
  const { LogGroup = `/aws/lambda/${name()}` } = objectIn(properties, 'LoggingConfig') ?? {};
  const stream = toArn('logs', where, `log-group:${String(LogGroup)}:log-stream:a-stream`);
  const holder: Holder = `function:${name()}`;
  const traced = textIn(objectIn(properties, 'TracingConfig') ?? {}, 'Mode') === 'Active';
  return [
    ...calls(holder, 'its log', stream, ['logs:CreateLogStream', 'logs:PutLogEvents']),
    ...(traced
      ? calls(holder, 'its traces', '*', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'])
      : []),
  ];
}

/**
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
function eventSourceCalls(reading: Reading): readonly ServiceCall[] {
  const { functionName, eventSourceArn, onFailureDestinationArn } = readEventSourceMapping(reading);
  const holder: Holder = `function:${functionName}`;
  const source = serviceOf(eventSourceArn) === 'sqs' ? OF_A_QUEUE : OF_A_STREAM;
  const destination = onFailureDestinationArn ?? '';
  return [
    ...calls(holder, 'its event source', eventSourceArn, source),
    ...calls(holder, 'its failure destination', destination, DELIVERIES[serviceOf(destination)] ?? []),
  ];
}

const OF_A_QUEUE = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
/** Lambda refuses a mapping if the function's role lacks one of them. */
const OF_A_STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (operation) => `dynamodb:${operation}`,
);

/**
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
 */
function stateMachineCalls({ name, properties }: Reading): readonly ServiceCall[] {
  const holder: Holder = `stateMachine:${name()}`;
  const level = textIn(objectIn(properties, 'LoggingConfiguration') ?? {}, 'Level') ?? 'OFF';
  const traced = textIn(objectIn(properties, 'TracingConfiguration') ?? {}, 'Enabled') === 'true';
  return [
    ...(level === 'OFF' ? [] : calls(holder, 'its log', '*', LOG_DELIVERY)),
    ...(traced ? calls(holder, 'its traces', '*', TRACING) : []),
  ];
}

const LOG_DELIVERY = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
].map((operation) => `logs:${operation}`);
const TRACING = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map(
  (operation) => `xray:${operation}`,
);

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html */
function ruleCalls({ name, properties }: Reading): readonly ServiceCall[] {
  return objectsIn(properties, 'Targets')
    .filter((target) => textIn(target, 'RoleArn') !== undefined)
    .flatMap((target) => {
      const arn = requiredText(target, 'Arn');
      return calls(`rule:${name()}`, 'its target', arn, DELIVERIES[serviceOf(arn)] ?? []);
    });
}

/** Actions needed for a delivery, by the service that receives it. */
const DELIVERIES: Readonly<Record<string, readonly string[]>> = {
  sqs: ['sqs:SendMessage'],
  sns: ['sns:Publish'],
  lambda: ['lambda:InvokeFunction'],
  states: ['states:StartExecution'],
  events: ['events:PutEvents'],
};

function calls(
  holder: Holder,
  why: string,
  resource: string,
  actions: readonly string[],
): readonly ServiceCall[] {
  return actions.map((action) => ({ holder, action, resource, why }));
}

function serviceOf(arn: string): string {
  return arn.split(':')[2] ?? '';
}
