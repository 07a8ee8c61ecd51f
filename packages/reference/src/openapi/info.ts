import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '@tradepost/contracts/fields/paging';
import { describeService } from '../describe-service.ts';

/** Version of the API. Every path contains its major version. */
const API_VERSION = '1.0.0';

const RULES = `
A serverless commerce backend for products, stock, orders and payments, with a service for each.

## Requests

Bodies are JSON in camelCase, at most 1 MB. A request with an unknown field or query parameter, or with a body
that the route does not have, is rejected. Times that you send are RFC 3339 with any offset (percent-encode a \`+\` in a query as \`%2B\`); times in answers are in UTC. Ids have a prefix and a ULID (\`ord_01JD3XK8WQ4N6T2B9V5M7R0C1E\`).

\`HEAD\` works wherever \`GET\` does. A method that a path does not have gets 405 \`METHOD_NOT_ALLOWED\` with the header
\`Allow\`; an unknown path gets 404. Send bodies uncompressed: any \`Content-Encoding\` other than \`identity\` gets 415.

## Money

An amount is a whole number of the currency’s minor unit, with its ISO 4217 code: \`{"amountMinor": 850, "currency":
"GBP"}\` is £8.50, and 850 JPY are ¥850. Amounts are never fractions.

## Errors

An error is \`application/problem+json\` (RFC 9457). Its \`code\` is stable and meant for programs; further
fields have the facts. \`VALIDATION_FAILED\` has \`errors\`, at most 50, each with a JSON pointer to the field, and their total
number in \`errorCount\`. Card numbers in free text are rejected and never stored.

A body may have up to 1 MB (413 \`PAYLOAD_TOO_LARGE\`). API Gateway returns errors of its own for all operations,
without a \`code\`: 429 and 503 if there are too many requests (retry with backoff), 431 if the request line and the headers have more
than 10,240 bytes, 413 if a body has more than 10 MB. A body of 6 to 10 MB is too large for a function, too.

## Access

Reads of the catalogue need no token and return only active products. Webhooks are signed by their sender. Every other
operation names who may call it: staff and machines with a scope, customers (\`/v1/me/…\`, always their own data), or the
holder of an order token (\`/v1/guest/…\`). Access tokens are sent as \`Authorization: Bearer …\`. A token of people expires after
15 minutes, one of machines after an hour.

Without a token the response is 401, without the scope 403, before the rest of the request is read. API Gateway answers
without a \`code\` (\`{"message":"Unauthorized"}\`); the service itself with \`UNAUTHENTICATED\` or \`FORBIDDEN\` (with the
scope in \`scope\`). Some operations need a recent sign-in: 401 \`INSUFFICIENT_USER_AUTHENTICATION\` with \`maxAgeSeconds\`
(RFC 9470). The resource of somebody else is 404.

## Idempotency

A \`POST\` that creates a resource accepts an \`Idempotency-Key\`. The same request with the same key creates nothing more and
gets the first response; another request with that key is rejected (\`IDEMPOTENCY_KEY_REUSED\`). Without a key each request
creates a resource. All other requests can be repeated without a key.

## Versions

A resource that can change has a \`version\`, which is also its \`ETag\`. A change sends the version that it is based on in
\`If-Match\`, and is rejected (\`PRECONDITION_FAILED\`) if the resource has changed since. A \`GET\` with \`If-None-Match\`
gets 304 if the caller already has the current version.

## Lists

A page of a list has at most \`limit\` items: ${DEFAULT_PAGE_SIZE} by default, ${MAX_PAGE_SIZE} at most. If there are more,
it has a \`nextCursor\`: send it as \`cursor\` with the same filter. A cursor of another list, of another filter or of an older
format is rejected (\`INVALID_CURSOR\`): start again without one.

A parameter that is a list may be separated by commas (\`skus=A,B\`), repeated (\`skus=A&skus=B\`), or both. Any other
parameter may be sent only once; a repeated one is rejected (400).

## SKUs in URLs

A SKU has 1 to 100 printable characters without a comma, as other systems write it. Percent-encode it in URLs:
\`15056 BL\` is \`15056%20BL\`. Paths of the catalogue can contain every SKU. All other services are behind an HTTP API of API
Gateway, whose paths cannot contain \`/\`, \`%\` and \`?\`, even if they are encoded. For such SKUs use
\`GET /v1/stock?skus=\`, \`POST /v1/stock/adjustments\` and \`PUT /v1/stock/levels\`, which work for all other SKUs, too.

## Following a request

Every response has an \`X-Correlation-Id\`, a new one for each request. It is in every log line and event that
follows from the request: \`GET /v1/events?correlationId=…\` lists the events. An \`X-Correlation-Id\` that the caller sends is
only written to one log line of the request as \`clientCorrelationId\`, if it has up to 256 letters, digits and \`._:/#+-\`.
`;

/** The document's title, version, licence and rules, of all services or of one. */
export function toInfo(service: string | undefined) {
  return {
    title: service === undefined ? 'Tradepost' : `Tradepost ${service}`,
    version: API_VERSION,
    summary: service === undefined ? 'A serverless commerce backend.' : describeService(service),
    description: RULES.trim(),
    license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
  };
}

const REGION = { default: 'us-east-1', description: 'AWS region of the deployment.' };
const LOCAL = { url: 'http://127.0.0.1:4000', description: 'The local cloud: `npm start`' };
const HTTP_API = {
  url: 'https://{apiId}.execute-api.{region}.amazonaws.com',
  description: 'AWS: the HTTP API of the platform, with all services except the catalogue',
  variables: {
    apiId: { default: 'api', description: 'Id of the HTTP API, an output of the stack of platform.' },
    region: REGION,
  },
};
const REST_API = {
  url: 'https://{apiId}.execute-api.{region}.amazonaws.com/{stage}',
  description: 'AWS: the REST API of the catalogue',
  variables: {
    apiId: { default: 'api', description: 'Id of the REST API, an output of the stack of catalog.' },
    region: REGION,
    stage: { default: 'prod', description: 'Stage of the deployment.' },
  },
};

/** Servers of the routes, of all services or of one. */
export function toServers(service: string | undefined) {
  if (service === undefined) return [LOCAL, HTTP_API, REST_API];
  return [LOCAL, service === 'catalog' ? REST_API : HTTP_API];
}
