import { connect } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { waitFor } from './shop.ts';

const api = connect({ url: sharedCloud().url });
afterAll(() => api.close());

describe('a created gadget', () => {
  it('can be read, and its event is in the event archive', async () => {
    const { id } = await unwrap(api.POST('/v1/gadgets', { body: { title: 'The first' } }));
    const read = await unwrap(api.GET('/v1/gadgets/{gadgetId}', { params: { path: { gadgetId: id } } }));
    expect(read.title).toBe('The first');
    const heard = await waitFor(`${id} in the event archive`, async () => {
      const { items } = await unwrap(api.GET('/v1/events', { params: { query: { subject: id } } }));
      return items[0];
    });
    expect(heard.type).toBe('GadgetCreated');
  });
});
