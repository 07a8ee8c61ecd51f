import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { claims, gateways, getJar, parseBody, putJar, request } from './http.spec-kit.ts';
import { http } from './http.ts';

const logs = captureLogs();
afterEach(() => {
  logs.clear();
  delete process.env['ALLOWED_METHODS'];
});
afterAll(() => logs.restore());

const readJar = http({ ...getJar, cacheControl: 'public' }, async () => ({ body: { label: 'holidays' } }));
const preflight = { method: 'OPTIONS', path: '/v1/jars/jar_1', params: { jarId: 'jar_1' } };
const jar = { ...preflight, claims };

describe.each(gateways)('a function behind %s', (_gateway, toEvent) => {
  it('answers HEAD like GET; the gateway leaves the body out', async () => {
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => readJar(toEvent({ ...jar, method }), toContext())),
    );

    expect(head?.statusCode).toBe(200);
    expect(Object.keys(head?.headers ?? {})).toEqual(Object.keys(get?.headers ?? {}));
    const tag = String(get?.headers?.['ETag']);
    const again = { ...jar, method: 'HEAD', headers: { 'If-None-Match': tag } };
    expect(await readJar(toEvent(again), toContext())).toMatchObject({ statusCode: 304, body: '' });
  });

  it.each(['DELETE', 'PATCH', 'POST', 'PUT'])(
    'answers 405 with Allow to %s, before any other check',
    async (method) => {
      process.env['ALLOWED_METHODS'] = 'GET, HEAD, POST';
      const event = toEvent({
        method,
        params: { jarId: 'no id' },
        headers: { 'Content-Type': 'text/plain' },
        body: 'x',
      });

      const answer = await readJar(event, toContext());

      expect(answer).toMatchObject({
        statusCode: 405,
        headers: {
          Allow: 'GET, HEAD, POST',
          'Content-Type': 'application/problem+json',
          'Access-Control-Allow-Origin': '*',
        },
      });
      expect(parseBody(answer.body)).toMatchObject({
        code: 'METHOD_NOT_ALLOWED',
        status: 405,
        allow: ['GET', 'HEAD', 'POST'],
      });
    },
  );

  it.each([
    ['GET, HEAD', readJar, 'PUT'],
    ['PUT', http(putJar, async () => ({ body: { label: 'holidays' } })), 'HEAD'],
  ])('allows %s without the environment variable', async (allow, handler, method) => {
    const answer = await handler(toEvent({ ...request, method }), toContext());

    expect([answer.statusCode, answer.headers?.['Allow']]).toEqual([405, allow]);
  });

  it('answers OPTIONS with 204 and Allow, so that a preflight succeeds', async () => {
    const answer = await readJar(toEvent(preflight), toContext());

    expect(answer).toMatchObject({
      statusCode: 204,
      headers: { Allow: 'GET, HEAD', 'Access-Control-Allow-Origin': '*' },
      body: '',
    });
  });
});
