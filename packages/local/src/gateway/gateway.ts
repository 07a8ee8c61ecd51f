import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpApi } from '@tradepost/compiled-service/templates/http-apis';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import type { Dispatcher } from 'undici';
import { answerPreflight, corsHeaders, isPreflight } from './cors.ts';
import { forward } from './forward.ts';
import {
  HEAD_TOO_LARGE,
  type LocalServer,
  listenLocally,
  respondJson,
  respondProblem,
} from './http-server.ts';
import { createPages, type Page } from './pages.ts';
import { toHttpPath, toRestPath } from './path-encoding.ts';
import { createRouteTable } from './route-table.ts';
import { createSites, type Site } from './sites.ts';

export type GatewayOptions = {
  readonly port: number;
  /** Accepted as a prefix of REST API paths, as on AWS. */
  readonly stage: string;
  /** Returns the current HTTP server of the function's service. */
  readonly httpOf: (functionName: string) => Dispatcher | undefined;
  /** Returns the response body of `/_local/health`. */
  readonly health: () => object;
  /** Pages served next to the APIs. A route with the same path takes precedence. */
  readonly pages?: readonly Page[];
  /** Static websites served next to the APIs. Routes and pages take precedence. */
  readonly sites?: readonly Site[];
};

export type Gateway = LocalServer & {
  /** Opens the gateway for the routes; every earlier request gets 503. Throws if two routes match the same requests. */
  readonly open: (routes: readonly Route[], apis: readonly HttpApi[]) => void;
};

/**
 * API Gateway's limit for the request line and the header values together.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const MAX_HEAD_BYTES = 10_240;
/**
 * Limit of a function's event. API Gateway itself accepts 10 MB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAX_BODY_BYTES = 6 * 1024 * 1024;
const HEALTH_PATH = '/_local/health';
const MALFORMED_PATH = 'Malformed request path';

/** Route of a request and the path to forward; both undefined if no route matches. */
type Located = {
  readonly route?: Route;
  readonly path?: string;
  /** Set if the route's API refuses the encoding of the path. */
  readonly isMalformed?: true;
};

/** Starts one port for all APIs. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  let serve: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  const server = await listenLocally(
    options.port,
    async (request, response) => {
      if (request.url === HEALTH_PATH) {
        response.setHeader('cache-control', 'no-store');
        return respondJson(response, serve === undefined ? 503 : 200, options.health());
      }
      if (serve === undefined) {
        response.setHeader('retry-after', '1');
        return respondProblem(response, 503, 'The local cloud is starting');
      }
      return serve(request, response);
    },
    { bothLoopbacks: true },
  );
  return {
    ...server,
    open: (routes, apis) => {
      serve = createServe(routes, apis, options);
    },
  };
}

function createServe(
  routes: readonly Route[],
  apis: readonly HttpApi[],
  { stage, httpOf, pages = [], sites = [] }: GatewayOptions,
) {
  const servePage = createPages(pages);
  const serveSite = createSites(sites);
  const table = createRouteTable(routes);
  const corsOf = new Map(apis.map(({ apiId, cors }) => [apiId, cors]));
  const prefix = `/${stage}/`;

  const find = (method: string, path: string): Route | undefined =>
    table.find(method, path) ?? (method === 'OPTIONS' ? table.findAnyMethod(path) : undefined);
  const findRest = (method: string, path: string): Located | undefined => {
    const route = find(method, path);
    return route?.kind === 'rest' ? { route, path: toRestPath(path) } : undefined;
  };
  const locate = (method: string, path: string): Located => {
    const rest =
      findRest(method, path) ??
      (path.startsWith(prefix) ? findRest(method, path.slice(prefix.length - 1)) : undefined);
    if (rest !== undefined) return rest;
    const asHttp = toHttpPath(path);
    if (asHttp === undefined) return find(method, path) === undefined ? {} : { isMalformed: true };
    const route = find(method, asHttp);
    return route?.kind === 'http' ? { route, path: asHttp } : {};
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', headers } = request;
    if (headBytesOf(request) > MAX_HEAD_BYTES) return respondProblem(response, 431, HEAD_TOO_LARGE);
    if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
      return respondProblem(response, 413, 'The body is larger than 6 MB');
    }
    const { url = '/' } = request;
    const sentPath = pathOf(url);
    if (!isWellFormed(url)) return respondProblem(response, 400, MALFORMED_PATH);
    const { route, path, isMalformed } = locate(method, sentPath);
    if (isMalformed) return respondProblem(response, 400, MALFORMED_PATH);
    if (route === undefined) {
      if ((await servePage(request, response)) || (await serveSite(request, response))) return;
      return respondProblem(response, 404, `No route matches ${method} ${sentPath}`);
    }
    const cors = route.kind === 'http' ? corsOf.get(route.apiId) : undefined;
    if (cors !== undefined && isPreflight(method, headers)) return answerPreflight(cors, headers, response);
    const service = httpOf(route.functionName);
    if (service === undefined) return respondProblem(response, 503, 'The function is not running');
    await forward(request, response, service, {
      path: `${path}${url.slice(sentPath.length)}`,
      headers: forwardedHeaders(request),
      maxBodyBytes: MAX_BODY_BYTES,
      ...(cors === undefined
        ? {}
        : {
            adapt: (answered) => {
              for (const name of Object.keys(answered))
                if (name.startsWith('access-control-')) delete answered[name];
              Object.assign(answered, corsHeaders(cors, headers));
            },
          }),
    });
  };
}

function forwardedHeaders({ headers, socket }: IncomingMessage): Record<string, string> {
  const client = socket.remoteAddress ?? '127.0.0.1';
  const before = headers['x-forwarded-for'];
  return {
    'x-forwarded-for': before === undefined ? client : `${String(before)}, ${client}`,
    'x-forwarded-proto': 'http',
    'x-forwarded-port': String(socket.localPort ?? ''),
  };
}

/** Node.js decodes the head as Latin-1, so that one character is one byte. */
function headBytesOf({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  return values.reduce((sum, value) => sum + value.length, method.length + url.length);
}

/**
 * Returns true if every path segment is valid percent-encoded UTF-8 and none is `.` or `..`. Clients resolve those two
 * (RFC 3986, section 5.2.4).
 */
function isWellFormed(url: string): boolean {
  try {
    const segments = pathOf(url).split('/').map(decodeURIComponent);
    // A request target has no fragment (RFC 9112, section 3.2).
    return !pathOf(url).includes('#') && !segments.some((segment) => segment === '.' || segment === '..');
  } catch {
    return false;
  }
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
