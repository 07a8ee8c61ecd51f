import { type Behaviour, body, order, orderId, path, thrownBy, unknownSku } from './behaviour.spec-kit.ts';
import { isProblem } from './problem-error.ts';

/** How the client handles responses and lists. */
export const answerBehaviours: Readonly<Record<string, Behaviour>> = {
  'returns the data with its version and correlation id': {
    answers: [{ body: order, headers: { etag: '"3"', 'x-correlation-id': 'cor_1' } }],
    act: async (client) => {
      const { data, etag, correlationId } = await client().GET('/v1/orders/{orderId}', {
        params: { path, query: { at: '2026-11-24T00:00:00Z' } },
        correlationId: 'cor_1',
      });
      return { data, etag, correlationId };
    },
    comesTo: { data: order, etag: '"3"', correlationId: 'cor_1' },
    select: ([request]) => [request?.path, request?.headers['x-correlation-id']],
    asked: [`/v1/orders/${orderId}?at=2026-11-24T00%3A00%3A00Z`, 'cor_1'],
  },
  'sends a list as one query parameter': {
    answers: [{ body: { items: [] } }],
    act: async (client) =>
      (await client().GET('/v1/stock', { params: { query: { skus: ['MUG-BLUE', 'A&B'] } } })).data,
    comesTo: { items: [] },
    select: ([request]) => request?.path,
    asked: '/v1/stock?skus=MUG-BLUE,A%26B',
  },
  "sends the token of a guest's cart and of a guest's order": {
    answers: [{ body: {} }, { body: {} }],
    act: async (client) => {
      const { GET } = client();
      await GET('/v1/guest/carts/{cartId}', { params: { path: { cartId: 'crt_1' } }, cartToken: 'ct1.a' });
      await GET('/v1/guest/orders/{orderId}', { params: { path }, orderToken: 'ot1.b' });
    },
    comesTo: undefined,
    select: (requests) =>
      requests.map(({ headers }) => [headers['x-cart-token'] ?? '', headers['x-order-token'] ?? '']),
    asked: [
      ['ct1.a', ''],
      ['', 'ot1.b'],
    ],
  },
  'returns a rejection as an error with its code and facts, without a retry': {
    answers: [{ status: 422, body: unknownSku, headers: { 'content-type': 'application/problem+json' } }],
    act: async (client) => {
      const { data, error } = await client().POST('/v1/orders', { body });
      if (!isProblem(error, 'UNKNOWN_SKU', 'SKU_NOT_FOR_SALE')) return { data };
      const { code, status, title, errors, facts, correlationId, message } = error;
      return { code, status, title, errors, facts, correlationId, message };
    },
    comesTo: {
      ...{ code: 'UNKNOWN_SKU', status: 422, title: 'The catalogue has no such SKU', errors: [] },
      ...{ facts: { skus: ['MUG-BLUE'] }, correlationId: 'cor_1' },
      message: 'POST /v1/orders: 422 UNKNOWN_SKU (The catalogue has no such SKU) {"skus":["MUG-BLUE"]}',
    },
  },
  'returns the error page of a proxy as an error with the code UNKNOWN, after the last attempt': {
    answers: [{ status: 502, body: '<h1>Bad Gateway</h1>', headers: { 'x-correlation-id': 'cor_2' } }],
    act: async (client) => {
      const { error } = await client().GET('/v1/orders/{orderId}', { params: { path } });
      return { code: error?.code, status: error?.status, detail: error?.detail, id: error?.correlationId };
    },
    comesTo: { code: 'UNKNOWN', status: 502, detail: '<h1>Bad Gateway</h1>', id: 'cor_2' },
    select: (requests) => requests.length,
    asked: 5,
  },
  'throws if the response is not JSON': {
    answers: [{ body: '{"id":' }],
    act: (client) => thrownBy(client().GET('/v1/orders/{orderId}', { params: { path } })),
    comesTo: { name: 'TransportError', attempts: 1, cause: true },
  },
  'returns the items of all pages of a list': {
    answers: [
      { body: { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'to c' } },
      { status: 503 },
      { body: { items: [], nextCursor: 'to d' } },
      { body: { items: [{ id: 'd' }] } },
    ],
    act: async (client) => {
      const ids: string[] = [];
      const query = { status: 'confirmed' } as const;
      for await (const { id } of client().paginate('/v1/orders', { params: { query } })) ids.push(id);
      return ids;
    },
    comesTo: ['a', 'b', 'd'],
    select: (requests) => requests.map((request) => request.path),
    asked: [
      '/v1/orders?limit=100&status=confirmed',
      '/v1/orders?limit=100&status=confirmed&cursor=to%20c',
      '/v1/orders?limit=100&status=confirmed&cursor=to%20c',
      '/v1/orders?limit=100&status=confirmed&cursor=to%20d',
    ],
  },
  'requests no further page if its items are not consumed': {
    answers: [{ body: { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'c' } }],
    act: async (client) => {
      for await (const { id } of client().paginate('/v1/orders')) return id;
      return undefined;
    },
    comesTo: 'a',
  },
  'throws the problem if a page is rejected': {
    answers: [{ body: { items: [], nextCursor: 'c' } }, { status: 422, body: unknownSku }],
    act: async (client) => {
      try {
        for await (const _ of client().paginate('/v1/orders'));
      } catch (error) {
        return isProblem(error) ? error.code : error;
      }
      return 'nothing';
    },
    comesTo: 'UNKNOWN_SKU',
    select: (requests) => requests.length,
    asked: 2,
  },
  'throws if nextCursor is the cursor of the same page': {
    answers: [{ body: { items: [], nextCursor: 'c' } }],
    act: (client) => thrownBy(client().paginate('/v1/orders').next()),
    comesTo: { reason: 'GET /v1/orders: nextCursor is the cursor of the same page' },
    select: (requests) => requests.length,
    asked: 2,
  },
};
