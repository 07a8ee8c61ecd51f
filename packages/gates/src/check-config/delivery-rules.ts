import {
  numberIn,
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { allowsService, deniesPlainText, policiesOn } from './policies.ts';
import { queueAt } from './queue-roles.ts';
import { type Fault, faultUnless, type Rule } from './rule.ts';

const types = ['AWS::Events::Rule'];

/**
 * How long EventBridge itself tries to deliver an event. What a rule gives up earlier needs an operator. A schedule may give up
 * sooner: its next time follows.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
const DEFAULT_ATTEMPTS = 185;
const DEFAULT_AGE_SECONDS = 86_400;

export const deliveryRules: readonly Rule[] = [
  {
    name: 'rule-retries',
    types,
    check: (rule) =>
      eachTarget(rule, (target) => {
        const retry = objectIn(target, 'RetryPolicy') ?? {};
        const attempts = numberIn(retry, 'MaximumRetryAttempts');
        const ageSeconds = numberIn(retry, 'MaximumEventAgeInSeconds');
        if (attempts === undefined || ageSeconds === undefined)
          return faultUnless(false, 'has no limit of attempts and age for an event');
        return faultUnless(
          !('EventPattern' in rule.properties) ||
            (attempts >= DEFAULT_ATTEMPTS && ageSeconds >= DEFAULT_AGE_SECONDS),
          `gives an event up after ${attempts} attempts and ${ageSeconds} s`,
        );
      }),
    fix: 'Give the target a RetryPolicy (a schedule: eventBridge with retryPolicy, in place of schedule).',
  },
  {
    name: 'rule-dead-letters',
    types,
    check: (rule, cloud) =>
      eachTarget(rule, (target) =>
        faultUnless(
          queueAt(deadLetterArnOf(target), cloud) !== undefined,
          'drops events that cannot be delivered',
        ),
      ),
    fix: 'Give the target a DeadLetterConfig with the FailuresQueue of the service.',
  },
  {
    name: 'rule-may-send',
    types,
    check: (rule, cloud) =>
      eachTarget(rule, (target) =>
        [textIn(target, 'Arn'), deadLetterArnOf(target)]
          .flatMap((arn) => queueAt(arn, cloud) ?? [])
          .flatMap((queue) =>
            faultUnless(
              admits(queue, rule, cloud),
              `sends to ${queue.logicalId}, whose policy does not allow it to the rule`,
            ),
          ),
      ),
    fix: 'Give the queue a QueuePolicy that allows sqs:SendMessage to events.amazonaws.com if aws:SourceArn (ArnEquals) is the rule.',
  },
  {
    name: 'topic-tls-only',
    types: ['AWS::SNS::Topic'],
    holds: (topic, cloud) =>
      policiesOn('AWS::SNS::TopicPolicy', 'Topics', topic, cloud).some(deniesPlainText),
    otherwise: 'accepts messages without TLS',
    fix: 'Give it a TopicPolicy that denies sns:Publish if aws:SecureTransport is false.',
  },
];

function eachTarget({ properties }: CloudResource, check: (target: Properties) => readonly Fault[]) {
  return objectsIn(properties, 'Targets').flatMap(check);
}

function deadLetterArnOf(target: Properties): string | undefined {
  return textIn(objectIn(target, 'DeadLetterConfig') ?? {}, 'Arn');
}

function admits(queue: CloudResource, rule: CloudResource, cloud: Cloud): boolean {
  const sending = { service: 'events.amazonaws.com', action: 'sqs:SendMessage', sourceArn: rule.arn };
  return policiesOn('AWS::SQS::QueuePolicy', 'Queues', queue, cloud).some((statements) =>
    allowsService(statements, sending),
  );
}

/** The ARNs of the rules that send to a queue, as a target or as the dead-letter queue of a target. */
export function rulesSendingTo(queue: CloudResource, cloud: Cloud): ReadonlySet<string> {
  const sending = cloud
    .ofType('AWS::Events::Rule')
    .filter(({ properties }) =>
      objectsIn(properties, 'Targets').some((target) =>
        [textIn(target, 'Arn'), deadLetterArnOf(target)].includes(queue.arn),
      ),
    );
  return new Set(sending.map(({ arn }) => arn));
}
