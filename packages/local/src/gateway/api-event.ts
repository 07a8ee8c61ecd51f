import type { Route } from '@tradepost/compiled-service/templates/routes';

/** A client's request to an API. */
export type ApiRequest = {
  readonly id: string;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** As it was sent, without `?`. */
  readonly query: string;
  /** Names and values as they were sent, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly receivedMs: number;
};

/** The route that matches a request. */
export type RouteMatch = {
  readonly route: Pick<Route, 'kind' | 'apiId' | 'method' | 'path'>;
  /** Path as the API passes it on: of a REST API without the stage, of an HTTP API decoded. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
};

export type ApiStage = { readonly accountId: string; readonly stage: string };

/** Result of an authorizer, in the form that its kind has in `requestContext.authorizer`. */
export type AuthorizerContext = Readonly<Record<string, unknown>>;

/**
 * Builds the event that API Gateway passes to the function of a route: payload format 1.0 for a REST API, 2.0 for
 * an HTTP API.
 *
 * @param stage of a REST API; the stage of an HTTP API is `$default`
 * @param authorizer result of the route's authorizer; undefined for a route without one
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html REST APIs
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html HTTP APIs
 */
export function toApiEvent(
  request: ApiRequest,
  match: RouteMatch,
  stage: ApiStage,
  authorizer?: AuthorizerContext,
): object {
  return match.route.kind === 'http'
    ? toFormat2(request, match, stage, authorizer)
    : toFormat1(request, match, stage, authorizer);
}

/** Empty members are null. Of a repeated header or parameter, the single-value members have the last value. */
function toFormat1(
  request: ApiRequest,
  { route, path, parameters }: RouteMatch,
  { accountId, stage }: ApiStage,
  authorizer: AuthorizerContext | undefined,
): object {
  const headers = grouped(request.headers);
  const query = grouped([...new URLSearchParams(request.query)]);
  const { body = null, isBase64Encoded } = toBody(request, false);
  const domainName = domainOf(request);
  return {
    resource: route.path,
    path,
    httpMethod: request.method,
    headers: mapValues(headers, (values) => values.at(-1)),
    multiValueHeaders: headers,
    queryStringParameters: nullIfEmpty(mapValues(query, (values) => values.at(-1))),
    multiValueQueryStringParameters: nullIfEmpty(query),
    pathParameters: nullIfEmpty(parameters),
    stageVariables: null,
    requestContext: {
      accountId,
      apiId: route.apiId,
      ...(authorizer === undefined ? {} : { authorizer }),
      domainName,
      domainPrefix: prefixOf(domainName),
      extendedRequestId: request.id,
      httpMethod: request.method,
      identity: {
        ...NO_IDENTITY,
        sourceIp: request.sourceIp,
        userAgent: headerOf(request, 'user-agent') ?? null,
      },
      path: request.path,
      protocol: 'HTTP/1.1',
      requestId: request.id,
      requestTime: toLogTime(request.receivedMs),
      requestTimeEpoch: request.receivedMs,
      resourceId: `${route.method} ${route.path}`,
      resourcePath: route.path,
      stage,
    },
    body,
    isBase64Encoded,
  };
}

/** Empty members are absent. Values of a repeated header or parameter are joined with commas. */
function toFormat2(
  request: ApiRequest,
  { route, path, parameters }: RouteMatch,
  { accountId }: ApiStage,
  authorizer: AuthorizerContext | undefined,
): object {
  const { cookie, ...headers } = grouped(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const query = grouped([...new URLSearchParams(request.query)]);
  const routeKey = route.path === '$default' ? '$default' : `${route.method} ${route.path}`;
  const domainName = domainOf(request);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookie === undefined ? {} : { cookies: cookie.flatMap(toCookies) }),
    headers: mapValues(headers, (values) => values.join(',')),
    ...present(
      'queryStringParameters',
      mapValues(query, (values) => values.join(',')),
    ),
    ...present('pathParameters', parameters),
    requestContext: {
      accountId,
      apiId: route.apiId,
      ...(authorizer === undefined ? {} : { authorizer }),
      domainName,
      domainPrefix: prefixOf(domainName),
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headerOf(request, 'user-agent') ?? '',
      },
      requestId: request.id,
      routeKey,
      stage: '$default',
      time: toLogTime(request.receivedMs),
      timeEpoch: request.receivedMs,
    },
    ...toBody(request, true),
  };
}

const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/** An HTTP API encodes content that is not text in base64. A REST API without binary media types decodes it as UTF-8. */
function toBody(
  request: ApiRequest,
  encodesBytes: boolean,
): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const isBase64Encoded = encodesBytes && !isText(headerOf(request, 'content-type'));
  return { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/** Returns true for content that an HTTP API passes on as a string. Content without a type is bytes. */
function isText(contentType = 'application/octet-stream'): boolean {
  return /^(?:text\/|application\/(?:json|javascript|xml)\b|[^;+]*\+(?:json|xml)\b)/i.test(
    contentType.trim(),
  );
}

function toCookies(header: string): string[] {
  return header
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
}

function headerOf({ headers }: ApiRequest, name: string): string | undefined {
  return headers.findLast(([each]) => each.toLowerCase() === name)?.[1];
}

function domainOf(request: ApiRequest): string {
  return (headerOf(request, 'host') ?? 'localhost').replace(/:\d*$/, '');
}

function prefixOf(domainName: string): string {
  return domainName.split('.', 1)[0] ?? domainName;
}

/** The time format of the Common Log Format: `29/Nov/2026:18:05:00 +0000`. */
function toLogTime(ms: number): string {
  const [, day, month, year, time] = new Date(ms).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries([...groups].map(([name, each]) => [name, each.map(([, value]) => value)]));
}

function mapValues<Value, Mapped>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

function nullIfEmpty<Values extends object>(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}

function present(name: string, values: object): object {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}
