import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import { createJudge } from './judge.ts';
import { readOperations } from './operations.ts';
import type { FuzzAnswer, FuzzRequest } from './request.ts';
import { runFuzz } from './run-fuzz.ts';
import { toBytes } from './send.ts';

const CORRELATION_ID = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const registry = await loadRegistry();
const document = toOpenApi(registry);
const operations = readOperations(document, registry, { Sku: ['MUG-BLUE'], LocationId: ['main'] });
const judge = createJudge(document, operations);

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): FuzzAnswer => ({
  status,
  headers: new Headers({
    'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
    'Cache-Control': 'no-store',
    'X-Correlation-Id': CORRELATION_ID,
    ...headers,
  }),
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const problem = (status: number, code: string, facts: object = {}) =>
  answer(status, {
    type: `urn:tradepost:problem:${code}`,
    title: code,
    status,
    code,
    correlationId: CORRELATION_ID,
    ...facts,
  });
const stock = { sku: 'MUG-BLUE', onHand: 1, reserved: 0, available: 1, locations: [] };
const get = (target: string, headers: FuzzRequest['headers'] = []): FuzzRequest => ({
  method: 'GET',
  target,
  headers,
  caller: 'staff',
});
const getStock = get('/v1/stock/MUG-BLUE');
const gateways = (status: number) => answer(status, { type: 'about:blank', title: 'x', status, detail: 'x' });

describe('an answer that matches the document', () => {
  it.each<[string, FuzzRequest, FuzzAnswer]>([
    ['a success', getStock, answer(200, stock)],
    ['a rejection', getStock, problem(404, 'STOCK_NOT_FOUND')],
    [
      'random characters, such as of a key, that contain a short name of a library',
      getStock,
      problem(404, 'STOCK_NOT_FOUND', { detail: '5wraNHAPIs9r7jdO' }),
    ],
    ["the gateway's own, to an unknown path", get('/v1/nothing'), gateways(404)],
    [
      "the gateway's own, to a path that its API decodes to an unknown one",
      get('/v1/stock/A%2FB'),
      gateways(404),
    ],
    ["the gateway's own, to a path that its API cannot decode", get('/v1/stock/50%25'), gateways(400)],
    ['a success, if its API ends the path at a ?', get('/v1/stock/MUG-BLUE%3F%2C'), answer(200, stock)],
    ["the gateway's own, to a head that is too long", get(`/v1/stock/${'x'.repeat(11_000)}`), gateways(431)],
    [
      'one with a new correlation id, though the caller sent one',
      get('/v1/stock/MUG-BLUE', [['X-Correlation-Id', 'mine']]),
      answer(200, stock),
    ],
  ])('has no fault: %s', (_what, request, given) => {
    expect(judge(request, given)).toEqual([]);
  });
});

describe('an answer to a request without the token that it needs', () => {
  const { caller: _, ...anonymous } = getStock;
  const unauthorized = answer(401, { message: 'Unauthorized' }, { 'Content-Type': 'application/json' });

  it.each<[string, FuzzRequest]>([
    ['without a token', anonymous],
    ['with the token of a customer', { ...getStock, caller: 'customer' }],
    ['with another header', { ...getStock, headers: [['authorization', 'Basic x']] }],
  ])("is the gateway's 401: %s", (_what, request) => {
    expect(judge(request, unauthorized)).toEqual([]);
    expect(judge(request, answer(200, stock)).join()).toMatch(/answered 200 and not 401/);
    expect(judge(request, problem(400, 'VALIDATION_FAILED')).join()).toMatch(/answered 400 and not 401/);
  });

  it('is a fault for a request with the token', () => {
    expect(judge(getStock, unauthorized)).not.toEqual([]);
  });

  it('is 403 for a caller of the pool without the scope', () => {
    const forbidden = answer(403, { message: 'Forbidden' }, { 'Content-Type': 'application/json' });
    const byAdmin: FuzzRequest = { ...getStock, caller: 'admin' };
    expect(judge(byAdmin, forbidden)).toEqual([]);
    expect(judge(byAdmin, problem(403, 'FORBIDDEN'))).toEqual([]);
    expect(judge(byAdmin, unauthorized).join()).toMatch(/answered 401 and not 403/);
    expect(judge({ ...getStock, caller: 'erp' }, answer(200, stock))).toEqual([]);
  });
});

describe('a wrong answer', () => {
  const errors = (detail: string) => ({
    errors: [{ pointer: '#/path/sku', code: 'INVALID_FORMAT', detail }],
  });

  it.each<[string, FuzzRequest, FuzzAnswer, RegExp]>([
    ['an internal error', getStock, problem(500, 'INTERNAL_ERROR'), /the status 500/],
    ['an undeclared status', getStock, problem(409, 'SKU_TAKEN'), /the status 409/],
    ['an unknown code', getStock, problem(404, 'GONE_FISHING'), /code/],
    ['a body that does not match its schema', getStock, answer(200, { ...stock, onHand: -1 }), /onHand/],
    [
      'another media type',
      getStock,
      answer(200, stock, { 'Content-Type': 'text/html' }),
      /media type text\/html/,
    ],
    ['no JSON', getStock, answer(200, 'hello'), /not JSON/],
    [
      'a stack trace',
      getStock,
      problem(404, 'STOCK_NOT_FOUND', { detail: 'x at Object.get (/a.ts:1:2)' }),
      /internals/,
    ],
    [
      "a table's name",
      getStock,
      problem(404, 'STOCK_NOT_FOUND', { detail: 'tradepost-dev-stock' }),
      /internals/,
    ],
    [
      'a correlation id of another form',
      getStock,
      answer(200, stock, { 'X-Correlation-Id': 'x' }),
      /X-Correlation-Id/,
    ],
    [
      'the correlation id of the caller',
      get('/v1/stock/MUG-BLUE', [['X-Correlation-Id', CORRELATION_ID]]),
      answer(200, stock),
      /X-Correlation-Id/,
    ],
    [
      'a success for a wrong path',
      get('/v1/stock/MUG%2CBLUE'),
      answer(200, stock),
      /accepted, though the path/,
    ],
    [
      'a success for an unknown query parameter',
      get('/v1/stock/MUG-BLUE?a=1'),
      answer(200, stock),
      /no query parameter "a"/,
    ],
    ['no field', getStock, problem(400, 'VALIDATION_FAILED'), /names no field/],
    ['no rule', getStock, problem(400, 'VALIDATION_FAILED', errors('Invalid input')), /field and rule/],
    ["the gateway's own, for no reason", getStock, gateways(404), /for no reason/],
  ])('has a fault: %s', (_what, request, given, fault) => {
    expect(judge(request, given).join('\n')).toMatch(fault);
  });
});

describe('runFuzz', () => {
  const setStock = operations.filter(({ id }) => id === 'setStock');
  /** Answers 500 to an odd number of units. */
  const send = async ({ body }: FuzzRequest): Promise<FuzzAnswer> => {
    const isOdd = /"onHand":\d*[13579]\b/.test(body?.toString() ?? '');
    return isOdd ? problem(500, 'INTERNAL_ERROR') : problem(409, 'STOCK_BELOW_RESERVED');
  };
  const onlyStatus = (_request: FuzzRequest, { status }: FuzzAnswer) =>
    status < 500 ? [] : [`the status ${status}`];
  const fuzz = (seed: number, held = onlyStatus) =>
    runFuzz({ operations: setStock, seed, cases: 200, send, judge: held, onCase: () => {} });

  it('finds a short failing request, the same for the same seed', async () => {
    const { failures } = await fuzz(1);
    expect(failures).toHaveLength(1);
    const [{ request, faults } = { request: getStock, faults: [] }] = failures;
    expect(faults).toEqual(['the status 500']);
    expect(request.body?.toString()).toMatch(/^\{"onHand":\d{1,2}\b.{0,30}\}$/);
    expect((await fuzz(1)).failures).toEqual(failures);
  });

  it('sends the given number of requests if none fails', async () => {
    const report = await fuzz(1, () => []);
    expect([report.requests, report.failures]).toEqual([200, []]);
  });
});

it('toBytes preserves all bytes of a request', () => {
  const body = Buffer.from('{"a":"\xff"}', 'latin1');
  const request: FuzzRequest = {
    method: 'POST',
    target: '/v1/orders?\xff',
    headers: [['Idempotency-Key', '']],
    body,
  };
  expect(toBytes(request, 'localhost:1').toString('latin1')).toBe(
    'POST /v1/orders?\xff HTTP/1.1\r\nHost: localhost:1\r\nIdempotency-Key: \r\nContent-Length: 9\r\nConnection: close\r\n\r\n{"a":"\xff"}',
  );
});
