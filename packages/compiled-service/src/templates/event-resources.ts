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
  const retry = objectIn(target, 'RetryPolicy') ?? {};
  const transformer = objectIn(target, 'InputTransformer');
  const deadLetters = objectIn(target, 'DeadLetterConfig');
  return {
    id: requiredText(target, 'Id'),
    arn,
    ...optional('input', textIn(target, 'Input')),
    ...optional('inputPath', textIn(target, 'InputPath')),
    ...optional('inputTransformer', transformer === undefined ? undefined : readTransformer(transformer)),
    ...optional('sqsMessageGroupId', textIn(objectIn(target, 'SqsParameters') ?? {}, 'MessageGroupId')),
    retryPolicy: {
      maximumRetryAttempts: numberIn(retry, 'MaximumRetryAttempts') ?? DEFAULT_RETRY.maximumRetryAttempts,
      maximumEventAgeInSeconds:
        numberIn(retry, 'MaximumEventAgeInSeconds') ?? DEFAULT_RETRY.maximumEventAgeInSeconds,
    },
    ...optional('deadLetterArn', deadLetters === undefined ? undefined : textIn(deadLetters, 'Arn')),
  };
}

function readTransformer(transformer: Properties): NonNullable<RuleTarget['inputTransformer']> {
  const paths = objectIn(transformer, 'InputPathsMap') ?? {};
  return {
    inputPathsMap: Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, String(path)])),
    inputTemplate: requiredText(transformer, 'InputTemplate'),
  };
}
