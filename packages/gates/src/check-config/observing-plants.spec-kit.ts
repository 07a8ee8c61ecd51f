import type { Changes } from './plant.spec-kit.ts';

/** Plants for `observing-rules.ts`, in the form of `PLANTS`. */
export const OBSERVING_PLANTS: readonly (readonly [string, string, Changes])[] = [
  [
    'index-projection',
    'platform/EventArchiveTable',
    { 'EventArchiveTable.GlobalSecondaryIndexes.0.Projection.ProjectionType': 'ALL' },
  ],
  [
    'log-group-indexes',
    'orders/PlaceOrderLogGroup',
    { 'PlaceOrderLogGroup.FieldIndexPolicies': [{ Fields: ['messageId'] }] },
  ],
  ['archive-expires', 'platform/EventArchive', { 'EventArchive.RetentionDays': undefined }],
  [
    'dead-letters-without-redrive',
    'orders/CommandsInboxDeadLetters',
    {
      'CommandsInboxDeadLetters.RedrivePolicy': {
        deadLetterTargetArn: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] },
        maxReceiveCount: 3,
      },
    },
  ],
];
