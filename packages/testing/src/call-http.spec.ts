import { callHttp, type HttpFunction } from './call-http.ts';
import { toRestEvent } from './http.ts';

const echo: HttpFunction = async (event, { functionName }) => ({
  statusCode: 200,
  headers: { ETag: '"0"', 'Retry-After': 1 },
  body: JSON.stringify({ isRest: 'httpMethod' in event, parameters: event.pathParameters, functionName }),
});
const empty: HttpFunction = async () => ({ statusCode: 204, body: '' });

describe('callHttp', () => {
  it('passes the event of an HTTP API and parses the response', async () => {
    expect(await callHttp('orders')('get-order', echo, { params: { orderId: 'ord_1' } })).toEqual({
      status: 200,
      headers: { ETag: '"0"', 'Retry-After': '1' },
      body: {
        isRest: false,
        parameters: { orderId: 'ord_1' },
        functionName: 'tradepost-dev-orders-get-order',
      },
    });
  });

  it('passes the event of a REST API if the service has one', async () => {
    const { body } = await callHttp('catalog', toRestEvent)<{ isRest: boolean }>('list-products', echo);
    expect(body.isRest).toBe(true);
  });

  it('sends the claims of a person with every scope, unless the request has others or none', async () => {
    const whoAmI: HttpFunction = async ({ requestContext }) => {
      const { authorizer } = requestContext as { authorizer?: { jwt: { claims: Record<string, string> } } };
      return { statusCode: 200, body: JSON.stringify(authorizer?.jwt.claims['scope'] ?? 'no token') };
    };
    const ask = async (request = {}) => (await callHttp('orders')('get-order', whoAmI, request)).body;
    expect(await ask()).toContain('tradepost/orders:read');
    expect(await ask({ claims: { scope: 'one' } })).toBe('one');
    expect(await ask({ claims: null })).toBe('no token');
  });

  it('returns undefined for an empty body', async () => {
    expect(await callHttp('orders')('get-order', empty)).toEqual({
      status: 204,
      headers: {},
      body: undefined,
    });
  });
});
