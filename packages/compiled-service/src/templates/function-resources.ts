import type { PackagedService } from '../packaging/service-state.ts';
import { functionNameOf } from './function-name.ts';
import {
  flagIn,
  numberIn,
  objectIn,
  objectsIn,
  onlyKnown,
  optional,
  type Properties,
  requiredText,
  textIn,
} from './properties.ts';
import type { EventSourceMappingResource, FunctionResource } from './resources.ts';
import type { Reading } from './stack.ts';

/** Lambda's defaults. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;
const DEFAULT_SQS_BATCH_SIZE = 10;
const DEFAULT_STREAM_BATCH_SIZE = 100;

/** `AWS::Lambda::Function` of a service. */
export function readFunction(
  { declared, properties, name, arn }: Reading,
  { state }: PackagedService,
): FunctionResource {
  const [functionKey] =
    Object.entries(state.service.functions).find(([, { name: each }]) => each === name()) ?? [];
  if (functionKey === undefined) {
    throw new Error('a function that is not declared under "functions" in serverless.yml is not supported');
  }
  const runtime = requiredText(properties, 'Runtime');
  if (!runtime.startsWith('nodejs'))
    throw new Error(`the runtime ${runtime} is not supported: only Node.js is`);
  const variables = objectIn(objectIn(properties, 'Environment') ?? {}, 'Variables') ?? {};
  return {
    ...declared,
    functionName: name(),
    functionKey,
    arn: arn('Arn'),
    runtime,
    memorySizeMb: numberIn(properties, 'MemorySize') ?? DEFAULT_MEMORY_MB,
    timeoutSeconds: numberIn(properties, 'Timeout') ?? DEFAULT_TIMEOUT_SECONDS,
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
  };
}

/** `AWS::Lambda::EventSourceMapping` on an SQS queue or a DynamoDB stream. */
export function readEventSourceMapping({ declared, properties }: Reading): EventSourceMappingResource {
  const eventSourceArn = requiredText(properties, 'EventSourceArn');
  const source = eventSourceArn.split(':')[2];
  if (source !== 'sqs' && source !== 'dynamodb')
    throw new Error(`the event source ${eventSourceArn} is not supported`);
  const batchSize = source === 'sqs' ? DEFAULT_SQS_BATCH_SIZE : DEFAULT_STREAM_BATCH_SIZE;
  return {
    ...declared,
    functionName: functionNameOf(requiredText(properties, 'FunctionName')),
    eventSourceArn,
    enabled: flagIn(properties, 'Enabled', true),
    batchSize: numberIn(properties, 'BatchSize') ?? batchSize,
    maximumBatchingWindowInSeconds: numberIn(properties, 'MaximumBatchingWindowInSeconds') ?? 0,
    reportBatchItemFailures: reportsFailures(properties),
    filters: filtersOf(properties),
    ...optional(
      'maximumConcurrency',
      numberIn(objectIn(properties, 'ScalingConfig') ?? {}, 'MaximumConcurrency'),
    ),
    ...(source === 'sqs' ? {} : streamSettings(properties)),
  };
}

function streamSettings(properties: Properties): Partial<EventSourceMappingResource> {
  const startingPosition = requiredText(properties, 'StartingPosition');
  if (startingPosition !== 'TRIM_HORIZON' && startingPosition !== 'LATEST') {
    throw new Error(`StartingPosition ${startingPosition} is not supported`);
  }
  const destinations = objectIn(properties, 'DestinationConfig') ?? {};
  onlyKnown(destinations, 'DestinationConfig', ['OnFailure']);
  const onFailure = objectIn(destinations, 'OnFailure') ?? {};
  return {
    startingPosition,
    ...optional('maximumRetryAttempts', numberIn(properties, 'MaximumRetryAttempts')),
    ...optional('maximumRecordAgeInSeconds', numberIn(properties, 'MaximumRecordAgeInSeconds')),
    bisectBatchOnFunctionError: flagIn(properties, 'BisectBatchOnFunctionError', false),
    ...optional('parallelizationFactor', numberIn(properties, 'ParallelizationFactor')),
    ...optional('onFailureDestinationArn', textIn(onFailure, 'Destination')),
  };
}

function reportsFailures(properties: Properties): boolean {
  const types = properties['FunctionResponseTypes'];
  return Array.isArray(types) && types.includes('ReportBatchItemFailures');
}

function filtersOf(properties: Properties): readonly Properties[] {
  return objectsIn(objectIn(properties, 'FilterCriteria') ?? {}, 'Filters').map((filter) => {
    const pattern = filter['Pattern'];
    return (typeof pattern === 'string' ? JSON.parse(pattern) : pattern) as Properties;
  });
}
