import {
  numberIn,
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/local/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { allowsService, deniesPlainText, policiesOn } from './policies.ts';
import { queueAt } from './queue-roles.ts';
import { type Fault, type Rule, unless } from './rule.ts';

const types = ['AWS::Events::Rule'];

export const deliveryRules: readonly Rule[] = [
  {
    name: 'rule-retries',
    types,
    check: (rule) =>
      eachTarget(rule, (target) => {
        const retry = objectIn(target, 'RetryPolicy') ?? {};
        return unless(
          numberIn(retry, 'MaximumRetryAttempts') !== undefined &&
            numberIn(retry, 'MaximumEventAgeInSeconds') !== undefined,
          'does not say how often, and for how long, an event is tried',
        );
      }),
    mend: 'Give the target a RetryPolicy (a schedule: eventBridge with retryPolicy, in place of schedule).',
  },
  {
    name: 'rule-dead-letters',
    types,
    check: (rule, cloud) =>
      eachTarget(rule, (target) =>
        unless(
          queueAt(deadLetterArnOf(target), cloud) !== undefined,
          'drops the events that cannot be delivered',
        ),
      ),
    mend: 'Give the target a DeadLetterConfig with the service’s FailuresQueue.',
  },
  {
    name: 'rule-may-send',
    types,
    check: (rule, cloud) =>
      eachTarget(rule, (target) =>
        [textIn(target, 'Arn'), deadLetterArnOf(target)]
          .flatMap((arn) => queueAt(arn, cloud) ?? [])
          .flatMap((queue) =>
            unless(
              letsTheBusIn(queue, cloud),
              `sends to ${queue.logicalId}, which does not let EventBridge in`,
            ),
          ),
      ),
    mend: 'Give the queue a QueuePolicy that allows sqs:SendMessage to events.amazonaws.com.',
  },
  {
    name: 'topic-tls-only',
    types: ['AWS::SNS::Topic'],
    check: (topic, cloud) =>
      unless(
        policiesOn('AWS::SNS::TopicPolicy', 'Topics', topic, cloud).some(deniesPlainText),
        'takes messages without TLS',
      ),
    mend: 'Give it a TopicPolicy that denies sns:Publish where aws:SecureTransport is false.',
  },
];

function eachTarget({ properties }: CloudResource, check: (target: Properties) => readonly Fault[]) {
  return objectsIn(properties, 'Targets').flatMap(check);
}

function deadLetterArnOf(target: Properties): string | undefined {
  return textIn(objectIn(target, 'DeadLetterConfig') ?? {}, 'Arn');
}

function letsTheBusIn(queue: CloudResource, cloud: Cloud): boolean {
  return policiesOn('AWS::SQS::QueuePolicy', 'Queues', queue, cloud).some((statements) =>
    allowsService(statements, 'events.amazonaws.com', 'sqs:SendMessage'),
  );
}
