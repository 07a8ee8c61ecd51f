import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('A function that publishes events', () => {
  it.each<[string, Changes]>([
    ['reads no stream', { PublishSource: undefined, PublishLagAlarm: undefined }],
    ['reads a stream of keys only', { 'EventsTable.StreamSpecification.StreamViewType': 'KEYS_ONLY' }],
    ['reads a table without a stream', { 'EventsTable.StreamSpecification': undefined }],
  ])('is found where it %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['Publish events-from-stream']);
  });
});
