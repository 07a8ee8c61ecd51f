import type { Route } from '@tradepost/local/templates/routes';
import type { Plain } from '../dynamodb/plain.ts';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { Functions } from './functions.ts';
import type { Scheduler } from './scheduler.ts';

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** `body` is the JSON as text, too: repeats have to be the same to the byte. */
export type HttpAnswer = { readonly status: number; readonly text: string; readonly body: Plain };

export type HttpClient = {
  /** Sends a request, and sends it again where no answer comes, or a 5xx. `undefined` after the last attempt. */
  readonly send: (request: HttpRequest, key: string) => Promise<HttpAnswer | undefined>;
};

const MAX_ATTEMPTS = 6;
const RETRY_MS = 1_500;

/** Callers of the API, with the gateway before it: routes as they are declared. */
export function createHttpClient(config: {
  readonly routes: readonly Route[];
  readonly functions: Pick<Functions, 'invoke'>;
  readonly scheduler: Scheduler;
  readonly draw: Draw;
  readonly faults: Faults;
}): HttpClient {
  const { functions, scheduler, draw, faults } = config;
  const routes = config.routes.map((route) => ({ route, pattern: toPattern(route.path) }));
  const once = async (request: HttpRequest, key: string): Promise<HttpAnswer | undefined> => {
    for (const { route, pattern } of routes) {
      const match = route.method === request.method ? pattern.exec(request.path) : null;
      if (match === null) continue;
      const result = await functions.invoke(route.functionName, toEvent(route, request, match.groups), key);
      if (!result.ok || faults.happens('lostHttpAnswer', key)) return undefined;
      const { statusCode, body } = result.payload as { statusCode: number; body: string };
      return { status: statusCode, text: body, body: body === '' ? undefined : JSON.parse(body) };
    }
    throw new Error(`no service has a route ${request.method} ${request.path}`);
  };
  return {
    send: async (request, key) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const answer = await once(request, `${key} try ${attempt}`);
        if (answer !== undefined && answer.status < 500) return answer;
        await scheduler.sleep(RETRY_MS * 2 ** attempt * draw.unit(`again ${key} ${attempt}`));
      }
      return undefined;
    },
  };
}

/** Literal parts of a path come before parameters where both would do; no two of ours are of one length and differ so. */
function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function toEvent(
  route: Route,
  { method, path, body, headers = {} }: HttpRequest,
  params?: Record<string, string>,
) {
  const sent = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  if (route.kind === 'rest') {
    return {
      resource: route.path,
      path,
      httpMethod: method,
      headers: sent,
      queryStringParameters: null,
      pathParameters: params === undefined ? null : { ...params },
      body: text ?? null,
      isBase64Encoded: false,
      requestContext: { httpMethod: method, path, requestId: 'simulated' },
    };
  }
  return {
    version: '2.0',
    routeKey: `${method} ${route.path}`,
    rawPath: path,
    rawQueryString: '',
    headers: sent,
    ...(params === undefined ? {} : { pathParameters: { ...params } }),
    ...(text === undefined ? {} : { body: text }),
    isBase64Encoded: false,
    requestContext: { http: { method, path }, requestId: 'simulated' },
  };
}
