import type { Route } from '@tradepost/compiled-service/templates/routes';
import { toApiEvent } from '@tradepost/local/gateway/api-event';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Functions } from './functions.ts';
import type { Setting } from './setting.ts';
import type { Claims } from './tokens.ts';

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Claims of the caller's access token; absent without a token. */
  readonly claims?: Claims;
  /** The token does not allow the request: it must be rejected before anything happens. */
  readonly isWithoutAccess?: boolean;
};

/** `text` is the body before it was parsed: answers to repeats must be equal to the byte. */
export type HttpAnswer = {
  readonly status: number;
  readonly text: string;
  readonly body: UncheckedJson;
  /** Value of the header `X-Correlation-Id`. */
  readonly correlationId?: string | undefined;
};

/** Returns the JSON of a request's body, which may be given as text; undefined if the text is no JSON. */
export function jsonOf({ body }: Pick<HttpRequest, 'body'>): UncheckedJson {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A request and its answer, with the method and path of its route. */
export type Answered = {
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly request: HttpRequest;
  readonly answer: HttpAnswer;
  /** Virtual times at which the attempt that got this answer was sent and answered. */
  readonly sentMs: number;
  readonly answeredMs: number;
};

export type HttpClient = {
  /** Sends a request, and repeats it after a 5xx or no answer. Resolves to `undefined` after the last attempt. */
  readonly send: (request: HttpRequest, key: string) => Promise<HttpAnswer | undefined>;
};

type ApiResponse = {
  readonly statusCode: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const MAX_ATTEMPTS = 6;
const RETRY_MS = 1_500;

/** An HTTP client and the API gateway, with the declared routes. */
export function createHttpClient(
  config: Omit<Setting, 'trace'> & {
    readonly routes: readonly Route[];
    readonly functions: Pick<Functions, 'invoke'>;
    /** Receives each rejection twice, by its route and by its service, even if its answer is lost. */
    readonly reach?: (branch: string) => void;
    readonly onAnswer?: (answered: Answered) => void;
  },
): HttpClient {
  const { functions, scheduler, draw, faults, reach = () => {}, onAnswer = () => {} } = config;
  const routes = config.routes.map((route) => ({ route, pattern: toPattern(route.path) }));
  const once = async (request: HttpRequest, key: string): Promise<Answered | undefined> => {
    const [path = ''] = request.path.split('?');
    const sentMs = scheduler.nowMs();
    for (const { route, pattern } of routes) {
      const match = route.method === request.method ? pattern.exec(path) : null;
      if (match === null) continue;
      const result = await functions.invoke(
        route.functionName,
        toEvent(route, request, { ...match.groups }, sentMs),
        key,
      );
      if (!result.ok) return undefined;
      const { statusCode, body: text, headers } = result.payload as ApiResponse;
      const name = `${route.method} ${route.path}`;
      const body = text === '' ? undefined : JSON.parse(text);
      if (statusCode >= 400) {
        reach(`${name} refuses: ${body.code}`);
        reach(`${route.service} refuses: ${body.code}`);
      }
      if (faults.happens('lostHttpAnswer', key)) return undefined;
      const answer = { status: statusCode, text, body, correlationId: headers?.['X-Correlation-Id'] };
      const times = { sentMs, answeredMs: scheduler.nowMs() };
      return { route: name, params: { ...match.groups }, request, answer, ...times };
    }
    throw new Error(`no service has a route ${request.method} ${request.path}`);
  };
  return {
    send: async (request, key) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const answered = await once(request, `${key} try ${attempt}`);
        if (answered !== undefined) onAnswer(answered);
        if (answered !== undefined && answered.answer.status < 500) return answered.answer;
        await scheduler.sleep(RETRY_MS * 2 ** attempt * draw.unit(`again ${key} ${attempt}`));
      }
      return undefined;
    },
  };
}

/** API Gateway prefers literal path segments to parameters. No two of our routes need that, so it is not simulated. */
function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function toEvent(
  route: Route,
  { method, path: target, body, headers = {}, claims }: HttpRequest,
  params: Readonly<Record<string, string>>,
  nowMs: number,
): object {
  const [path = '', query = ''] = target.split('?');
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const sent = { ...(text === '' ? {} : { 'content-type': 'application/json' }), ...headers };
  const isRest = route.kind === 'rest';
  return toApiEvent(
    {
      ...{ id: 'simulated', method, path, query, sourceIp: '127.0.0.1', receivedMs: nowMs },
      headers: Object.entries(sent),
      body: Buffer.from(text),
    },
    // A REST API passes path parameters as they were sent, an HTTP API passes them decoded.
    isRest
      ? { route, path, parameters: params }
      : { route, path: decodeURIComponent(path), parameters: decoded(params) },
    { accountId: '000000000000', stage: 'dev' },
    claims && (isRest ? { claims } : { jwt: { claims } }),
  );
}

function decoded(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
}
