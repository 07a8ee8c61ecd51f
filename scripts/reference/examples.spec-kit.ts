import type { RouteExample } from '@tradepost/contracts/example-for';
import type { Registry } from '@tradepost/contracts/registry';
import { mayBeUnchanged, statusesOf } from '@tradepost/contracts/route-answers';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What became of an example that was sent, and what of that the reference does not say. */
export type Outcome = {
  readonly status: number;
  readonly body: unknown;
  readonly tag: string | undefined;
  readonly undeclared: readonly string[];
};

type Response = {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
};

/** Headers that a reader of the reference may count on, or else on their absence. */
const TOLD_HEADERS = ['ETag', 'Location', 'Cache-Control', 'X-Correlation-Id', 'Retry-After'];

/**
 * Sends the examples of the reference to a running platform, and holds the answers against the document.
 *
 * @param url of the platform
 * @param actual the ids that the platform gave, by those in the examples
 */
export function createExampleClient(registry: Registry, url: string, actual: ReadonlyMap<string, string>) {
  const document = toOpenApi(registry);
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi.json');

  const undeclared = async (name: string, response: globalThis.Response, body: unknown) => {
    const { path, method } = routeOf(registry, name);
    const operation = document.paths[path]?.[method.toLowerCase()] as {
      readonly responses: Readonly<Record<string, Response>>;
    };
    const declared = operation.responses[response.status];
    if (declared === undefined) return [`the status ${response.status}: ${JSON.stringify(body)}`];
    const headers = TOLD_HEADERS.filter(
      (header) => response.headers.has(header) !== header in (declared.headers ?? {}),
    );
    return [
      ...headers.map((header) => `${header}: ${response.headers.get(header)}`),
      ...faultsOf(response, body, declared, `${pointer(path, method)}/responses/${response.status}`),
    ];
  };

  const faultsOf = (
    { headers }: globalThis.Response,
    body: unknown,
    { content }: Response,
    where: string,
  ): readonly string[] => {
    const type = headers.get('Content-Type')?.split(';')[0];
    if (content === undefined) return body === undefined ? [] : ['a body'];
    if (type === undefined || !(type in content)) return [`the media type ${type}`];
    const validate = ajv.getSchema(`openapi.json#${where}/content/${toFragment(type)}/schema`);
    if (validate === undefined) return [`there is no schema for ${where}`];
    return validate(body)
      ? []
      : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
  };

  return async (name: string, headers: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
    const { method } = routeOf(registry, name);
    const example = withActualIds(registry.examples.get(name), actual);
    const response = await fetch(`${url}${targetOf(registry, name, example)}`, {
      method,
      headers: {
        ...(example.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...example.headers,
        ...headers,
      },
      ...(example.body === undefined ? {} : { body: JSON.stringify(example.body) }),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return {
      status: response.status,
      body,
      tag: response.headers.get('ETag') ?? undefined,
      undeclared: await undeclared(name, response, body),
    };
  };
}

/** The contract of a route by its name. */
export function routeOf(registry: Registry, name: string) {
  const route = registry.routes.find((each) => each.name === name);
  if (route === undefined) throw new Error(`there is no route ${name}`);
  const { contract } = route;
  return { ...contract, statuses: statusesOf(contract), mayBeUnchanged: mayBeUnchanged(contract) };
}

function withActualIds(example: RouteExample | undefined, actual: ReadonlyMap<string, string>): RouteExample {
  if (example === undefined) throw new Error('there is no example');
  const text = [...actual].reduce((json, [told, id]) => json.replaceAll(told, id), JSON.stringify(example));
  return JSON.parse(text) as RouteExample;
}

function targetOf(registry: Registry, name: string, { params = {}, query = {} }: RouteExample): string {
  const values = params as Readonly<Record<string, string>>;
  const path = routeOf(registry, name).path.replace(/\{(\w+)\}/g, (_, each: string) => values[each] ?? '');
  const search = new URLSearchParams(query as Readonly<Record<string, string>>);
  return search.size === 0 ? path : `${path}?${search}`;
}

function pointer(path: string, method: string): string {
  return `/paths/${toFragment(path)}/${method.toLowerCase()}`;
}

/** RFC 6901 in a URI fragment: braces are not allowed there as they are. */
function toFragment(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
