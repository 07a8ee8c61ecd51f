import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorizer } from '@tradepost/compiled-service/templates/authorizers';
import type { GatewayResponse } from '@tradepost/compiled-service/templates/gateway-responses';
import type { HttpApi } from '@tradepost/compiled-service/templates/http-apis';
import type { RestPreflight, Route } from '@tradepost/compiled-service/templates/routes';
import type { StageThrottles } from '@tradepost/compiled-service/templates/throttles';
import { createDecideAccess } from '../access/decide-access.ts';
import { createRejectionResponses } from '../access/rejections.ts';
import type { CheckApiKey } from '../api-keys/check-api-key.ts';
import type { Identity } from '../identity/user-pools.ts';
import type { InvokeFunction } from '../invocation.ts';
import type { ApiStage } from './api-event.ts';
import { answerPreflight, isPreflight } from './cors.ts';
import {
  HEAD_TOO_LARGE,
  type LocalServer,
  listenLocally,
  respondJson,
  respondProblem,
} from './http-server.ts';
import { createInvokeRoute } from './invoke-route.ts';
import { createLocate } from './locate-route.ts';
import { createPages, type Page } from './pages.ts';
import { dropBody, readBody } from './request-body.ts';
import { sendResponse } from './send-response.ts';
import { createSites, type Site } from './sites.ts';

export type GatewayOptions = {
  readonly port: number;
  readonly stage: ApiStage;
  /** Returns the response body of `/_local/health`. */
  readonly health: () => object;
  /** Pages served next to the APIs. A route with the same path takes precedence. */
  readonly pages?: readonly Page[];
  /** Static websites served next to the APIs. Routes and pages take precedence. */
  readonly sites?: readonly Site[];
};

/** The APIs of all services. */
export type GatewayApis = {
  readonly routes: readonly Route[];
  readonly httpApis: readonly HttpApi[];
  readonly preflights: readonly RestPreflight[];
  readonly authorizers: readonly Authorizer[];
  readonly throttles: readonly StageThrottles[];
  readonly gatewayResponses: readonly GatewayResponse[];
};

/** Functions that the gateway calls for a request. */
export type GatewayTargets = {
  readonly invoke: InvokeFunction;
  /** User pools whose tokens authorizers accept; undefined if there are none. */
  readonly identity?: Identity | undefined;
  /** Undefined if no template has a usage plan. */
  readonly checkApiKey?: CheckApiKey | undefined;
};

export type Gateway = LocalServer & {
  /**
   * Opens the gateway for the routes; every earlier request gets 503. Throws if two routes match the same requests, or if an
   * authorizer names a user pool that no template declares.
   */
  readonly open: (apis: GatewayApis, targets: GatewayTargets) => void;
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
/** Methods whose content has no defined meaning (RFC 9110, section 9.3.1). It is not passed on. */
const METHODS_WITHOUT_BODY = new Set(['GET', 'HEAD']);

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
    { bothLoopbacks: true, continueLate: true },
  );
  return {
    ...server,
    open: (apis, targets) => {
      serve = createServe(apis, targets, options);
    },
  };
}

function createServe(
  { routes, httpApis, preflights, authorizers, throttles, gatewayResponses }: GatewayApis,
  { invoke, identity, checkApiKey }: GatewayTargets,
  options: GatewayOptions,
) {
  const servePage = createPages(options.pages ?? []);
  const serveSite = createSites(options.sites ?? []);
  const locate = createLocate(routes, options.stage.stage);
  const corsOf = new Map(httpApis.map(({ apiId, cors }) => [apiId, cors]));
  const preflightOf = new Map(preflights.map((each) => [`${each.apiId} ${each.path}`, each]));
  const invokeRoute = createInvokeRoute(invoke, options.stage);
  const { stage } = options.stage;
  const pools = identity?.pools;
  const decideAccess = createDecideAccess({ authorizers, throttles, pools, checkApiKey, stage });
  const toRejectionResponse = createRejectionResponses(gatewayResponses);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    if (headBytesOf(request) > MAX_HEAD_BYTES) return respondProblem(response, 431, HEAD_TOO_LARGE);
    if (await identity?.serve(request, response)) return;
    const [path, query] = splitUrl(url);
    const located = isWellFormed(path) ? locate(method, path) : 'malformed';
    if (located === 'malformed') return respondProblem(response, 400, MALFORMED_PATH);
    const cors = corsOf.get(located?.route.apiId ?? '');
    if (cors !== undefined && isPreflight(method, headers)) return answerPreflight(cors, headers, response);
    const preflight = preflightOf.get(`${located?.route.apiId} ${located?.route.path}`);
    if (preflight !== undefined && method === 'OPTIONS') {
      response.writeHead(200, { 'content-type': 'application/json', ...preflight.headers }).end();
      return;
    }
    if (located === undefined || located.isOtherMethod) {
      if ((await servePage(request, response)) || (await serveSite(request, response))) return;
      return respondProblem(response, 404, `No route matches ${method} ${path}`);
    }
    const { route } = located;
    const answered = { id: randomUUID(), request, method, cors };
    const decision = await decideAccess(route, request);
    if (!decision.allowed) {
      const scopes = route.authorization?.scopes ?? [];
      const rejection = toRejectionResponse(route, decision.rejection, answered.id, scopes);
      sendResponse(response, answered, route.kind, rejection);
      return dropBody(request);
    }
    const content = await readBody(request, MAX_BODY_BYTES);
    const body = METHODS_WITHOUT_BODY.has(method) ? Buffer.alloc(0) : content;
    const { authorizer } = decision;
    return invokeRoute(located, { ...answered, path, query, body, authorizer }, response);
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
function isWellFormed(path: string): boolean {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    // A request target has no fragment (RFC 9112, section 3.2).
    return !path.includes('#') && !segments.some((segment) => segment === '.' || segment === '..');
  } catch {
    return false;
  }
}

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
