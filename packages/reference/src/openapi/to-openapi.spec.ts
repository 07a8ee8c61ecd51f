import { PROBLEMS } from '@tradepost/contracts/problem';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { lintOpenApi } from './lint-openapi.ts';
import { type OpenApiDocument, toOpenApi } from './to-openapi.ts';

let registry: Registry;
let services: readonly string[];
let document: OpenApiDocument;
beforeAll(async () => {
  registry = await loadRegistry();
  services = [...new Set(registry.routes.map(({ contract }) => contract.service))];
  document = toOpenApi(registry);
});

type Json = { readonly [name: string]: Json } & readonly Json[];
/** The value at a path of names in the document. */
const at = (...names: readonly string[]) =>
  names.reduce((node: Json | undefined, name) => node?.[name], document as unknown as Json) as Json;
const operation = (path: string, method: string) => at('paths', path, method);
const parameters = (path: string, method: string) =>
  Object.fromEntries(
    (operation(path, method)['parameters'] as readonly Json[]).map((each) => [String(each['name']), each]),
  );

describe('the document', () => {
  it('has an operation for each route, with the name of its contract', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, each]) => {
        const { operationId, tags } = each as unknown as Json;
        return [String(operationId), method.toUpperCase(), path, ...(tags as unknown as string[])];
      }),
    );
    const routes = registry.routes.map(({ name, contract: { method, path, service } }) => [
      name,
      method,
      path,
      service,
    ]);
    expect(operations.toSorted()).toEqual(routes.toSorted());
  });

  it("has no findings by Redocly's recommended rules, for all services and for each", async () => {
    for (const service of [undefined, ...services]) {
      const findings = await lintOpenApi(toOpenApi(registry, { service }));
      expect({ service, findings }).toEqual({ service, findings: [] });
    }
  });

  it('has a finding if it violates a rule', async () => {
    const { summary: _, ...undescribed } = operation('/v1/orders', 'post');
    const paths = { '/v1/orders': { post: undescribed } };
    expect(await lintOpenApi({ ...document, paths })).toContainEqual(
      expect.stringContaining('operation-summary'),
    );
  });

  it('has no two paths of one method that match the same request', () => {
    const paths = registry.routes.map(({ contract: { method, path } }) => `${method} ${path}`);
    const pairs = paths.flatMap((one, index) => paths.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => takeTheSame(one, other))).toEqual([]);
  });
});

describe('the document of a service', () => {
  it('has only its routes, and the components that they use', () => {
    const payments = toOpenApi(registry, { service: 'payments' });
    expect(Object.keys(payments.paths)).toEqual([
      '/v1/hooks/payments/{provider}',
      '/v1/ledger/{currency}',
      '/v1/payments/{paymentId}',
      '/v1/payments/{paymentId}/captures',
      '/v1/payments/{paymentId}/entries',
      '/v1/payments/{paymentId}/refunds',
      '/v1/simulated-provider/payments/{paymentId}/complete',
    ]);
    expect(payments.tags.map(({ name }) => name)).toEqual(['payments']);
    expect(payments.components.schemas).toHaveProperty('Payment');
    expect(payments.components.schemas).not.toHaveProperty('Order');
  });
});

describe('the security of an operation', () => {
  it('is a token with the scope of its contract, an API key if it needs one, and empty for all other routes', () => {
    for (const { contract } of registry.routes) {
      const { security } = operation(contract.path, contract.method.toLowerCase());
      const { access } = contract;
      const expected = {
        public: contract.apiKey === true ? [{ apiKey: [] }] : [],
        signed: [],
        orderToken: [{ orderToken: [] }],
        cartToken: [{ cartToken: [] }],
        customer: [{ customer: ['tradepost/me'] }],
        staff: [{ staff: [`tradepost/${'scope' in access ? access.scope : ''}`] }],
      }[access.kind];
      expect([contract.path, security]).toEqual([contract.path, expected]);
    }
  });

  it('names a scheme that has all of its scopes', () => {
    const { securitySchemes } = document.components as never as {
      securitySchemes: Record<string, { flows?: Record<string, { scopes: object }> }>;
    };
    for (const { contract } of registry.routes) {
      const { security } = operation(contract.path, contract.method.toLowerCase());
      const needs = security as unknown as readonly Readonly<Record<string, readonly string[]>>[];
      for (const [name, scopes] of needs.flatMap((each) => Object.entries(each))) {
        const flows = Object.values(securitySchemes[name]?.flows ?? {});
        for (const flow of flows) expect(Object.keys(flow.scopes)).toEqual(expect.arrayContaining(scopes));
      }
    }
  });

  it('has the addresses of the issuers that are given', () => {
    const issuer = (name: string) => ({
      authorizationUrl: `https://${name}.example.com/authorize`,
      tokenUrl: `https://${name}.example.com/token`,
    });
    const { components } = toOpenApi(registry, {
      issuers: { staff: issuer('staff'), customer: issuer('customers') },
    });
    expect(components.securitySchemes).toMatchObject({
      staff: {
        flows: {
          authorizationCode: {
            authorizationUrl: 'https://staff.example.com/authorize',
            tokenUrl: 'https://staff.example.com/token',
          },
          clientCredentials: { tokenUrl: 'https://staff.example.com/token' },
        },
      },
    });
  });

  it('adds 401 and 403 to the responses if a token is required', () => {
    const statuses = (path: string, method: string) => Object.keys(at('paths', path, method, 'responses'));
    expect(statuses('/v1/orders', 'get')).toEqual(expect.arrayContaining(['401', '403']));
    expect(statuses('/v1/products', 'get')).not.toContain('401');
    expect(statuses('/v1/products', 'get')).not.toContain('403');
  });
});

describe('parameters', () => {
  it('have the parsed type instead of the text that is sent', () => {
    const { limit, status, cursor } = parameters('/v1/admin/products', 'get');
    expect(limit).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    });
    expect(status).toMatchObject({ required: false, schema: { default: 'draft' } });
    expect(cursor).toMatchObject({ required: false, schema: { type: 'string' } });
  });

  it('have the style of a list separated by commas if they are lists', () => {
    expect(parameters('/v1/variants', 'get')['skus']).toMatchObject({
      required: true,
      style: 'form',
      explode: false,
      schema: { type: 'array', minItems: 1, maxItems: 100 },
      example: ['MUG-BLUE', 'MUG-GREEN'],
    });
  });

  it('have a description', () => {
    for (const { name, contract } of registry.routes) {
      for (const parameter of Object.values(parameters(contract.path, contract.method.toLowerCase()))) {
        if ('$ref' in parameter) continue;
        expect([name, parameter['name'], parameter['description']]).toEqual([
          name,
          parameter['name'],
          expect.any(String),
        ]);
      }
    }
  });
});

describe('responses', () => {
  it('have the codes of their status, each with an example', () => {
    const responses = at('paths', '/v1/orders', 'post', 'responses');
    expect(Object.keys(responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '413',
      '415',
      '422',
      '429',
      '431',
      '500',
      '503',
    ]);
    const { schema, examples } = at(
      ...['paths', '/v1/orders', 'post', 'responses', '422'],
      ...['content', 'application/problem+json'],
    );
    const codes = Object.keys(examples ?? {});
    expect(codes).toContain('UNKNOWN_SKU');
    expect(codes).toContain('CARD_NUMBER_NOT_ACCEPTED');
    expect(schema?.['allOf']?.[1]?.['properties']).toEqual({
      status: { const: 422 },
      code: { type: 'string', enum: codes },
    });
    expect(responses['422']?.['description']).toContain(PROBLEMS.UNKNOWN_SKU.title);
  });

  it('include those of API Gateway at every operation, with both media types', () => {
    for (const { contract } of registry.routes) {
      const responses = at('paths', contract.path, contract.method.toLowerCase(), 'responses');
      expect(responses).toMatchObject({
        429: { $ref: '#/components/responses/TooManyRequests' },
        431: { $ref: '#/components/responses/HeadTooLarge' },
      });
    }
    const { content } = at('components', 'responses', 'HeadTooLarge');
    expect(Object.keys(content ?? {})).toEqual(['application/json', 'application/problem+json']);
  });

  it('have the headers that the HTTP stack adds', () => {
    const names = (path: string, method: string, status: string) =>
      Object.keys(at('paths', path, method, 'responses', status, 'headers')).toSorted();
    expect(names('/v1/orders', 'post', '201')).toEqual([
      'Cache-Control',
      'ETag',
      'Location',
      'X-Correlation-Id',
    ]);
    expect(names('/v1/orders', 'get', '200')).toEqual(['Cache-Control', 'X-Correlation-Id']);
    expect(names('/v1/products', 'get', '304')).toEqual(['Cache-Control', 'ETag', 'X-Correlation-Id']);
    expect(names('/v1/orders', 'post', '503')).toEqual(['Cache-Control', 'Retry-After', 'X-Correlation-Id']);
  });
});

/** Returns true if a variable can have the value of another segment. An id has a prefix, such as prd_, that no fixed segment has. */
function isFilledBy(variable: string, segment: string): boolean {
  if (!variable.startsWith('{')) return false;
  return segment.startsWith('{') || !variable.endsWith('Id}');
}

/** Returns true if a request can match both paths: each pair of segments is equal or has a variable. */
function takeTheSame(one: string, other: string): boolean {
  const [parts, others] = [one.split('/'), other.split('/')];
  if (parts.length !== others.length) return false;
  const isFixed = parts.every((part) => !part.startsWith('{'));
  const isOtherFixed = others.every((part) => !part.startsWith('{'));
  // A path without variables has precedence over one with variables.
  if (isFixed !== isOtherFixed) return false;
  return parts.every((part, index) => {
    const counterpart = others[index] ?? '';
    return part === counterpart || isFilledBy(part, counterpart) || isFilledBy(counterpart, part);
  });
}
