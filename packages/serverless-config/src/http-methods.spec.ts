import { createRequire } from 'node:module';

type Functions = Readonly<
  Record<
    string,
    {
      readonly name: string;
      readonly events?: readonly object[];
      readonly environment?: Readonly<Record<string, string>>;
    }
  >
>;

const HttpMethods = createRequire(import.meta.url)('../http-methods.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

/** Runs the plugin; returns the functions, which it changes. */
function complete(functions: Functions): Functions {
  new HttpMethods({ service: { functions } }).hooks['initialize']?.();
  return functions;
}

describe('http-methods', () => {
  it('adds HEAD to each GET, and ANY to each path of an HTTP API', () => {
    const { get, place } = complete({
      place: { name: 'place', events: [{ httpApi: 'POST /v1/orders' }], environment: { TABLE: 't' } },
      get: {
        name: 'get',
        events: [{ httpApi: { method: 'get', path: '/v1/orders/{id}', authorizer: { id: 'a' } } }],
      },
    });

    expect(place).toMatchObject({
      events: [{ httpApi: 'POST /v1/orders' }, { httpApi: { method: '*', path: '/v1/orders' } }],
      environment: { TABLE: 't', ALLOWED_METHODS: 'POST' },
    });
    expect(get?.events?.slice(1)).toEqual([
      { httpApi: { method: 'HEAD', path: '/v1/orders/{id}', authorizer: { id: 'a' } } },
      { httpApi: { method: '*', path: '/v1/orders/{id}' } },
    ]);
    expect(get?.environment).toEqual({ ALLOWED_METHODS: 'GET, HEAD' });
  });

  it('gives the function of the GET all other methods of its path, and nothing to the others', () => {
    const { list, place } = complete({
      place: { name: 'place', events: [{ httpApi: 'POST /v1/orders' }] },
      list: { name: 'list', events: [{ httpApi: 'GET /v1/orders' }] },
    });

    expect(list?.environment).toEqual({ ALLOWED_METHODS: 'GET, HEAD, POST' });
    expect(place).toEqual({ name: 'place', events: [{ httpApi: 'POST /v1/orders' }] });
  });

  it('does the same on a REST API, without the keys of the cache', () => {
    const request = { parameters: { querystrings: { limit: false } } };
    const { list } = complete({
      list: {
        name: 'list',
        events: [{ http: { method: 'get', path: 'v1/products', private: false, request } }],
      },
    });

    expect(list?.events?.slice(1)).toEqual([
      { http: { method: 'head', path: 'v1/products', private: false } },
      { http: { method: 'any', path: 'v1/products', private: false } },
    ]);
  });

  it('leaves alone what has no route, or takes any method itself', () => {
    const functions = {
      consume: { name: 'consume', events: [{ sqs: 'arn' }] },
      called: { name: 'called' },
      proxy: { name: 'proxy', events: [{ httpApi: { method: '*', path: '/v1/files' } }] },
      rest: { name: 'rest', events: [{ http: 'ANY v1/files' }] },
    };

    expect(complete(structuredClone(functions))).toEqual(functions);
  });

  it('refuses a function with the routes of two paths', () => {
    const events = [{ httpApi: 'GET /v1/a' }, { httpApi: 'GET /v1/b' }];

    expect(() => complete({ both: { name: 'both', events } })).toThrow(
      'both: a function can have the routes of one path only, not also of /v1/b',
    );
  });
});
