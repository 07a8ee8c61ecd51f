import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('A table', () => {
  it('without point-in-time recovery is found', () => {
    const enabled = 'EventsTable.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled';
    expect(faultsWith({ [enabled]: false })).toEqual(['EventsTable table-recovery']);
  });

  it('without an encryption setting is found', () => {
    expect(faultsWith({ 'EventsTable.Properties.SSESpecification': undefined })).toEqual([
      'EventsTable table-encrypted',
      'EventsTable own-data-key',
    ]);
  });
});

describe('A function that publishes events', () => {
  it.each<[string, Changes]>([
    ['reads no stream', { PublishSource: undefined, PublishLagAlarm: undefined }],
    [
      'reads a stream of keys only',
      { 'EventsTable.Properties.StreamSpecification.StreamViewType': 'KEYS_ONLY' },
    ],
    ['reads a table without a stream', { 'EventsTable.Properties.StreamSpecification': undefined }],
  ])('is found where it %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['Publish events-from-stream']);
  });
});
