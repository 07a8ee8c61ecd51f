import {
  numberIn,
  objectIn,
  objectsIn,
  onlyKnown,
  optional,
  type Properties,
  requiredText,
  textIn,
} from './properties.ts';
import type { ArchiveResource, RuleResource, RuleTarget } from './resources.ts';
import type { Reading } from './stack.ts';

/** EventBridge's defaults: 24 hours, 185 times. */
const DEFAULT_RETRY = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 };
const TARGET_SERVICES = new Set(['sqs', 'lambda', 'states', 'sns']);

/** `AWS::Events::Archive`. */
export function readArchive({ declared, properties, name, arn }: Reading): ArchiveResource {
  return {
    ...declared,
    name: name(),
    arn: arn('Arn'),
    busArn: requiredText(properties, 'SourceArn'),
    retentionDays: numberIn(properties, 'RetentionDays') ?? 0,
  };
}

/** `AWS::Events::Rule`; its bus may be given by name or by ARN. */
export function readRule({ declared, properties, name, arn }: Reading): RuleResource {
  const eventPattern = objectIn(properties, 'EventPattern');
  const scheduleExpression = textIn(properties, 'ScheduleExpression');
  if ((eventPattern === undefined) === (scheduleExpression === undefined)) {
    throw new Error('exactly one of EventPattern and ScheduleExpression is supported');
  }
  return {
    ...declared,
    name: name(),
    arn: arn('Arn'),
    eventBusName: (textIn(properties, 'EventBusName') ?? 'default').split('/').at(-1) ?? 'default',
    enabled: !(textIn(properties, 'State') ?? 'ENABLED').startsWith('DISABLED'),
    ...optional('eventPattern', eventPattern),
    ...optional('scheduleExpression', scheduleExpression),
    targets: objectsIn(properties, 'Targets').map(readTarget),
  };
}

function readTarget(target: Properties): RuleTarget {
  onlyKnown(target, 'Targets', [
    'Id',
    'Arn',
    'Input',
    'InputPath',
    'InputTransformer',
    'SqsParameters',
    'RetryPolicy',
    'DeadLetterConfig',
    'RoleArn',
  ]);
  const arn = requiredText(target, 'Arn');
  if (!TARGET_SERVICES.has(arn.split(':')[2] ?? '')) throw new Error(`the target ${arn} is not supported`);
  const transformer = objectIn(target, 'InputTransformer');
  const deadLetters = objectIn(target, 'DeadLetterConfig');
  return {
    id: requiredText(target, 'Id'),
    arn,
    ...optional('input', textIn(target, 'Input')),
    ...optional('inputPath', textIn(target, 'InputPath')),
    ...optional('inputTransformer', transformer === undefined ? undefined : readTransformer(transformer)),
    ...optional('sqsMessageGroupId', textIn(objectIn(target, 'SqsParameters') ?? {}, 'MessageGroupId')),
    retryPolicy: readRetryPolicy(objectIn(target, 'RetryPolicy') ?? {}),
    ...optional('deadLetterArn', deadLetters === undefined ? undefined : textIn(deadLetters, 'Arn')),
  };
}

/**
 * @throws Error if a value is out of the range that EventBridge accepts
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
 */
function readRetryPolicy(retry: Properties): RuleTarget['retryPolicy'] {
  const { maximumRetryAttempts, maximumEventAgeInSeconds } = DEFAULT_RETRY;
  const within = (name: string, byDefault: number, least: number, most: number): number => {
    const value = numberIn(retry, name) ?? byDefault;
    if (value < least || value > most)
      throw new Error(`RetryPolicy.${name} must be from ${least} to ${most}, not ${value}`);
    return value;
  };
  return {
    maximumRetryAttempts: within('MaximumRetryAttempts', maximumRetryAttempts, 0, 185),
    maximumEventAgeInSeconds: within('MaximumEventAgeInSeconds', maximumEventAgeInSeconds, 60, 86_400),
  };
}

function readTransformer(transformer: Properties): NonNullable<RuleTarget['inputTransformer']> {
  const paths = objectIn(transformer, 'InputPathsMap') ?? {};
  return {
    inputPathsMap: Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, String(path)])),
    inputTemplate: requiredText(transformer, 'InputTemplate'),
  };
}
