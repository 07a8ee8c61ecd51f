import { type ApiRequest, type RouteMatch, toApiEvent } from './api-event.ts';

const stage = { accountId: '000000000000', stage: 'dev' };
const request: ApiRequest = {
  id: 'r1',
  method: 'POST',
  path: '/dev/v1/jars/a%20b',
  query: 'tag=x&tag=y%20z&q=',
  headers: [
    ['Host', 'shop.example.com:4000'],
    ['X-Tag', '1'],
    ['x-tag', '2'],
    ['Cookie', 'a=1; b="2"'],
    ['Content-Type', 'application/json; charset=utf-8'],
    ['User-Agent', 'curl'],
  ],
  body: Buffer.from('{"é":1}'),
  sourceIp: '192.0.2.1',
  receivedMs: Date.UTC(2026, 10, 9, 8, 7, 6),
};
const match = (kind: 'http' | 'rest'): RouteMatch => ({
  route: { kind, apiId: 'api1', method: 'POST', path: '/v1/jars/{id}' },
  path: '/v1/jars/a b',
  parameters: { id: 'a b' },
});

describe('toApiEvent in format 2.0', () => {
  it('joins repeated headers and parameters, and separates cookies', () => {
    expect(toApiEvent(request, match('http'), stage)).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/jars/{id}',
      rawPath: '/v1/jars/a b',
      rawQueryString: 'tag=x&tag=y%20z&q=',
      cookies: ['a=1', 'b="2"'],
      headers: {
        host: 'shop.example.com:4000',
        'x-tag': '1,2',
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'curl',
      },
      queryStringParameters: { tag: 'x,y z', q: '' },
      pathParameters: { id: 'a b' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api1',
        domainName: 'shop.example.com',
        domainPrefix: 'shop',
        http: {
          method: 'POST',
          path: '/v1/jars/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '192.0.2.1',
          userAgent: 'curl',
        },
        requestId: 'r1',
        routeKey: 'POST /v1/jars/{id}',
        stage: '$default',
        time: '09/Nov/2026:08:07:06 +0000',
        timeEpoch: request.receivedMs,
      },
      body: '{"é":1}',
      isBase64Encoded: false,
    });
  });

  it('omits what is empty', () => {
    const empty = { ...request, query: '', headers: [], body: Buffer.alloc(0) };
    const event = toApiEvent(empty, { ...match('http'), parameters: {} }, stage);
    expect(event).toMatchObject({ headers: {}, rawQueryString: '', isBase64Encoded: false });
    for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'body'])
      expect(event).not.toHaveProperty(name);
  });

  it.each([
    ['text/csv', 'text'],
    ['application/problem+json', 'text'],
    ['application/pdf', 'base64'],
    ['application/x-www-form-urlencoded', 'base64'],
    [undefined, 'base64'],
  ])('passes on content of the type %s as %s', (type, form) => {
    const headers = type === undefined ? [] : [['content-type', type] as const];
    const event = toApiEvent({ ...request, headers }, match('http'), stage);
    expect(event).toMatchObject(
      form === 'text'
        ? { body: '{"é":1}', isBase64Encoded: false }
        : { body: Buffer.from('{"é":1}').toString('base64'), isBase64Encoded: true },
    );
  });
});

describe('toApiEvent in format 1.0', () => {
  it('has the values of a REST API as they were sent, also several of one name', () => {
    expect(toApiEvent(request, match('rest'), stage)).toMatchObject({
      resource: '/v1/jars/{id}',
      path: '/v1/jars/a b',
      httpMethod: 'POST',
      headers: { 'X-Tag': '1', 'x-tag': '2', Cookie: 'a=1; b="2"' },
      queryStringParameters: { tag: 'y z', q: '' },
      multiValueQueryStringParameters: { tag: ['x', 'y z'], q: [''] },
      pathParameters: { id: 'a b' },
      stageVariables: null,
      requestContext: {
        identity: { sourceIp: '192.0.2.1', userAgent: 'curl', user: null },
        path: '/dev/v1/jars/a%20b',
        resourcePath: '/v1/jars/{id}',
        stage: 'dev',
        requestTime: '09/Nov/2026:08:07:06 +0000',
      },
      body: '{"é":1}',
    });
  });

  it('has null for what is empty, and bytes as UTF-8', () => {
    const empty = { ...request, query: '', headers: [] };
    const event = toApiEvent(empty, { ...match('rest'), parameters: {} }, stage);
    expect(event).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      body: '{"é":1}',
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty('version');
  });
});

it.each([match('http'), match('rest')])(
  'toApiEvent adds the result of an authorizer for $route.kind',
  (each) => {
    expect(toApiEvent(request, each, stage)).not.toHaveProperty('requestContext.authorizer');
    expect(toApiEvent(request, each, stage, { claims: { sub: 'u1' } })).toHaveProperty(
      'requestContext.authorizer.claims.sub',
      'u1',
    );
  },
);
