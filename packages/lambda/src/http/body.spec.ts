import { gzipSync } from 'node:zlib';
import { defineRoute, rawBody } from '@tradepost/contracts/define-route';
import { toContext } from '@tradepost/testing/context';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import * as z from 'zod/mini';
import { gateways, parseBody, request, send } from './http.spec-kit.ts';
import { http } from './http.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe.each(gateways)('a JSON body behind %s', (_gateway, toEvent) => {
  const compressed = (encoding: string) => ({
    ...request,
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
    body: gzipSync(JSON.stringify(request.body)),
    isBase64Encoded: true,
  });

  it.each(['gzip', 'br', 'GZIP', 'identity, gzip', 'made-up'])(
    'with Content-Encoding %s gets 415',
    async (encoding) => {
      const { statusCode, headers, json, given } = await send(toEvent, compressed(encoding));

      expect(given).toBeUndefined();
      expect([statusCode, headers?.['Accept-Encoding']]).toEqual([415, 'identity']);
      expect(json).toMatchObject({
        code: 'UNSUPPORTED_CONTENT_ENCODING',
        errors: [{ pointer: '#/headers/Content-Encoding' }],
      });
    },
  );

  it.each(['identity', 'Identity', ''])('with Content-Encoding "%s" is accepted', async (encoding) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };

    expect(await send(toEvent, { ...request, headers })).toMatchObject({ statusCode: 200 });
  });
});

describe.each(gateways)('a body of the maximum size behind %s', (_gateway, toEvent) => {
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  const MAX_EVENT_BYTES = 6 * 1024 * 1024;
  const eventBytes = (input: HttpRequestInput) => Buffer.byteLength(JSON.stringify(toEvent(input)));

  it.each([
    ['a text in which each character is escaped', { body: '"'.repeat(1024 * 1024) }],
    ['base64', { body: Buffer.alloc(1024 * 1024), isBase64Encoded: true }],
  ])('fits into an event of Lambda as %s', (_, input) => {
    expect(eventBytes({ ...request, ...input })).toBeLessThan(MAX_EVENT_BYTES);
  });
});

describe('a body with thousands of errors', () => {
  const unknownKeys = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`unknown-${index}`, 1]),
  );

  it.each<[string, object, number]>([
    ['unknown fields', { label: 'holidays', ...unknownKeys }, 5_000],
    [
      'wrong items',
      { label: 'holidays', coins: Array.from({ length: 3_000 }, () => ({ value: 'x' })) },
      3_000,
    ],
    ['wrong keys of a record', { label: 'holidays', prices: unknownKeys }, 5_000],
    ['a few errors', { label: '', coins: 7 }, 2],
  ])('lists at most 50 and counts all: %s', async (_what, body, errorCount) => {
    const { statusCode, json, body: text } = await send(gateways[0][1], { ...request, body });

    expect(statusCode).toBe(400);
    expect(json).toMatchObject({ errorCount });
    expect((json as { errors: object[] }).errors).toHaveLength(Math.min(errorCount, 50));
    expect(text.length).toBeLessThan(10_000);
  });

  it('is answered with a shortened name of a field that is as long as the body', async () => {
    const body = { label: 'holidays', ['n'.repeat(500_000)]: 1 };
    const { body: text } = await send(gateways[0][1], { ...request, body });

    expect(text.length).toBeLessThan(1_000);
  });
});

describe.each(gateways)('a route with a raw body behind %s', (_gateway, toEvent) => {
  const route = defineRoute({
    service: 'jars',
    method: 'POST',
    path: '/v1/hooks/jars',
    summary: 'Receive bytes.',
    access: { kind: 'public' },
    body: rawBody,
    success: { status: 200, body: z.object({ hex: z.string(), type: z.optional(z.string()) }) },
  });
  const handler = http(route, async ({ body, headers }) => ({
    body: { hex: Buffer.from(body).toString('hex'), type: headers['content-type'] },
  }));
  const bytes = Buffer.from([0x00, 0xff, 0xfe, 0xc3, 0x28, 0x0a]);

  it.each<[string, object, object]>([
    ['no body', {}, { hex: '' }],
    [
      'bytes that are not UTF-8',
      { headers: { 'Content-Type': 'application/octet-stream' }, body: bytes, isBase64Encoded: true },
      { hex: bytes.toString('hex'), type: 'application/octet-stream' },
    ],
    [
      'a form',
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
      { hex: '613d31', type: 'application/x-www-form-urlencoded' },
    ],
    [
      'malformed JSON with Content-Encoding gzip',
      { headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, body: '{' },
      { hex: '7b', type: 'application/json' },
    ],
  ])('passes %s to its handler', async (_what, input, expected) => {
    const answer = await handler(toEvent({ method: 'POST', path: '/v1/hooks/jars', ...input }), toContext());

    expect([answer.statusCode, parseBody(answer.body)]).toEqual([200, expected]);
  });

  it('has the same size limit as other bodies', async () => {
    const answer = await handler(
      toEvent({ method: 'POST', path: '/v1/hooks/jars', body: 'x'.repeat(1024 * 1024 + 1) }),
      toContext(),
    );

    expect(answer.statusCode).toBe(413);
  });
});
