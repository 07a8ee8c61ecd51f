import {
  type Behaviour,
  body,
  busy,
  created,
  keysOf,
  order,
  path,
  thrownBy,
  timeOf,
} from './behaviour.spec-kit.ts';

/** When the client retries, and when it stops. */
export const retryBehaviours: Readonly<Record<string, Behaviour>> = {
  'repeats a creation with the same idempotency key if the connection breaks': {
    answers: ['drop', 'truncate', created],
    act: async (client) => (await client().POST('/v1/orders', { body })).data,
    comesTo: order,
    select: keysOf,
    asked: { requests: 3, keys: 1, uuid: true },
  },
  'uses another idempotency key for each creation': {
    answers: [created],
    act: async (client) => {
      const { POST } = client();
      await POST('/v1/orders', { body });
      await POST('/v1/orders', { body });
    },
    comesTo: undefined,
    select: keysOf,
    asked: { requests: 2, keys: 2, uuid: true },
  },
  "sends the caller's own idempotency key": {
    answers: [busy, created],
    act: async (client) => (await client().POST('/v1/orders', { body, idempotencyKey: 'mine' })).data,
    comesTo: order,
    select: (requests) => requests.map(({ headers, body: sent }) => [headers['idempotency-key'], sent]),
    asked: [
      ['mine', body],
      ['mine', body],
    ],
  },
  'waits for at least Retry-After before the next attempt': {
    answers: [busy, { body: order }],
    act: async (client) =>
      (await timeOf(client().GET('/v1/orders/{orderId}', { params: { path } }))) >= 1_000,
    comesTo: true,
    select: (requests) => requests.length,
    asked: 2,
  },
  'gives up at once if Retry-After exceeds patienceMs': {
    answers: [{ status: 429, headers: { 'retry-after': '60' } }],
    act: async (client) => (await client().GET('/v1/orders')).error?.status,
    comesTo: 429,
  },
  'does not repeat a request that is not safe to repeat': {
    answers: [{ status: 503, headers: { 'retry-after': '0' } }],
    act: async (client) =>
      (await client().POST('/v1/orders/{orderId}/cancel', { params: { path }, body: {} })).error?.status,
    comesTo: 503,
  },
  'repeats a change that has If-Match': {
    answers: [{ status: 500 }, { body: { title: 'Mug' }, headers: { etag: '"4"' } }],
    act: async (client) => {
      const productId = 'prd_01HF7YAT00000000000000000A';
      const { etag } = await client().PATCH('/v1/products/{productId}', {
        params: { path: { productId } },
        body: { title: 'Mug' },
        ifMatch: '"3"',
      });
      return etag;
    },
    comesTo: '"4"',
    select: (requests) => requests.map(({ headers }) => headers['if-match']),
    asked: ['"3"', '"3"'],
  },
  'throws a TransportError with the attempts if there is no response': {
    answers: ['drop'],
    act: (client) =>
      thrownBy(
        client({ retry: { maxAttempts: 3, firstPauseMs: 1 } }).POST('/v1/orders', {
          body,
          ...{ idempotencyKey: 'mine', correlationId: 'cor_1' },
        }),
      ),
    comesTo: {
      ...{ name: 'TransportError', attempts: 3, idempotencyKey: 'mine', correlationId: 'cor_1' },
      cause: true,
    },
    select: (requests) => requests.length,
    asked: 3,
  },
  'gives up after patienceMs, however many attempts are left': {
    answers: [{ status: 503 }],
    act: async (client) => {
      const retry = { maxAttempts: 1_000, patienceMs: 300, firstPauseMs: 50, longestPauseMs: 50 };
      return (await client({ retry }).GET('/v1/orders')).error?.status;
    },
    comesTo: 503,
    select: (requests) => requests.length < 1_000,
    asked: true,
  },
  'ends an attempt after attemptWithinMs': {
    answers: [{ body: order, afterMs: 20_000 }, { body: order }],
    act: async (client) =>
      (await timeOf(client({ attemptWithinMs: 1_000 }).GET('/v1/orders/{orderId}', { params: { path } }))) <
      15_000,
    comesTo: true,
    // On a busy machine the second attempt may time out, too.
    select: (requests) => requests.length > 1,
    asked: true,
  },
  'ends when a signal aborts between two attempts': {
    answers: [{ status: 503, headers: { 'retry-after': '20' } }],
    act: async (client) => {
      const ending = new AbortController();
      setTimeout(() => ending.abort(new Error('changed my mind')), 100);
      const startedAtMs = performance.now();
      const thrown = await thrownBy(client().GET('/v1/orders', { signal: ending.signal }));
      return [thrown, performance.now() - startedAtMs < 15_000];
    },
    comesTo: [{ reason: 'changed my mind' }, true],
  },
  'ends when the signal of the client aborts during an attempt': {
    answers: [{ afterMs: 3_000 }],
    act: async (client) => {
      const ending = new AbortController();
      setTimeout(() => ending.abort(new Error('changed my mind')), 100);
      return thrownBy(client({ signal: ending.signal }).GET('/v1/orders'));
    },
    comesTo: { reason: 'changed my mind' },
  },
  'calls token for each attempt': {
    answers: [{ status: 503 }, { body: order }],
    act: async (client) => {
      let count = 0;
      const token = async () => {
        count += 1;
        return `token-${count}`;
      };
      return (await client({ token }).GET('/v1/orders/{orderId}', { params: { path } })).data;
    },
    comesTo: order,
    select: (requests) => requests.map(({ headers }) => headers['authorization']),
    asked: ['Bearer token-1', 'Bearer token-2'],
  },
  'repeats a creation once with another token if its token was rejected': {
    answers: [{ status: 401, body: { message: 'Unauthorized' } }, created],
    act: async (client) => {
      const needs: unknown[] = [];
      const token = (need: object) => {
        needs.push(need);
        return needs.length === 1 ? 'old' : 'new';
      };
      return [(await client({ token }).POST('/v1/orders', { body })).data, needs];
    },
    comesTo: [order, [{}, { rejected: 'old' }]],
    select: (requests) => [requests.map(({ headers }) => headers['authorization']), keysOf(requests).keys],
    asked: [['Bearer old', 'Bearer new'], 1],
  },
  'asks for a recent sign-in if the API does': {
    answers: [
      { status: 401, body: { code: 'INSUFFICIENT_USER_AUTHENTICATION', maxAgeSeconds: 300 } },
      { body: order },
    ],
    act: async (client) => {
      const token = ({ maxAgeSeconds }: { maxAgeSeconds?: number | undefined }) =>
        maxAgeSeconds === undefined ? 'old' : `recent-${maxAgeSeconds}`;
      return (await client({ token }).POST('/v1/orders/{orderId}/cancel', { params: { path }, body: {} }))
        .data;
    },
    comesTo: order,
    select: (requests) => requests.map(({ headers }) => headers['authorization']),
    asked: ['Bearer old', 'Bearer recent-300'],
  },
  'returns the rejection if there is no other token': {
    answers: [{ status: 401, body: { message: 'Unauthorized' } }],
    act: async (client) => (await client({ token: () => 'old' }).GET('/v1/orders')).error?.status,
    comesTo: 401,
  },
  'returns the second rejection of a token': {
    answers: [{ status: 401, body: { message: 'Unauthorized' } }],
    act: async (client) => {
      let count = 0;
      const token = () => {
        count += 1;
        return `token-${count}`;
      };
      return (await client({ token }).GET('/v1/orders')).error?.status;
    },
    comesTo: 401,
    select: (requests) => requests.length,
    asked: 2,
  },
};
