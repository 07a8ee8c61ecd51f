/** A request as a caller makes it. */
export type HttpRequestInput = {
  /** `GET` where it says nothing. */
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the path's template: `{orderId: 'ord_…'}`. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** An object becomes JSON, with its content type; a text goes as it is. */
  readonly body?: object | string;
  readonly isBase64Encoded?: boolean;
  /** Claims of the caller's access token, where an authorizer verified one. */
  readonly claims?: Readonly<Record<string, string>>;
};

/** The request as an HTTP API hands it over (payload format 2.0): what is empty is absent. */
export function toHttpEvent(input: HttpRequestInput = {}) {
  const { method = 'GET', path = '/', params, query, claims, isBase64Encoded = false } = input;
  const body = toBody(input);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams({ ...query }).toString(),
    headers: toHeaders(input, (name) => name.toLowerCase()),
    ...(params === undefined ? {} : { pathParameters: { ...params } }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
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

/** The request as a REST API hands it over (payload format 1.0): what is empty is null. */
export function toRestEvent(input: HttpRequestInput = {}) {
  const { method = 'GET', path = '/', params, query, claims, isBase64Encoded = false } = input;
  const headers = toHeaders(input, (name) => name);
  return {
    resource: path,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: toMultiValue(headers),
    queryStringParameters: query === undefined ? null : { ...query },
    multiValueQueryStringParameters: query === undefined ? null : toMultiValue(query),
    pathParameters: params === undefined ? null : { ...params },
    stageVariables: null,
    body: toBody(input) ?? null,
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'an-api',
      authorizer: claims === undefined ? null : { claims: { ...claims } },
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: NOBODY,
      path: `/dev${path}`,
      stage: 'dev',
      requestId: 'gateway-request-1',
      requestTimeEpoch: 1_767_225_600_000,
      resourceId: 'a-resource',
      resourcePath: path,
    },
  };
}

const NOBODY = {
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
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return isBase64Encoded ? Buffer.from(text).toString('base64') : text;
}

function toHeaders({ body, headers }: HttpRequestInput, named: (name: string) => string) {
  const type: Record<string, string> = typeof body === 'object' ? { 'Content-Type': 'application/json' } : {};
  return Object.fromEntries(
    Object.entries({ ...type, ...headers }).map(([name, value]) => [named(name), value]),
  );
}

function toMultiValue(values: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
