import { defineRoute } from '@tradepost/contracts/define-route';
import { sku } from '@tradepost/contracts/fields/identifiers';
import { listOf, paging } from '@tradepost/contracts/fields/paging';
import { toContext } from '@tradepost/testing/context';
import { type HttpRequestInput, toRestEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import * as z from 'zod/mini';
import type { HttpEvent } from './event.ts';
import { claims, gateways, parseBody } from './http.spec-kit.ts';
import { http } from './http.ts';

const logs = captureLogs();
afterAll(() => logs.restore());

const route = defineRoute({
  service: 'jars',
  method: 'GET',
  path: '/v1/jars/{sku}',
  summary: 'Get a jar.',
  access: { kind: 'public' },
  params: z.strictObject({ sku }),
  query: z.strictObject({ limit: paging.limit, skus: z.optional(listOf(sku, 3)) }),
  success: { status: 200, body: z.object({ sku, limit: z.int(), skus: z.optional(z.array(sku)) }) },
});
const handler = http(route, async ({ params, query }) => ({ body: { ...params, ...query } }));

async function answerTo(event: unknown) {
  const { statusCode, body } = await handler(event as HttpEvent, toContext());
  return { status: statusCode, body: parseBody(body) };
}

const errorOf = (pointer: string, code: string) => ({
  status: 400,
  body: { code: 'VALIDATION_FAILED', errors: [{ pointer, code, detail: expect.any(String) }] },
});

describe.each(gateways)('the event of %s', (_gateway, toEvent) => {
  const params = { sku: 'JAR-1' };
  const ask = (input: HttpRequestInput) => answerTo(toEvent({ params, claims, ...input }));

  it.each(['MUSIC/CD/123', '15056 BL', 'Größe-M', 'A+B', '#1', '50% OFF', '日本-1', 'A%2FB', '100%25', '..'])(
    'carries the SKU %j in the path, decoded exactly once',
    async (each) => {
      expect(await ask({ params: { sku: each } })).toMatchObject({ status: 200, body: { sku: each } });
    },
  );

  it.each([
    ['separated by commas', 'A,B C', ['A', 'B C']],
    ['repeated', ['A', 'B C'], ['A', 'B C']],
    ['both', ['A,B C', 'A+B'], ['A', 'B C', 'A+B']],
  ])('carries a list that is %s', async (_what, skus, expected) => {
    expect(await ask({ query: { skus } })).toMatchObject({ status: 200, body: { skus: expected } });
  });

  it('has the values of a repeated list counted together', async () => {
    expect(await ask({ query: { skus: ['A,B', 'C', 'D'] } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/query/skus', detail: 'must have at most 3 values' }] },
    });
  });

  it('is rejected if a parameter that is not a list is repeated, even with the same value', async () => {
    expect(await ask({ query: { limit: ['1', '2'] } })).toMatchObject(
      errorOf('#/query/limit', 'REPEATED_PARAMETER'),
    );
    expect(await ask({ query: { limit: ['1', '1'] } })).toMatchObject({ status: 400 });
  });

  it('is rejected with an error for each repeated parameter, without card numbers', async () => {
    const query = { limit: ['1', '2'], 'a/b': ['x', 'y'], '4242424242424242': ['x', 'y'] };
    const { body } = await ask({ query });
    const pointers = (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual(['#/query/(redacted)', '#/query/a~1b', '#/query/limit']);
  });

  it('has one value if a parameter that is not a list contains a comma', async () => {
    expect(await ask({ query: { limit: '1,2' } })).toMatchObject(errorOf('#/query/limit', 'INVALID_FORMAT'));
  });
});

describe('the path of a REST API', () => {
  it.each(['50%', '%zz', '%ff'])('is rejected for %j, which is not percent-encoded UTF-8', async (each) => {
    const event = { ...toRestEvent({ claims }), pathParameters: { sku: each } };
    expect(await answerTo(event)).toMatchObject(errorOf('#/path/sku', 'INVALID_ENCODING'));
  });
});
