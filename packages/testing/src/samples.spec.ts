import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { loadSamples } from '@tradepost/contracts/samples';
import { expectSamples } from './samples.ts';

const said = () =>
  Object.fromEntries(
    loadSamples()
      .filter(({ kind, message }) => kind === 'event' && message.source === 'tradepost.catalog')
      .map(({ name, message }) => [name, message]),
  );

describe('The samples of a service', () => {
  it('are all that it says', () => {
    expect(() => expectSamples('tradepost.catalog', 'event', said(), false)).not.toThrow();
  });

  it('are not, where it says something else, less or more; then it is said how to renew them', () => {
    const { 'product-created': created, ...rest } = said();
    const other = { ...created, data: {} } as CloudEvent;
    for (const different of [
      rest,
      { ...rest, 'product-created': other },
      { ...said(), 'product-lost': other },
    ]) {
      expect(() => expectSamples('tradepost.catalog', 'event', different, false)).toThrow('again with -u');
    }
  });
});
