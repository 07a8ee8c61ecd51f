import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { type TokenCase, tokenCases, type Verdict } from '../access/bad-tokens.ts';
import { claimsIn, poolIdOf, signingKeyOf } from '../access/sign-jwt.ts';
import { createSender, type Sender } from '../fuzz/send.ts';

/** Routes of both kinds of API that support may call. */
const HTTP_ROUTE = '/v1/orders?limit=1';
const REST_ROUTE = '/v1/admin/products?limit=1';
/** API Gateway limits the header of a request to 10,240 bytes. */
const LONG_HEADER = 'x'.repeat(11_000);

const cloud = sharedCloud();
let sender: Sender;
let cases: readonly TokenCase[];
beforeAll(async () => {
  sender = createSender(cloud.url, { staff: () => undefined, customer: () => undefined } as never);
  const [token, customerToken] = await Promise.all([cloud.token('support'), cloud.token('ada')]);
  cases = tokenCases({
    token,
    claims: claimsIn(token),
    key: signingKeyOf(cloud.dataDir, poolIdOf(token)),
    customerToken,
    customerKey: signingKeyOf(cloud.dataDir, poolIdOf(customerToken)),
    nowSeconds: Math.floor(Date.now() / 1_000),
  });
});
afterAll(() => sender.close());

/** The status, whether the function answered, and the challenge: the caller's view of a decision. */
async function outcomeOf(target: string, { headers, query }: TokenCase) {
  const path = query === undefined ? target : `${target}&${query}`;
  const answer = await sender.send({ method: 'GET', target: path, headers });
  const byFunction = answer.headers.has('X-Correlation-Id');
  return {
    status: answer.status,
    by: byFunction ? 'function' : 'gateway',
    challenge: byFunction ? undefined : (answer.headers.get('WWW-Authenticate') ?? undefined),
  };
}

/** The decisions of both kinds of API. */
function decisionOf(verdict: Verdict, challengeOf: (verdict: Verdict) => string) {
  switch (verdict.by) {
    case 'accepted':
      return { status: 200, by: 'function', challenge: undefined };
    case 'function':
      return { status: verdict.status, by: 'function', challenge: undefined };
    case 'scope':
      return { status: 403, by: 'gateway', challenge: challengeOf(verdict) };
    case 'missing':
    case 'invalid':
    case 'expired':
      return { status: 401, by: 'gateway', challenge: challengeOf(verdict) };
    default:
      return verdict satisfies never;
  }
}

/** An HTTP API names the reason. */
function httpChallenge(verdict: Verdict): string {
  const scope = 'Bearer scope="tradepost/orders:read"';
  if (verdict.by === 'scope')
    return `${scope} error="insufficient_scope" error_description="the token does not have a scope of the route"`;
  return 'description' in verdict
    ? `${scope} error="invalid_token" error_description="${verdict.description}"`
    : 'Bearer';
}

/** The responses of a REST API are those of packages/serverless-config/gateway-responses.cjs. */
function restChallenge({ by }: Verdict): string {
  return by === 'scope' ? 'Bearer error="insufficient_scope"' : 'Bearer';
}

/** The answers of a route to all cases, and those by design, by name. */
async function compare(target: string, expected: (each: TokenCase) => ReturnType<typeof decisionOf>) {
  const answers: Record<string, unknown> = {};
  for (const each of cases) answers[each.name] = await outcomeOf(target, each);
  return [answers, Object.fromEntries(cases.map((each) => [each.name, expected(each)]))];
}

it('there are at least 40 tokens that must not be accepted, each with a name of its own', () => {
  const bad = cases.filter(({ verdict }) => verdict.by !== 'accepted');
  expect(new Set(bad.map(({ name }) => name)).size).toBe(bad.length);
  expect(bad.length).toBeGreaterThanOrEqual(40);
});

it('an HTTP API answers each token by design', async () => {
  const [answers, expected] = await compare(HTTP_ROUTE, ({ verdict }) => decisionOf(verdict, httpChallenge));
  expect(answers).toEqual(expected);
});

it('a REST API answers each token by design', async () => {
  const [answers, expected] = await compare(REST_ROUTE, ({ verdict, restVerdict = verdict }) =>
    decisionOf(restVerdict, restChallenge),
  );
  expect(answers).toEqual(expected);
});

it.each([HTTP_ROUTE, REST_ROUTE])('a header above the limit gets no access to %s', async (target) => {
  const { status } = await sender.send({
    method: 'GET',
    target,
    headers: [
      ['Authorization', `Bearer ${await cloud.token('support')}`],
      ['X-Long', LONG_HEADER],
    ],
  });
  expect(status).toBe(431);
});

it('a token in the body gets no access', async () => {
  const body = Buffer.from(`access_token=${await cloud.token('support')}`);
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
  expect((await sender.send({ method: 'POST', target: '/v1/orders', headers, body })).status).toBe(401);
});
