import { faultsWith } from './plant.spec-kit.ts';

describe('an event source', () => {
  it.each(['CommandsSource', 'PublishSource'])('must not deliver a batch again as a whole: %s', (source) => {
    expect(faultsWith({ [`${source}.FunctionResponseTypes`]: undefined })).toEqual([
      `${source} event-source-partial-failures`,
    ]);
  });
});

describe('an event source of a stream', () => {
  it.each([0, 20, 10_000])('must not discard a record after %s retries', (attempts) => {
    expect(faultsWith({ 'PublishSource.MaximumRetryAttempts': attempts })).toEqual([
      'PublishSource stream-retries-until-age',
    ]);
  });

  it('retries without limit by default', () => {
    expect(faultsWith({ 'PublishSource.MaximumRetryAttempts': undefined })).toEqual([]);
  });

  it.each([undefined, -1, 3_600, 79_200, 86_400])('must not have a record age of %s seconds', (seconds) => {
    expect(faultsWith({ 'PublishSource.MaximumRecordAgeInSeconds': seconds })).toEqual([
      'PublishSource stream-retries-until-age',
    ]);
  });

  it('needs a function that knows the queue of its failures', () => {
    const variable = 'Publish.Environment.Variables.FAILURES_QUEUE_URL';
    expect(faultsWith({ [variable]: undefined })).toEqual(['PublishSource stream-failures-queue']);
    expect(faultsWith({ [variable]: { Ref: 'Inbox' } })).toEqual(['PublishSource stream-failures-queue']);
    const undelivered = faultsWith({ 'PublishSource.DestinationConfig': undefined });
    expect(undelivered).toEqual(['PublishSource stream-failures-queue']);
  });
});
