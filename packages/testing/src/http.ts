/** An HTTP request of a caller. */
export type HttpRequestInput = {
  /** Defaults to `GET`. */
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of the parameters in the path, not encoded: `{orderId: 'ord_…'}`. */
  readonly params?: Readonly<Record<string, string>>;
  /** Values of the query parameters, not encoded. An array is a repeated parameter. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, with its content type. A string and bytes are sent unchanged. */
  readonly body?: object | string | Uint8Array;
  readonly isBase64Encoded?: boolean;
  /** Claims of the caller's access token, if an authorizer verified one. */
  readonly claims?: Readonly<Record<string, string>>;
};

/**
 * Converts a request to the event of an HTTP API (payload format 2.0): empty members are absent, path parameters are
 * decoded, and a repeated query parameter is one text in `queryStringParameters`, joined with commas.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpEvent(input: HttpRequestInput = {}) {
  const { method = 'GET', path = '/', params, query, claims, isBase64Encoded = false } = input;
  const body = toBody(input);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: toQueryString(query),
    headers: toHeaders(input, (name) => name.toLowerCase()),
    ...(params === undefined ? {} : { pathParameters: { ...params } }),
    ...(query === undefined
      ? {}
      : { queryStringParameters: mapValues(query, (value) => [value].flat().join(',')) }),
    ...(body === undefined ? {} : { body }),
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'an-api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'a-client' },
      requestId: 'gateway-request-1',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1_767_225_600_000,
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims: { ...claims }, scopes: [] } } }),
    },
  };
}

/**
 * Converts a request to the event of a REST API (payload format 1.0): empty members are null, path parameters are
 * percent-encoded as they were sent, and `queryStringParameters` has the last value of a repeated query parameter.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function toRestEvent(input: HttpRequestInput = {}) {
  const { method = 'GET', path = '/', params, query, claims, isBase64Encoded = false } = input;
  const headers = toHeaders(input, (name) => name);
  return {
    resource: path,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: toMultiValue(headers),
    queryStringParameters:
      query === undefined ? null : mapValues(query, (value) => [value].flat().at(-1) ?? ''),
    multiValueQueryStringParameters: query === undefined ? null : mapValues(query, (value) => [value].flat()),
    pathParameters: params === undefined ? null : mapValues(params, encodeURIComponent),
    stageVariables: null,
    body: toBody(input) ?? null,
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'an-api',
      authorizer: claims === undefined ? null : { claims: { ...claims } },
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: ANONYMOUS_IDENTITY,
      path: `/dev${path}`,
      stage: 'dev',
      requestId: 'gateway-request-1',
      requestTimeEpoch: 1_767_225_600_000,
      resourceId: 'a-resource',
      resourcePath: path,
    },
  };
}

const ANONYMOUS_IDENTITY = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: '192.0.2.1',
  user: null,
  userAgent: 'a-client',
  userArn: null,
};

function toBody({ body, isBase64Encoded }: HttpRequestInput): string | undefined {
  if (body === undefined) return undefined;
  const bytes = Buffer.from(
    typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  );
  return bytes.toString(isBase64Encoded ? 'base64' : 'utf8');
}

function toHeaders({ body, headers }: HttpRequestInput, named: (name: string) => string) {
  const type: Record<string, string> =
    typeof body === 'object' && !(body instanceof Uint8Array) ? { 'Content-Type': 'application/json' } : {};
  return Object.fromEntries(
    Object.entries({ ...type, ...headers }).map(([name, value]) => [named(name), value]),
  );
}

function toMultiValue(values: Readonly<Record<string, string>>): Record<string, string[]> {
  return mapValues(values, (value) => [value]);
}

function toQueryString(query: HttpRequestInput['query'] = {}): string {
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) sent.append(name, each);
  }
  return sent.toString();
}

function mapValues<Value, Mapped>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
