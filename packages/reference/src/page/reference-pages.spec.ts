import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { createReferencePages, REFERENCE_PATH, type ReferencePage } from './reference-pages.ts';

const cloud = {
  description: readTemplates([], PLACEHOLDER_ADDRESSES),
  endpoints: { aws: 'http://127.0.0.1:4001', sqs: 'http://127.0.0.1:4002' },
};
const pages = createReferencePages(['orders', 'payments'], async () => cloud);
const bodyOf = async (path: string) =>
  String(await (pages.find((page) => page.path === path) as ReferencePage).body());

it('the pages are the reference, its script, and the documents of all services and of each', () => {
  expect(pages.map(({ path }) => path)).toEqual([
    '/reference',
    '/reference/scalar.js',
    '/reference/openapi.json',
    '/reference/asyncapi.json',
    '/reference/openapi-orders.json',
    '/reference/openapi-payments.json',
  ]);
});

describe('the page', () => {
  it('has only URLs of its own server', async () => {
    const html = await bodyOf(REFERENCE_PATH);
    const named = [...html.matchAll(/(?:src|href|"url")[=:]\s*"([^"]+)"/g)].map(([, url]) => url);
    expect(named).toEqual(['data:,', '/reference/scalar.js', '/reference/openapi.json']);
    expect(html).not.toMatch(/https?:/);
  });

  it('has a Content-Security-Policy that blocks other hosts', async () => {
    expect(await bodyOf(REFERENCE_PATH)).toContain(`Content-Security-Policy" content="default-src 'self'`);
  });

  it('has the whole script of Scalar from the package', async () => {
    const script = await bodyOf('/reference/scalar.js');
    expect(script).toContain('createApiReference');
    expect(script.length).toBeGreaterThan(1_000_000);
  });
});

describe('the documents', () => {
  it('have only the server of the page', async () => {
    const document = JSON.parse(await bodyOf('/reference/openapi.json')) as { servers: { url: string }[] };
    expect(document.servers.map(({ url }) => url)).toEqual(['/']);
  });

  it('have the hosts of the running cloud', async () => {
    const { asyncapi, servers } = JSON.parse(await bodyOf('/reference/asyncapi.json')) as {
      asyncapi: string;
      servers: Record<string, { host: string }>;
    };
    expect(asyncapi).toBe('3.0.0');
    expect(servers['eventbridge']?.host).toBe('127.0.0.1:4001');
  });

  it('cover one service, or all', async () => {
    const pathsOf = async (path: string) =>
      Object.keys((JSON.parse(await bodyOf(path)) as { paths: object }).paths);
    expect(await pathsOf('/reference/openapi-payments.json')).toEqual([
      '/v1/hooks/payments/{provider}',
      '/v1/ledger/{currency}',
      '/v1/payments/{paymentId}',
      '/v1/payments/{paymentId}/captures',
      '/v1/payments/{paymentId}/entries',
      '/v1/payments/{paymentId}/refunds',
      '/v1/simulated-provider/payments/{paymentId}/complete',
    ]);
    expect(await pathsOf('/reference/openapi.json')).toContain('/v1/orders');
  });
});
