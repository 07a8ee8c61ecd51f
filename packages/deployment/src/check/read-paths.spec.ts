import { readPaths } from './read-paths.ts';

describe('readPaths', () => {
  it('returns the paths of GET routes of both kinds of API', () => {
    const paths = readPaths({
      list: { name: 'list', events: [{ httpApi: 'GET /v1/orders' }] },
      place: { name: 'place', events: [{ httpApi: 'POST /v1/orders' }] },
      get: { name: 'get', events: [{ httpApi: { method: 'get', path: '/v1/orders/{orderId}' } }] },
      products: { name: 'products', events: [{ http: { method: 'get', path: 'v1/products' } }] },
      consume: { name: 'consume', events: [{ sqs: { arn: 'arn' } }] },
      task: { name: 'task' },
    });
    expect(paths).toEqual(['/v1/orders', '/v1/orders/{orderId}', '/v1/products']);
  });
});
