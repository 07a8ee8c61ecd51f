import {
  flagIn,
  numberIn,
  objectIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { rulesSendingTo } from './delivery-rules.ts';
import { functionAt } from './function-at.ts';
import { deniesPlainText, listed, policiesOn, sourceArnsOf } from './policies.ts';
import { deadLettersOf, isLastStop, queueAt, sourcesOn } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

/** SQS's own defaults. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const DEFAULT_RETENTION_SECONDS = 345_600;
const DEFAULT_VISIBILITY_SECONDS = 30;
/** A message that failed more often fails for a lasting reason. */
const MAX_RECEIVE_COUNT = 10;
/**
 * With fewer, a message whose function was only throttled for a while goes to the dead-letter queue.
 * https://docs.aws.amazon.com/lambda/latest/operatorguide/sqs-retries.html
 */
const MIN_RECEIVE_COUNT = 5;
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY_FACTOR = 6;

const types = ['AWS::SQS::Queue'];

export const queueRules: readonly Rule[] = [
  {
    name: 'queue-encrypted',
    types,
    holds: ({ properties }) =>
      flagIn(properties, 'SqsManagedSseEnabled', false) || 'KmsMasterKeyId' in properties,
    otherwise: 'stores its messages in plain text',
    fix: 'Set SqsManagedSseEnabled: true.',
  },
  {
    name: 'queue-tls-only',
    types,
    holds: (queue, cloud) =>
      policiesOn('AWS::SQS::QueuePolicy', 'Queues', queue, cloud).some(deniesPlainText),
    otherwise: 'accepts requests without TLS',
    fix: 'Give it a QueuePolicy that denies sqs:* if aws:SecureTransport is false.',
  },
  {
    name: 'queue-senders',
    types,
    check: (queue, cloud) => {
      const rules = rulesSendingTo(queue, cloud);
      return policiesOn('AWS::SQS::QueuePolicy', 'Queues', queue, cloud)
        .flat()
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap((statement) => [
          ...faultUnless(
            isSendingByEventBridge(statement),
            'allows more than sqs:SendMessage to events.amazonaws.com',
          ),
          ...faultUnless(
            sourceArnsOf(statement).length > 0 && sourceArnsOf(statement).every((arn) => rules.has(arn)),
            'must name in aws:SourceArn (ArnEquals) the rules that send to it, and no others',
          ),
        ]);
    },
    fix: 'Take the statement out: queue-senders.cjs adds what rules need. Services send and receive by their own roles.',
  },
  {
    name: 'queue-dead-letters',
    types,
    check: (queue, cloud) => (isLastStop(queue, cloud) ? [] : redriveFaults(queue, cloud)),
    fix: `Give it a RedrivePolicy with a dead-letter queue and a maxReceiveCount of ${MIN_RECEIVE_COUNT} to ${MAX_RECEIVE_COUNT}.`,
  },
  {
    name: 'dead-letters-outlive-queue',
    types,
    check: (queue, cloud) => {
      const deadLetters = queueAt(deadLettersOf(queue), cloud);
      if (deadLetters === undefined) return [];
      const [kept, source] = [retentionOf(deadLetters), retentionOf(queue)];
      return faultUnless(
        kept >= source,
        `keeps messages for ${source} s, its dead-letter queue only for ${kept} s`,
      );
    },
    fix: 'Set MessageRetentionPeriod of the dead-letter queue to at least that of the queue: a message keeps its age.',
  },
  {
    name: 'queue-visibility',
    types,
    check: (queue, cloud) =>
      sourcesOn(queue.arn, cloud).flatMap((source) => {
        const needed = visibilityNeededBy(source, cloud);
        const set = numberIn(queue.properties, 'VisibilityTimeout') ?? DEFAULT_VISIBILITY_SECONDS;
        return faultUnless(
          set >= needed,
          `hides a message for ${set} s, and its consumer needs ${needed} s (${source.logicalId})`,
        );
      }),
    fix: `Set VisibilityTimeout to ${VISIBILITY_FACTOR} times the consumer's timeout plus its batching window, or shorten those.`,
  },
];

/** A queue's policy allows nothing else: it would allow it to principals that have no role in these templates. */
function isSendingByEventBridge(statement: Properties): boolean {
  const principal = statement['Principal'];
  const allowed = typeof principal === 'object' ? (principal as Properties) : {};
  return (
    Object.keys(allowed).join() === 'Service' &&
    listed(allowed['Service']).join() === 'events.amazonaws.com' &&
    listed(statement['Action']).join() === 'sqs:SendMessage'
  );
}

function redriveFaults(queue: CloudResource, cloud: Cloud) {
  const redrive = objectIn(queue.properties, 'RedrivePolicy');
  if (redrive === undefined) return faultUnless(false, 'has no dead-letter queue');
  const target = textIn(redrive, 'deadLetterTargetArn');
  const receives = numberIn(redrive, 'maxReceiveCount') ?? Number.NaN;
  return [
    ...faultUnless(
      queueAt(target, cloud) !== undefined,
      `has the dead-letter queue ${target}, which no service declares`,
    ),
    ...faultUnless(
      receives >= MIN_RECEIVE_COUNT && receives <= MAX_RECEIVE_COUNT,
      `has a maxReceiveCount of ${receives}`,
    ),
  ];
}

function visibilityNeededBy(source: CloudResource, cloud: Cloud): number {
  const consumer = functionAt(textIn(source.properties, 'FunctionName'), cloud);
  const windowSeconds = numberIn(source.properties, 'MaximumBatchingWindowInSeconds') ?? 0;
  return VISIBILITY_FACTOR * (consumer?.timeoutSeconds ?? 0) + windowSeconds;
}

function retentionOf({ properties }: CloudResource): number {
  return numberIn(properties, 'MessageRetentionPeriod') ?? DEFAULT_RETENTION_SECONDS;
}
