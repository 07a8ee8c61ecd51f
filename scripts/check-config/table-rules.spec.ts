import { type Changes, faultsWith } from './plant.spec-kit.ts';

const GIVEN_UP = { 'EventsTable.DeletionPolicy': 'Delete', 'EventsTable.UpdateReplacePolicy': 'Delete' };
const UNPROTECTED = { 'EventsTable.Properties.DeletionProtectionEnabled': false };

describe('A table', () => {
  it.each<[string, string, Changes]>([
    [
      'that cannot be recovered',
      'EventsTable table-recovery',
      { 'EventsTable.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': false },
    ],
    ['that production can lose', 'EventsTable table-deletion-protection', UNPROTECTED],
    ['that goes with its stack', 'EventsTable state-deletion', { 'EventsTable.DeletionPolicy': undefined }],
    [
      'that goes when replaced',
      'EventsTable state-deletion',
      { 'EventsTable.UpdateReplacePolicy': 'Delete' },
    ],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toEqual([fault]);
  });

  it('that does not say whose key it is encrypted with is found', () => {
    expect(faultsWith({ 'EventsTable.Properties.SSESpecification': undefined })).toEqual([
      'EventsTable table-encrypted',
      'EventsTable own-data-key',
    ]);
  });

  it('may be deleted on any other stage, and goes there with its stack', () => {
    expect(faultsWith(UNPROTECTED, 'jane')).not.toContain('EventsTable table-deletion-protection');
    expect(faultsWith(GIVEN_UP, 'jane')).not.toContain('EventsTable state-deletion');
  });

  it.each(['staging', 'prod'])('that goes with its stack is found on %s', (stage) => {
    expect(faultsWith(GIVEN_UP, stage)).toContain('EventsTable state-deletion');
  });

  it.each(['dev', 'jane'])('that would stop the next deployment is found on %s', (stage) => {
    expect(faultsWith({}, stage)).toContain('EventsTable state-deletion');
  });
});

describe('A function that publishes events', () => {
  it.each<[string, Changes]>([
    ['reads no stream', { PublishSource: undefined, PublishLagAlarm: undefined }],
    ['reads keys only', { 'EventsTable.Properties.StreamSpecification.StreamViewType': 'KEYS_ONLY' }],
    ['reads what is no stream any more', { 'EventsTable.Properties.StreamSpecification': undefined }],
  ])('is found where it %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['Publish events-from-stream']);
  });
});
