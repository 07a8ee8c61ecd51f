import type { Route } from '@tradepost/compiled-service/templates/routes';
import { createRouteTable } from './route-table.ts';

const route = (method: string, path: string, service = 'orders'): Route => ({
  service,
  logicalId: `${method} ${path}`,
  kind: 'http',
  apiId: 'api',
  method,
  path,
  functionName: `${method} ${path}`,
});

describe('find', () => {
  const table = createRouteTable([
    route('GET', '/v1/orders/{id}'),
    route('GET', '/v1/orders/recent'),
    route('ANY', '/v1/orders/{id}'),
    route('GET', '/files/{proxy+}'),
    route('ANY', '$default'),
  ]);

  it.each([
    ['GET', '/v1/orders/ord_1', 'GET /v1/orders/{id}'],
    ['GET', '/v1/orders/ord_1/', 'GET /v1/orders/{id}'],
    ['GET', '/v1/orders/recent', 'GET /v1/orders/recent'],
    ['DELETE', '/v1/orders/ord_1', 'ANY /v1/orders/{id}'],
    ['GET', '/files/a/b/c.txt', 'GET /files/{proxy+}'],
    ['POST', '/nothing/of/that', 'ANY $default'],
  ])('routes %s %s to %s', (method, path, expected) => {
    expect(table.find(method, path)?.route.functionName).toBe(expected);
  });
});

describe('the parameters of a found route', () => {
  const table = createRouteTable([route('GET', '/v1/{order-id}/files/{proxy+}')]);

  it('have the names of the template and are decoded once', () => {
    expect(table.find('GET', '/v1/a%2Fb/files/c/d%2520e')?.parameters).toEqual({
      'order-id': 'a/b',
      proxy: 'c/d%20e',
    });
  });
});

describe('a route table without a matching route', () => {
  const table = createRouteTable([route('POST', '/v1/orders')]);

  it('returns undefined from find', () => {
    expect(table.find('GET', '/v1/orders')).toBeUndefined();
    expect(table.find('POST', '/v1/orders/1')).toBeUndefined();
  });

  it('still returns the route of another method from findAnyMethod', () => {
    expect(table.findAnyMethod('/v1/orders')?.route.functionName).toBe('POST /v1/orders');
  });
});

describe('createRouteTable with the same route in two services', () => {
  it('throws an error that names both', () => {
    const routes = [route('GET', '/v1/things/{id}', 'one'), route('GET', '/v1/things/{name}', 'two')];
    expect(() => createRouteTable(routes)).toThrow('two and one both have the route GET /v1/things/{name}');
  });
});
