import { numberIn, objectIn, objectsIn, textIn } from '@tradepost/compiled-service/templates/properties';
import { isLastStop } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

const INDEX_KINDS = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];
/** The fields by which operations finds log lines: `packages/serverless-config/log-indexes.cjs`. */
const INDEXED_FIELDS = ['orderId', 'messageId'];
const MAX_ARCHIVE_DAYS = 90;

/** Cost of logs and traces, and the retention of personal data in them. */
export const observingRules: readonly Rule[] = [
  {
    name: 'index-projection',
    types: ['AWS::DynamoDB::Table'],
    check: ({ properties }) =>
      INDEX_KINDS.flatMap((kind) => objectsIn(properties, kind))
        .filter((index) => textIn(objectIn(index, 'Projection') ?? {}, 'ProjectionType') === 'ALL')
        .map((index) => {
          const name = textIn(index, 'IndexName') ?? '';
          return { subject: name, detail: `writes each item a second time, into the index ${name}` };
        }),
    fix: 'Leave out projection: ALL: an index has the keys, and the items are read in a batch (packages/dynamodb/src/batch-get.ts).',
  },
  {
    name: 'log-group-indexes',
    types: ['AWS::Logs::LogGroup'],
    holds: ({ properties, name }) => {
      const indexed = objectsIn(properties, 'FieldIndexPolicies').flatMap(({ Fields }) => Fields);
      return !name.startsWith('/aws/lambda/') || INDEXED_FIELDS.every((field) => indexed.includes(field));
    },
    otherwise: `has no field index of ${INDEXED_FIELDS.join(' and ')}: the timeline of an order does not find its lines`,
    fix: 'List the plugin log-indexes.cjs in packages/serverless-config/plugins.yml.',
  },
  {
    name: 'archive-expires',
    types: ['AWS::Events::Archive'],
    check: ({ properties }) => {
      // 0, the default, keeps events for ever.
      const days = numberIn(properties, 'RetentionDays') ?? 0;
      return faultUnless(
        days > 0 && days <= MAX_ARCHIVE_DAYS,
        `must keep events, which have personal data, for 1 to ${MAX_ARCHIVE_DAYS} days, not ${days === 0 ? 'for ever' : days}`,
      );
    },
    fix: 'Set RetentionDays to the stage parameter archiveDays.',
  },
  {
    name: 'dead-letters-without-redrive',
    types: ['AWS::SQS::Queue'],
    holds: (queue, cloud) => !isLastStop(queue, cloud) || !('RedrivePolicy' in queue.properties),
    otherwise:
      'moves a dead-letter message on when it was listed often enough: to list messages counts as a receive',
    fix: 'Take the RedrivePolicy out of the dead-letter queue.',
  },
];
