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

/** What the client tries again, and when it stops. */
export const retryBehaviours: Readonly<Record<string, Behaviour>> = {
  'sends a creation again under the same key where the connection broke': {
    answers: ['drop', 'truncate', created],
    act: async (client) => (await client().POST('/v1/orders', { body })).data,
    comesTo: order,
    tell: keysOf,
    asked: { requests: 3, keys: 1, uuid: true },
  },
  'takes another key for each creation': {
    answers: [created],
    act: async (client) => {
      const { POST } = client();
      await POST('/v1/orders', { body });
      await POST('/v1/orders', { body });
    },
    comesTo: undefined,
    tell: keysOf,
    asked: { requests: 2, keys: 2, uuid: true },
  },
  'leaves the caller its own key': {
    answers: [busy, created],
    act: async (client) => (await client().POST('/v1/orders', { body, idempotencyKey: 'mine' })).data,
    comesTo: order,
    tell: (requests) => requests.map(({ headers, body: sent }) => [headers['idempotency-key'], sent]),
    asked: [
      ['mine', body],
      ['mine', body],
    ],
  },
  'comes back no sooner than Retry-After says': {
    answers: [busy, { body: order }],
    act: async (client) =>
      (await timeOf(client().GET('/v1/orders/{orderId}', { params: { path } }))) >= 1_000,
    comesTo: true,
    tell: (requests) => requests.length,
    asked: 2,
  },
  'gives up at once where Retry-After is past its patience': {
    answers: [{ status: 429, headers: { 'retry-after': '60' } }],
    act: async (client) => (await client().GET('/v1/orders')).error?.status,
    comesTo: 429,
  },
  'does not send what is not safe to repeat a second time': {
    answers: [{ status: 503, headers: { 'retry-after': '0' } }],
    act: async (client) =>
      (await client().POST('/v1/orders/{orderId}/cancel', { params: { path }, body: {} })).error?.status,
    comesTo: 503,
  },
  'sends a change again where it names the version that it changes': {
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
    tell: (requests) => requests.map(({ headers }) => headers['if-match']),
    asked: ['"3"', '"3"'],
  },
  'throws what was tried where there is no answer': {
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
    tell: (requests) => requests.length,
    asked: 3,
  },
  'gives up when its patience is at an end, however many attempts are left': {
    answers: [{ status: 503 }],
    act: async (client) => {
      const retry = { maxAttempts: 1_000, patienceMs: 300, firstPauseMs: 50, longestPauseMs: 50 };
      const ms = await timeOf(client({ retry }).GET('/v1/orders'));
      return ms > 200 && ms < 2_000;
    },
    comesTo: true,
    tell: (requests) => requests.length > 3,
    asked: true,
  },
  'waits for no attempt longer than it may take': {
    answers: [{ body: order, afterMs: 20_000 }, { body: order }],
    act: async (client) =>
      (await timeOf(client({ attemptWithinMs: 1_000 }).GET('/v1/orders/{orderId}', { params: { path } }))) <
      15_000,
    comesTo: true,
    // On a busy machine the second may be too late, too.
    tell: (requests) => requests.length > 1,
    asked: true,
  },
  'ends at a signal while it waits for the next attempt': {
    answers: [{ status: 503, headers: { 'retry-after': '20' } }],
    act: async (client) => {
      const ending = new AbortController();
      setTimeout(() => ending.abort(new Error('changed my mind')), 100);
      const startedAtMs = performance.now();
      const thrown = await thrownBy(client().GET('/v1/orders', { signal: ending.signal }));
      return [thrown, performance.now() - startedAtMs < 2_000];
    },
    comesTo: [{ reason: 'changed my mind' }, true],
  },
  'ends at the signal of the client while it waits for an answer': {
    answers: [{ afterMs: 3_000 }],
    act: async (client) => {
      const ending = new AbortController();
      setTimeout(() => ending.abort(new Error('changed my mind')), 100);
      return thrownBy(client({ signal: ending.signal }).GET('/v1/orders'));
    },
    comesTo: { reason: 'changed my mind' },
  },
  'asks for the token at each attempt': {
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
    tell: (requests) => requests.map(({ headers }) => headers['authorization']),
    asked: ['Bearer token-1', 'Bearer token-2'],
  },
};
