import { clientOf } from './behaviour.spec-kit.ts';
import { behaviours } from './behaviours.spec-kit.ts';
import { type BaseUrls, createClient } from './client.ts';
import { type FaultServer, openFaultServer } from './fault-server.spec-kit.ts';

let server: FaultServer;

beforeAll(async () => {
  server = await openFaultServer();
});

afterAll(() => server.close());

it.each([
  ['an address', 'api.example.com'],
  ['the default address', { default: 'api.example.com' }],
  ['the address of a service', { default: 'https://api.example.com', catalog: '/dev' }],
])('throws if %s is not an absolute URL', (_, baseUrl) => {
  expect(() => createClient({ baseUrl })).toThrow('Invalid URL');
});

describe('a client with several addresses', () => {
  const requested = async (baseUrl: string | BaseUrls): Promise<readonly string[]> => {
    const urls: string[] = [];
    const client = createClient({
      baseUrl,
      fetch: async (url) => {
        urls.push(url);
        return Response.json({ items: [] });
      },
    });
    await client.GET('/v1/orders');
    await client.GET('/v1/products');
    await client.GET('/v1/products/by-sku/{sku}', { params: { path: { sku: 'A B' } } });
    return urls;
  };

  it('sends each request to the API that has its route', async () => {
    const baseUrl = { default: 'https://a.example.com/', catalog: 'https://b.example.com/dev/' };
    expect(await requested(baseUrl)).toEqual([
      'https://a.example.com/v1/orders',
      'https://b.example.com/dev/v1/products',
      'https://b.example.com/dev/v1/products/by-sku/A%20B',
    ]);
  });

  it('sends all requests to the default address if there is no other', async () => {
    const urls = [
      'https://a.example.com/v1/orders',
      'https://a.example.com/v1/products',
      'https://a.example.com/v1/products/by-sku/A%20B',
    ];
    expect(await requested({ default: 'https://a.example.com' })).toEqual(urls);
    expect(await requested('https://a.example.com')).toEqual(urls);
  });
});

it('sends the API key of a partner, if it has one', async () => {
  const sent: (string | null)[] = [];
  const clientOfPartner = (apiKey?: string) =>
    createClient({
      baseUrl: 'https://api.example.com',
      apiKey,
      fetch: async (_url, { headers }) => {
        sent.push(new Headers(headers).get('x-api-key'));
        return Response.json({ items: [] });
      },
    });
  await clientOfPartner('key-of-a-partner').GET('/v1/feed/products');
  await clientOfPartner().GET('/v1/products');
  expect(sent).toEqual(['key-of-a-partner', null]);
});

describe('the client in Node', () => {
  it.each(Object.entries(behaviours))('%s', async (_name, { answers, act, comesTo, select, asked }) => {
    server.play(answers);
    expect(await act(clientOf(server.url))).toEqual(comesTo);
    const requests = server.requests();
    expect(select === undefined ? requests.length : select(requests)).toEqual(
      select === undefined ? 1 : asked,
    );
  });
});
