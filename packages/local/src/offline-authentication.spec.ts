import type { IncomingMessage } from 'node:http';
import { createSpecPool, type SpecPool } from './access/tokens.spec-kit.ts';
import type { CloudFile } from './cloud-file.ts';
import { createOfflineAuthentication } from './offline-authentication.ts';

const CONTEXT = 'sls-offline-authorizer-override';
let pool: SpecPool;
beforeAll(async () => {
  pool = await createSpecPool('staff');
});

const common = { service: 'jars', logicalId: 'Thing', apiId: 'api', functionName: 'f' };
const guarded = {
  ...{ ...common, kind: 'http', method: 'GET', path: '/v1/jars/{id}' },
  authorization: { authorizerId: 'a1', scopes: ['jars/read'] },
};
const open = { ...common, kind: 'http', method: 'GET', path: '/v1/lids/{path+}' };

function cloudFile(): CloudFile {
  const { issuer, poolArn, jwks } = pool;
  const authorizer = { ...common, id: 'a1', kind: 'http', issuer, audience: ['client-1'] };
  return {
    url: 'http://127.0.0.1:4000',
    services: { '/services/jars': { functions: {}, routes: [guarded, open] } },
    access: {
      userPools: [{ issuer, poolArn, jwks, clientIds: ['client-1'] }],
      authorizers: [authorizer],
      gatewayResponses: [],
      open: {},
    },
  } as unknown as CloudFile;
}

/** Authenticates a request as hapi does. Returns the answer, or the context that the function gets. */
async function authenticate(path: string, headers: readonly string[]) {
  const rawHeaders = [...headers];
  const headersDistinct = Object.fromEntries(
    Object.entries(Object.groupBy(pairsOf(headers), ([name]) => name.toLowerCase())).map(([name, each]) => [
      name,
      each?.map(([, value]) => value),
    ]),
  );
  const answered: Record<string, unknown> = {};
  const response = {
    code: (status: number) => Object.assign(answered, { status }) && response,
    header: (name: string, value: string) => Object.assign(answered, { [name]: value }) && response,
    takeover: () => ({ ...answered }),
  };
  const result = await createOfflineAuthentication(cloudFile(), { kind: 'http', method: 'GET', path })(
    { raw: { req: { rawHeaders, headersDistinct } as unknown as IncomingMessage } },
    {
      response: (body) => Object.assign(answered, { body: body.toString() }) && response,
      authenticated: () => 'authenticated',
    },
  );
  const contexts = pairsOf(rawHeaders).filter(([name]) => name.toLowerCase() === CONTEXT);
  return { result, contexts: contexts.map(([, value]) => JSON.parse(value) as unknown) };
}

function pairsOf(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? '']] : []));
}

describe('a service that runs alone', () => {
  it('passes on the claims of a token, as the gateway does', async () => {
    const forged = [CONTEXT, '{"jwt":{"claims":{"username":"admin"}}}'];
    const { result, contexts } = await authenticate('/v1/jars/{id}', [
      ...forged,
      'Authorization',
      `Bearer ${await pool.sign()}`,
    ]);
    expect(result).toBe('authenticated');
    expect(contexts).toMatchObject([{ jwt: { claims: { sub: 'user-1', client_id: 'client-1' } } }]);
  });

  it("answers in the gateway's words", async () => {
    expect(await authenticate('/v1/jars/{id}', [])).toMatchObject({
      result: { status: 401, body: '{"message":"Unauthorized"}', 'www-authenticate': 'Bearer' },
      contexts: [],
    });
    const token = await pool.sign({ claims: { scope: 'jars/write' } });
    expect((await authenticate('/v1/jars/{id}', ['Authorization', `Bearer ${token}`])).result).toMatchObject({
      status: 403,
    });
  });

  it('gives a route without an authorizer no claims', async () => {
    const { result, contexts } = await authenticate('/v1/lids/{path*}', [
      CONTEXT,
      '{"jwt":{}}',
      'Authorization',
      `Bearer ${await pool.sign()}`,
    ]);
    expect({ result, contexts }).toEqual({ result: 'authenticated', contexts: [{}] });
  });
});
