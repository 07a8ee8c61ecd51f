import type { RouteExample } from '@tradepost/contracts/example-for';
import type { Registry } from '@tradepost/contracts/registry';
import { mayBeUnchanged, statusesOf } from '@tradepost/contracts/route-answers';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import { createAnswerCheck } from './declared-answer.ts';

/** The answer to an example, and the parts of it that the reference does not declare. */
export type Outcome = {
  readonly status: number;
  readonly body: unknown;
  readonly tag: string | undefined;
  readonly undeclared: readonly string[];
};

/**
 * Sends the examples of the reference to a running platform, and compares the answers with the document.
 *
 * @param url URL of the platform
 * @param actual actual ids, by those in the examples
 */
export function createExampleClient(registry: Registry, url: string, actual: ReadonlyMap<string, string>) {
  const undeclaredIn = createAnswerCheck(toOpenApi(registry));
  return async (name: string, headers: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
    const { method, path } = routeOf(registry, name);
    const example = withActualIds(registry.examples.get(name), actual);
    const response = await fetch(`${url}${targetOf(registry, name, example)}`, {
      method,
      headers: {
        ...(example.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...example.headers,
        ...headers,
      },
      ...(example.body === undefined ? {} : { body: toBody(example.body) }),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return {
      status: response.status,
      body,
      tag: response.headers.get('ETag') ?? undefined,
      undeclared: undeclaredIn(path, method, { status: response.status, headers: response.headers, body }),
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
  const text = [...actual].reduce(
    (json, [documented, id]) => json.replaceAll(documented, id),
    JSON.stringify(example),
  );
  return JSON.parse(text) as RouteExample;
}

function targetOf(registry: Registry, name: string, { params = {}, query = {} }: RouteExample): string {
  const values = params as Readonly<Record<string, string>>;
  const path = routeOf(registry, name).path.replace(/\{(\w+)\}/g, (_, each: string) =>
    encodeURIComponent(values[each] ?? ''),
  );
  const search = new URLSearchParams(query as Readonly<Record<string, string>>);
  return search.size === 0 ? path : `${path}?${search}`;
}

/** Returns bytes unchanged, and anything else as JSON. */
function toBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}
