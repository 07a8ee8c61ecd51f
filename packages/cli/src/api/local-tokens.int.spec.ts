import { type LocalServer, listenLocally } from '@tradepost/local/gateway/http-server';
import { createLocalTokens, isLocal } from './local-tokens.ts';

type Answer = { readonly status: number; readonly body: object };

let server: LocalServer;
let answers: Answer[];
beforeAll(async () => {
  server = await listenLocally(0, async (_request, response) => {
    const { status, body } = answers.shift() ?? { status: 500, body: { detail: 'no answer is left' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
});
beforeEach(() => {
  answers = [];
});
afterAll(() => server.stop());

const issued = (token: string, seconds = 900): Answer => ({
  status: 200,
  body: { access_token: token, expires_in: seconds, token_type: 'Bearer' },
});

describe('createLocalTokens', () => {
  it('uses a token until it expires or is rejected', async () => {
    answers = [issued('a'), issued('b', 0), issued('c')];
    const token = createLocalTokens(server.url);
    expect([await token({}), await token({}), await token({ rejected: 'a' }), await token({})]).toEqual([
      'a',
      'a',
      'b',
      'c',
    ]);
  });

  it('waits for a local cloud that is starting', async () => {
    answers = [{ status: 503, body: {} }, issued('a')];
    expect(await createLocalTokens(server.url, { patienceMs: 10_000 })({})).toBe('a');
  });

  it('has no token of a server that is no local cloud', async () => {
    answers = [{ status: 404, body: {} }];
    const token = createLocalTokens(server.url);
    expect([await token({}), await token({})]).toEqual([undefined, undefined]);
  });

  it('throws if the local cloud refuses or does not run, and tries again at the next call', async () => {
    answers = [{ status: 400, body: { detail: 'no such user' } }, { status: 503, body: {} }, issued('a')];
    const token = createLocalTokens(server.url);
    await expect(token({})).rejects.toThrow('issues no token: no such user');
    await expect(token({})).rejects.toThrow(
      `Tradepost does not run at ${server.url}: start it with npm start`,
    );
    expect(await token({})).toBe('a');
  });
});

it.each([
  ['http://127.0.0.1:4000', true],
  ['http://localhost:4000/', true],
  ['http://[::1]:4000', true],
  ['https://api.example.com', false],
  ['http://127.0.0.1.example.com', false],
])('isLocal(%s) is %s', (url, local) => {
  expect(isLocal(url)).toBe(local);
});
