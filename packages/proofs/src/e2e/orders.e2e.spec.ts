import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import type { PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop, toBody, waitFor } from './shop.ts';

const SKU = 'FOUND-AGAIN';
const VIEWS_TABLE = 'tradepost-dev-orders-views';
const cloud = sharedCloud();
const documents = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.aws));
const shop = createShop(cloud.url);
beforeAll(() => shop.sell(SKU, 10));
afterAll(async () => {
  documents.destroy();
  await shop.api.close();
});

const body = toBody({ sku: SKU, quantities: [1] });

describe('an order', () => {
  it('is found by the reference of its caller, and by its number', async () => {
    const reference = 'basket-found-again';
    const { id, orderNumber } = await unwrap(shop.api.POST('/v1/orders', { body: { ...body, reference } }));
    for (const query of [{ reference }, { orderNumber }])
      await waitFor(`the order with ${JSON.stringify(query)}`, async () => {
        const { items } = await unwrap(shop.api.GET('/v1/orders', { params: { query } }));
        return items.length === 1 && items[0]?.id === id;
      });
  });

  it('of a guest is found by the e-mail address, to send its link again', async () => {
    const email = 'link-again@example.com';
    const response = await fetch(`${cloud.url}/v1/guest/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, email }),
    });
    const { id } = (await response.json()) as PlacedGuestOrder;
    // The projection has both the list and the newest order of an address.
    await waitFor('the order in the list', async () => {
      const { items } = await unwrap(shop.api.GET('/v1/orders', { params: { query: { limit: 100 } } }));
      return items.some((order) => order.id === id);
    });
    await unwrap(shop.api.POST('/v1/guest/order-links', { body: { email } }));
    await waitFor('the event of the link', async () => {
      const params = { query: { subject: id } };
      const { items } = await unwrap(shop.api.GET('/v1/events', { params }));
      return items.some(({ type }) => type === 'OrderLinkRequested');
    });
  });
  it('whose payment is captured is cancelled by staff with an entry in the audit log', async () => {
    const { id, paymentId } = await shop.buy({ sku: SKU, quantities: [1] });
    const params = { path: { paymentId } };
    await unwrap(shop.api.POST('/v1/payments/{paymentId}/captures', { params, body: {} }));
    const Key = { pk: `captured#${paymentId}` };
    await waitFor('the capture in the projection of orders', async () => {
      const { Item } = await documents.send(new GetCommand({ TableName: VIEWS_TABLE, Key }));
      return Item !== undefined;
    });
    expect((await shop.cancel(id)).status).toBe('cancelled');
    const query = { target: `orders/${id}` };
    const { items } = await unwrap(shop.api.GET('/v1/audit', { params: { query } }));
    expect(items.map(({ act }) => act)).toEqual(['CapturedOrderCancelled']);
  });
});
