import type { Access } from '@tradepost/contracts/define-route';
import type { RouteExample } from '@tradepost/contracts/example-for';
import type { Registry } from '@tradepost/contracts/registry';
import { mayBeUnchanged, statusesOf } from '@tradepost/contracts/route-answers';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import type { Reachable } from '@tradepost/testing/cloud/with-cloud';
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
 * @param cloud the platform. Routes for staff are called by the developer, those for customers by a customer
 * @param actual actual ids, by those in the examples
 */
export function createExampleClient(
  registry: Registry,
  { url, token }: Pick<Reachable, 'url' | 'token'>,
  actual: ReadonlyMap<string, string>,
) {
  const undeclaredIn = createAnswerCheck(toOpenApi(registry));
  return async (name: string, headers: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
    const { method, path, access } = routeOf(registry, name);
    const caller = CALLERS[access.kind];
    const example = withActualIds(registry.examples.get(name), actual);
    const response = await fetch(`${url}${targetOf(registry, name, example)}`, {
      method,
      headers: {
        ...(example.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(caller === undefined ? {} : { Authorization: `Bearer ${await token(caller)}` }),
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

/** Local users that call routes, by the kind of their access. */
const CALLERS: Readonly<Partial<Record<Access['kind'], string>>> = { staff: 'developer', customer: 'ada' };

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
