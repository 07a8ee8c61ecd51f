import { type Changes, faultsWith } from './plant.spec-kit.ts';

const projecting = (ProjectionType: string) => ({
  'EventsTable.GlobalSecondaryIndexes': [{ IndexName: 'by-status', Projection: { ProjectionType } }],
});
const indexing = (group: string, fields: readonly string[]) => ({
  [`${group}.FieldIndexPolicies`]: [{ Fields: fields }],
});
const archive = (properties: object) => ({
  Archive: {
    Type: 'AWS::Events::Archive',
    ...{ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
    Properties: { ArchiveName: 'tradepost-prod', ...properties },
  },
});

describe('the rules about observing', () => {
  it('find an archive that keeps events for a year', () => {
    expect(faultsWith(archive({ RetentionDays: 365 }))).toContain('Archive archive-expires');
  });

  it.each<[string, string, Changes]>([
    ['an index with keys', 'index-projection', projecting('KEYS_ONLY')],
    [
      'the log group of a function with its field indexes',
      'log-group-indexes',
      indexing('PlaceOrderLogs', ['orderId', 'messageId']),
    ],
    ['the log group of a workflow', 'log-group-indexes', indexing('SagaLogs', [])],
    ['an archive that keeps events for 90 days', 'archive-expires', archive({ RetentionDays: '90' })],
  ])('accept %s', (_what, rule, changes) => {
    expect(faultsWith(changes).filter((fault) => fault.endsWith(rule))).toEqual([]);
  });
});
