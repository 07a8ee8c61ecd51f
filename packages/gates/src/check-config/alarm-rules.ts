import { flagIn, numberIn, objectsIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { listed } from './policies.ts';
import { isLastStop } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const MESSAGE_AGE = 'ApproximateAgeOfOldestMessage';
const MESSAGE_COUNT = 'ApproximateNumberOfMessagesVisible';

export const alarmRules: readonly Rule[] = [
  {
    name: 'queue-alarm',
    types: ['AWS::SQS::Queue'],
    check: (queue, cloud) => {
      const metrics = alarmsOnQueue(queue, cloud).map(({ properties }) => properties['MetricName']);
      const watched = metrics.includes(MESSAGE_AGE) || metrics.includes(MESSAGE_COUNT);
      return faultUnless(isLastStop(queue, cloud) || watched, 'can fill up or stop without an alarm');
    },
    fix: `Give it an alarm on ${MESSAGE_AGE}; an inbox of packages/serverless-config has one.`,
  },
  {
    name: 'dead-letters-alarm',
    types: ['AWS::SQS::Queue'],
    check: (queue, cloud) =>
      faultUnless(
        !isLastStop(queue, cloud) || alarmsOnQueue(queue, cloud).some(goesOffAtTheFirstMessage),
        'has dead-letter messages, and no alarm at the first of them',
      ),
    fix: `Give it an alarm on ${MESSAGE_COUNT} above 0.`,
  },
  {
    name: 'stream-lag-alarm',
    types: ['AWS::Lambda::EventSourceMapping'],
    check: ({ properties }, cloud) =>
      faultUnless(
        !isStream(textIn(properties, 'EventSourceArn')) || hasFunctionAlarm(properties, 'IteratorAge', cloud),
        'invokes a function that can fall behind its stream without an alarm',
      ),
    fix: 'Declare the stream in the .yml beside the function, from which packages/serverless-config makes the alarm.',
  },
  {
    name: 'schedule-alarm',
    types: ['AWS::Events::Rule'],
    check: ({ properties }, cloud) => {
      if (textIn(properties, 'ScheduleExpression') === undefined) return [];
      return objectsIn(properties, 'Targets')
        .filter((target) => functionAt(textIn(target, 'Arn'), cloud) !== undefined)
        .flatMap((target) =>
          faultUnless(
            hasFunctionAlarm({ FunctionName: target['Arn'] }, 'Errors', cloud),
            'invokes a function that can fail every time without an alarm',
          ),
        );
    },
    fix: 'Name the function in resources/alarms.yml with failingMinutes.',
  },
  {
    name: 'alarm-tells-somebody',
    types: [ALARM],
    check: ({ properties }, cloud) => {
      const topics = cloud.ofType('AWS::SNS::Topic').map(({ arn }) => arn);
      const actions = flagIn(properties, 'ActionsEnabled', true) ? listed(properties['AlarmActions']) : [];
      return faultUnless(
        actions.some((action) => topics.includes(action)),
        'publishes to no topic that a service declares',
      );
    },
    fix: 'Add the topic tradepost-{stage}-alarms of the platform to AlarmActions.',
  },
];

function alarmsOnQueue(queue: CloudResource, cloud: Cloud): readonly CloudResource[] {
  return cloud.ofType(ALARM).filter((alarm) => watches(alarm, 'AWS/SQS', 'QueueName', queue.name));
}

function hasFunctionAlarm(properties: object, metric: string, cloud: Cloud): boolean {
  const watched = functionAt(textIn({ ...properties }, 'FunctionName'), cloud)?.resource.name;
  return cloud
    .ofType(ALARM)
    .some(
      (alarm) =>
        watched !== undefined &&
        alarm.properties['MetricName'] === metric &&
        watches(alarm, 'AWS/Lambda', 'FunctionName', watched),
    );
}

function watches(
  { properties }: CloudResource,
  namespace: string,
  dimension: string,
  value: string,
): boolean {
  const dimensions = objectsIn(properties, 'Dimensions');
  return (
    properties['Namespace'] === namespace &&
    dimensions.some(({ Name, Value }) => Name === dimension && Value === value) &&
    // An alarm on one version is not an alarm on the function.
    !dimensions.some(({ Name }) => Name === 'ExecutedVersion')
  );
}

function goesOffAtTheFirstMessage({ properties }: CloudResource): boolean {
  const first = { GreaterThanThreshold: 0, GreaterThanOrEqualToThreshold: 1 };
  return (
    properties['MetricName'] === MESSAGE_COUNT &&
    numberIn(properties, 'Threshold') === first[properties['ComparisonOperator'] as keyof typeof first]
  );
}

function isStream(arn: string | undefined): boolean {
  return arn?.split(':')[2] !== 'sqs';
}
