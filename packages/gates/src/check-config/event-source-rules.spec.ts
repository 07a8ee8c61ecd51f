import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('an event source', () => {
  it.each(['CommandsSource', 'PublishSource'])('must not deliver a batch again as a whole: %s', (source) => {
    expect(faultsWith({ [`${source}.Properties.FunctionResponseTypes`]: undefined })).toEqual([
      `${source} event-source-partial-failures`,
    ]);
  });

  it.each<[string, string, Changes]>([
    [
      'that drops what fails',
      'PublishSource event-source-failure-destination',
      { 'PublishSource.Properties.DestinationConfig': undefined },
    ],
    [
      'that reads a queue without a dead-letter queue',
      'CommandsSource event-source-failure-destination',
      { 'Inbox.Properties.RedrivePolicy': undefined },
    ],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toContain(fault);
  });
});
