import { faultsWith } from './plant.spec-kit.ts';

describe('an event source', () => {
  it.each(['CommandsSource', 'PublishSource'])('must not deliver a batch again as a whole: %s', (source) => {
    expect(faultsWith({ [`${source}.Properties.FunctionResponseTypes`]: undefined })).toEqual([
      `${source} event-source-partial-failures`,
    ]);
  });
});
