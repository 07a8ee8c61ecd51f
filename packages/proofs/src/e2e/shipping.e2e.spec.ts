import { connect } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { waitFor } from './shop.ts';

const BODY = {
  name: 'Island post',
  zones: [{ countries: ['GB'], postalPrefixes: ['ZE'] }],
  rates: [{ currency: 'GBP', minor: 950 }],
  days: { min: 3, max: 5 },
};

let cloud: TestCloud;
let api: ReturnType<typeof connect>;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  api = connect({ url: cloud.url });
});
afterAll(async () => {
  await api?.close();
  await cloud?.stop();
});

const offered = async (postalCode: string) => {
  const query = { country: 'GB', postalCode, currency: 'GBP' };
  const { items } = await unwrap(api.GET('/v1/shipping-methods', { params: { query } }));
  return items.map(({ name, rates }) => [name, rates[0]?.minor]);
};

describe('a shipping method', () => {
  it('is offered in its zone with its newest price, until it is archived', async () => {
    const { id } = await unwrap(api.POST('/v1/admin/shipping-methods', { body: BODY }));
    const params = { path: { methodId: id } };
    await waitFor('the method to be offered', async () => (await offered('ZE1 0AA'))[0]);
    expect(await offered('ZE1 0AA')).toEqual([['Island post', 950]]);
    expect(await offered('SW1Y 4JH')).toEqual([]);

    const body = { ...BODY, rates: [{ currency: 'GBP', minor: 990 }] };
    const path = '/v1/admin/shipping-methods/{methodId}';
    const replaced = await unwrap(api.PUT(path, { params, body, ifMatch: '"0"' }));
    expect(replaced).toMatchObject({ version: 1, rates: [{ minor: 990 }] });
    const { error } = await api.PUT(path, { params, body: BODY, ifMatch: '"0"' });
    expect(isProblem(error, 'PRECONDITION_FAILED')).toBe(true);
    await waitFor('the new price', async () =>
      (await offered('ZE1 0AA'))[0]?.[1] === 990 ? true : undefined,
    );

    await unwrap(api.POST('/v1/admin/shipping-methods/{methodId}/archive', { params }));
    await waitFor('the method to be withdrawn', async () =>
      (await offered('ZE1 0AA')).length === 0 ? true : undefined,
    );
    const versions = await waitFor('its events in the event archive', async () => {
      const { items } = await unwrap(api.GET('/v1/events', { params: { query: { subject: id } } }));
      return items.length === 3 ? items.map(({ type }) => type) : undefined;
    });
    expect(versions).toEqual(Array(3).fill('ShippingMethodChanged'));
  });
});
