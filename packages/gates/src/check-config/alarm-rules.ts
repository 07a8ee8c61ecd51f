import { flagIn, numberIn, objectsIn, textIn } from '@tradepost/compiled-service/templates/properties';
import { alarmsOn } from './alarm-metrics.ts';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { listed } from './policies.ts';
import { isLastStop, sourceKind } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

const MESSAGE_AGE = 'ApproximateAgeOfOldestMessage';
const MESSAGE_COUNT = 'ApproximateNumberOfMessagesVisible';

export const alarmRules: readonly Rule[] = [
  {
    name: 'queue-alarm',
    types: ['AWS::SQS::Queue'],
    holds: (queue, cloud) => {
      const watched = [MESSAGE_AGE, MESSAGE_COUNT].some((name) => queueAlarms(queue, name, cloud).length > 0);
      return isLastStop(queue, cloud) || watched;
    },
    otherwise: 'can fill up or stop without an alarm',
    fix: `Give it an alarm on ${MESSAGE_AGE}; an inbox of packages/serverless-config has one.`,
  },
  {
    name: 'dead-letters-alarm',
    types: ['AWS::SQS::Queue'],
    holds: (queue, cloud) =>
      !isLastStop(queue, cloud) || queueAlarms(queue, MESSAGE_COUNT, cloud).some(goesOffAtTheFirstMessage),
    otherwise: 'has dead-letter messages, and no alarm at the first of them',
    fix: `Give it an alarm on ${MESSAGE_COUNT} above 0.`,
  },
  {
    name: 'stream-lag-alarm',
    types: ['AWS::Lambda::EventSourceMapping'],
    holds: (source, cloud) =>
      sourceKind(source) === 'sqs' ||
      hasFunctionAlarm(textIn(source.properties, 'FunctionName'), 'IteratorAge', cloud),
    otherwise: 'invokes a function that can fall behind its stream without an alarm',
    fix: 'Declare the stream in the .yml beside the function, from which packages/serverless-config makes the alarm.',
  },
  {
    name: 'schedule-alarm',
    types: ['AWS::Events::Rule'],
    check: ({ properties }, cloud) => {
      if (textIn(properties, 'ScheduleExpression') === undefined) return [];
      return objectsIn(properties, 'Targets')
        .map((target) => textIn(target, 'Arn'))
        .filter((arn) => functionAt(arn, cloud) !== undefined)
        .flatMap((arn) =>
          faultUnless(
            hasFunctionAlarm(arn, 'Errors', cloud),
            'invokes a function that can fail every time without an alarm',
          ),
        );
    },
    fix: 'Name the function in resources/alarms.yml with failingMinutes.',
  },
  {
    name: 'alarm-notifies',
    types: ['AWS::CloudWatch::Alarm'],
    holds: ({ properties }, cloud) => {
      const topics = cloud.ofType('AWS::SNS::Topic').map(({ arn }) => arn);
      const actions = flagIn(properties, 'ActionsEnabled', true) ? listed(properties['AlarmActions']) : [];
      return actions.some((action) => topics.includes(action));
    },
    otherwise: 'publishes to no topic that a service declares',
    fix: 'Add the topic tradepost-{stage}-alarms of the platform to AlarmActions.',
  },
];

function queueAlarms(queue: CloudResource, name: string, cloud: Cloud): readonly CloudResource[] {
  return alarmsOn({ namespace: 'AWS/SQS', name, dimensions: { QueueName: queue.name } }, cloud);
}

function hasFunctionAlarm(nameOrArn: string | undefined, name: string, cloud: Cloud): boolean {
  const lambda = functionAt(nameOrArn, cloud)?.resource.name;
  const metric = { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: lambda } };
  return lambda !== undefined && alarmsOn(metric, cloud).length > 0;
}

function goesOffAtTheFirstMessage({ properties }: CloudResource): boolean {
  const first = { GreaterThanThreshold: 0, GreaterThanOrEqualToThreshold: 1 };
  return numberIn(properties, 'Threshold') === first[properties['ComparisonOperator'] as keyof typeof first];
}
