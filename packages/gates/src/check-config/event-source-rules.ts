import { numberIn, textIn } from '@tradepost/compiled-service/templates/properties';
import { functionAt, variablesIn } from './function-at.ts';
import { listed } from './policies.ts';
import { failureDestinationOf, queueAt, sourceKind } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

const types = ['AWS::Lambda::EventSourceMapping'];

/** Lambda's value for "without limit", which is also its default. */
const UNLIMITED = -1;
/**
 * The stack of packages/lambda sends a record that still fails to the failures queue when it is 22 hours old. Lambda must
 * not discard it earlier, and must discard it while the stream still has it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.DataRetention
 */
const SENT_AWAY_AFTER_SECONDS = 22 * 3_600;
const STREAM_RETENTION_SECONDS = 24 * 3_600;

/** Longest time in seconds for which the reader of a stream may wait to fill its batch. */
const MAX_STREAM_WINDOW_SECONDS = 1;

/** Rules for what invokes functions with records: queues and streams. */
export const eventSourceRules: readonly Rule[] = [
  {
    name: 'event-source-partial-failures',
    types,
    holds: ({ properties }) =>
      listed(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
    otherwise: 'delivers the whole batch again if one message fails',
    fix: 'Set functionResponseType: ReportBatchItemFailures; the stacks of packages/lambda respond accordingly.',
  },
  {
    name: 'stream-retries-until-age',
    types,
    check: (source) => {
      if (sourceKind(source) !== 'dynamodb') return [];
      const { properties } = source;
      const attempts = numberIn(properties, 'MaximumRetryAttempts') ?? UNLIMITED;
      const ageSeconds = numberIn(properties, 'MaximumRecordAgeInSeconds') ?? UNLIMITED;
      return [
        ...faultUnless(attempts === UNLIMITED, `discards a record after ${attempts} retries`),
        ...faultUnless(
          ageSeconds > SENT_AWAY_AFTER_SECONDS && ageSeconds < STREAM_RETENTION_SECONDS,
          `has a record age of ${ageSeconds} s, not one between ${SENT_AWAY_AFTER_SECONDS} and ${STREAM_RETENTION_SECONDS} s`,
        ),
      ];
    },
    fix: 'Leave the settings of the stream to packages/serverless-config/streams.cjs.',
  },
  {
    name: 'stream-window',
    types,
    check: (source) => {
      const seconds = numberIn(source.properties, 'MaximumBatchingWindowInSeconds') ?? 0;
      return faultUnless(
        sourceKind(source) !== 'dynamodb' || seconds <= MAX_STREAM_WINDOW_SECONDS,
        `waits ${seconds} s for further records`,
      );
    },
    fix: `Set batchWindow to at most ${MAX_STREAM_WINDOW_SECONDS}: events and projections are late by as much.`,
  },
  {
    name: 'stream-failures-queue',
    types,
    holds: (source, cloud) => {
      const { properties } = source;
      const reader = functionAt(textIn(properties, 'FunctionName'), cloud)?.resource;
      if (sourceKind(source) !== 'dynamodb' || reader === undefined) return true;
      const queueName = textIn(variablesIn(reader.properties), 'FAILURES_QUEUE_URL')?.split('/').at(-1);
      const destination = queueAt(failureDestinationOf(source), cloud)?.name;
      return queueName !== undefined && queueName === destination;
    },
    otherwise:
      'reads a stream with a function that does not know its failures queue: a record that can never be processed blocks its shard',
    fix: 'Leave FAILURES_QUEUE_URL and destinations to packages/serverless-config/streams.cjs.',
  },
];
