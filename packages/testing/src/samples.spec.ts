import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { loadSamples } from '@tradepost/contracts/samples';
import { expectSamples } from './samples.ts';

const samples = () =>
  Object.fromEntries(
    loadSamples()
      .filter(({ kind, message }) => kind === 'event' && message.source === 'tradepost.catalog')
      .map(({ name, message }) => [name, message]),
  );

describe('expectSamples', () => {
  it('passes if the messages equal the committed samples', () => {
    expect(() => expectSamples('tradepost.catalog', 'event', samples(), false)).not.toThrow();
  });

  it('fails on a changed, missing or extra message, and prints how to update the samples', () => {
    const { 'product-created': created, ...rest } = samples();
    const other = { ...created, data: {} } as CloudEvent;
    for (const different of [
      rest,
      { ...rest, 'product-created': other },
      { ...samples(), 'product-lost': other },
    ]) {
      expect(() => expectSamples('tradepost.catalog', 'event', different, false)).toThrow('again with -u');
    }
  });
});
