import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('An event source', () => {
  it.each(['CommandsSource', 'PublishSource'])('%s gives a batch again as a whole', (source) => {
    expect(faultsWith({ [`${source}.Properties.FunctionResponseTypes`]: undefined })).toEqual([
      `${source} event-source-partial-failures`,
    ]);
  });

  it.each([undefined, -1])('tries %s times', (attempts) => {
    expect(faultsWith({ 'PublishSource.Properties.MaximumRetryAttempts': attempts })).toEqual([
      'PublishSource event-source-bounded-retry',
    ]);
  });

  it.each<[string, string, Changes]>([
    [
      'drops what fails',
      'PublishSource event-source-failure-destination',
      { 'PublishSource.Properties.DestinationConfig': undefined },
    ],
    [
      'reads a queue without dead letters',
      'CommandsSource event-source-failure-destination',
      { 'Inbox.Properties.RedrivePolicy': undefined },
    ],
  ])('%s', (_, fault, changes) => {
    expect(faultsWith(changes)).toContain(fault);
  });
});
