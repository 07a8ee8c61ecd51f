import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';

const STAFF = 'tradepost-dev-identity-staff';
/** More than a key may send in half a minute. */
const MANY = 200;
const cloud = sharedCloud();

async function bearerOf(username: string): Promise<string> {
  const response = await fetch(`${cloud.url}/_local/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ pool: STAFF, username }),
  });
  const { access_token: token } = (await response.json()) as { readonly access_token: string };
  return `Bearer ${token}`;
}

type Answer = {
  readonly status: number;
  readonly type: string | null;
  readonly body: Record<string, unknown>;
};

async function call(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: (await response.json()) as Record<string, unknown> };
}
const asAdmin = async (method: string, path: string, body?: object) =>
  call(method, path, { Authorization: await bearerOf('admin') }, body);
const readFeed = (key?: string) =>
  call('GET', '/v1/feed/products?limit=1', key === undefined ? {} : { 'X-Api-Key': key });

describe('an API key of a partner', () => {
  it('is needed for the feed, and is accepted until it is revoked', async () => {
    const issued = await asAdmin('POST', '/v1/admin/api-keys', { partner: 'Mug Comparison Ltd' });
    expect(issued.status).toBe(201);
    const { id, value } = issued.body as { readonly id: string; readonly value: string };

    for (const key of [undefined, 'a'.repeat(40)]) {
      const { status, type, body } = await readFeed(key);
      expect([status, type, body['code']]).toEqual([403, 'application/problem+json', 'INVALID_API_KEY']);
    }
    expect((await readFeed(value)).status).toBe(200);

    const revoked = await asAdmin('POST', `/v1/admin/api-keys/${id}/revoke`, { reason: 'a test' });
    expect([revoked.status, revoked.body['status']]).toEqual([200, 'revoked']);
    expect((await readFeed(value)).body['code']).toBe('INVALID_API_KEY');
  });

  it('has a rate of its own, and its requests are counted', async () => {
    const { body: one } = await asAdmin('POST', '/v1/admin/api-keys', { partner: 'Hasty Ltd' });
    const { body: other } = await asAdmin('POST', '/v1/admin/api-keys', { partner: 'Patient Ltd' });
    const answers = await Promise.all(Array.from({ length: MANY }, () => readFeed(String(one['value']))));
    const rejected = answers.filter(({ status }) => status === 429);
    expect(rejected.length).toBeGreaterThan(0);
    expect(rejected[0]).toMatchObject({
      type: 'application/problem+json',
      body: { type: 'about:blank', status: 429, detail: expect.stringContaining('too many requests') },
    });
    expect((await readFeed(String(other['value']))).status).toBe(200);

    const accepted = answers.filter(({ status }) => status === 200).length;
    const today = new Date().toISOString().slice(0, 10);
    const path = `/v1/admin/api-keys/${String(one['id'])}/usage?from=${today}&to=${today}`;
    const usage = await asAdmin('GET', path);
    expect(usage.body['items']).toEqual([{ day: today, requests: accepted, remaining: 50_000 - accepted }]);
  });

  it('authorizes nothing: staff need a token, and only administrators may issue keys', async () => {
    const { body } = await asAdmin('POST', '/v1/admin/api-keys', { partner: 'Curious Ltd' });
    const withKey = await call('GET', '/v1/admin/products', { 'X-Api-Key': String(body['value']) });
    expect([withKey.status, withKey.body['code']]).toEqual([401, 'UNAUTHENTICATED']);
    const headers = { Authorization: await bearerOf('merchandiser') };
    const issue = await call('POST', '/v1/admin/api-keys', headers, { partner: 'Mine Ltd' });
    expect([issue.status, issue.body['code']]).toEqual([403, 'FORBIDDEN']);
  });
});
