import { numberIn, objectIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { failureDestinationOf, queueAt } from './queue-roles.ts';
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

export const streamRules: readonly Rule[] = [
  {
    name: 'stream-retries-until-age',
    types,
    check: ({ properties }) => {
      if (!readsStream(properties)) return [];
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
    name: 'stream-failures-queue',
    types,
    check: (source, cloud) => {
      const { properties } = source;
      const reader = functionAt(textIn(properties, 'FunctionName'), cloud)?.resource;
      if (!readsStream(properties) || reader === undefined) return [];
      const variables = objectIn(objectIn(reader.properties, 'Environment') ?? {}, 'Variables') ?? {};
      const queueName = textIn(variables, 'FAILURES_QUEUE_URL')?.split('/').at(-1);
      const destination = queueAt(failureDestinationOf(source), cloud)?.name;
      return faultUnless(
        queueName !== undefined && queueName === destination,
        'reads a stream with a function that does not know its failures queue: a record that can never be processed blocks its shard',
      );
    },
    fix: 'Leave FAILURES_QUEUE_URL and destinations to packages/serverless-config/streams.cjs.',
  },
];

function readsStream(properties: CloudResource['properties']): boolean {
  return textIn(properties, 'EventSourceArn')?.split(':')[2] === 'dynamodb';
}
