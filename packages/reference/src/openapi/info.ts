import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '@tradepost/contracts/fields/paging';
import { describeService } from '../describe-service.ts';

/** The version of the API: it stands in every path. */
const API_VERSION = '1.0.0';

const RULES = `
A commerce backend without servers: products, stock, orders and payments, each from a service of its own.

## Requests

Bodies are JSON in camelCase, at most 1 MB. A field, query parameter or body that a route does not know is refused.
Times that you send are RFC 3339 with any offset (percent-encode a \`+\` in a query as \`%2B\`); times in answers are in UTC. Ids have a prefix and a ULID (\`ord_01JD3XK8WQ4N6T2B9V5M7R0C1E\`).

\`HEAD\` works wherever \`GET\` does. A method that a path does not have gets 405 \`METHOD_NOT_ALLOWED\` with the header
\`Allow\`, a path that is not there 404. Bodies are sent uncompressed: any \`Content-Encoding\` but \`identity\` gets 415.

## Money

An amount is a whole number of the currency’s minor unit, with its ISO 4217 code: \`{"amountMinor": 850, "currency":
"GBP"}\` is £8.50, and 850 JPY are ¥850. Nothing is ever a fraction.

## Errors

An error is \`application/problem+json\` (RFC 9457). Its \`code\` is stable and made for programs; the facts of the
refusal stand beside it. \`VALIDATION_FAILED\` has \`errors\`, each with a JSON pointer to the field that is meant: 50 at most, and
their number in \`errorCount\`.
Card numbers are refused wherever a text is taken, and are never kept.

A body may have up to 1 MB (413 \`PAYLOAD_TOO_LARGE\`). API Gateway, in front of all operations, returns errors of its own, without
a \`code\`: 429 and 503 if there are too many requests (retry, each time later), 431 if the request line and the headers have more
than 10,240 bytes, 413 if a body has more than 10 MB. A body of 6 to 10 MB is too large for a function, too.

## Access

The catalogue's reads need no token and show active products only. Webhooks are signed by their sender. Every other
operation needs an access token with the scope that it names: without a token the response is 401
(\`UNAUTHENTICATED\`), without the scope 403 (\`FORBIDDEN\`, which names the scope in \`scope\`), before anything else of
the request is read. Sign-in is not part of this version. The local cloud needs no token.

## Idempotency

A \`POST\` that creates takes an \`Idempotency-Key\`. The same request under the same key creates nothing more and gets
the first answer; another request under it is refused (\`IDEMPOTENCY_KEY_REUSED\`). Without a key each request creates.
Everything else can be repeated as it is.

## Versions

What can change has a \`version\`, which is its \`ETag\` too. A change names the version that it was made to in
\`If-Match\`, and is refused (\`PRECONDITION_FAILED\`) where somebody else was faster. A \`GET\` with \`If-None-Match\`
answers 304 where the caller has that version already.

## Lists

A list has at most \`limit\` items: ${DEFAULT_PAGE_SIZE} by default, ${MAX_PAGE_SIZE} at most. While there are more, it
has a \`nextCursor\`: send it as \`cursor\` with the same filter. A cursor of another list, of another filter or of an older
format is refused (\`INVALID_CURSOR\`): start again without one.

A parameter that is a list takes commas (\`skus=A,B\`), repetition (\`skus=A&skus=B\`), or both. Any other parameter may be
given once; a repeated one is refused (400).

## SKUs in URLs

A SKU is taken as other systems write it: 1 to 100 printable characters without a comma. Percent-encode it in URLs:
\`15056 BL\` is \`15056%20BL\`. The catalogue's paths carry every SKU. All other services are behind an HTTP API of API
Gateway, whose paths do not carry \`/\`, \`%\` and \`?\`, however they are encoded. For such SKUs there are
\`GET /v1/stock?skus=\`, \`POST /v1/stock/adjustments\` and \`PUT /v1/stock/levels\`, which work for all others, too.

## Following a request

Every response has an \`X-Correlation-Id\`, a new one for each request. It is in every log line and event that the
request led to: \`GET /v1/events?correlationId=…\` lists the events. An \`X-Correlation-Id\` that the caller sends is kept
in one log line of the request as \`clientCorrelationId\`, up to 256 letters, digits and \`._:/#+-\`, and is used for
nothing else.
`;

/** The document's title, version, licence and rules: of all services, or of one. */
export function toInfo(service: string | undefined) {
  return {
    title: service === undefined ? 'Tradepost' : `Tradepost ${service}`,
    version: API_VERSION,
    summary: service === undefined ? 'A commerce backend without servers.' : describeService(service),
    description: RULES.trim(),
    license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
  };
}

const REGION = { default: 'us-east-1', description: 'The AWS region that it is deployed to.' };
const LOCAL = { url: 'http://127.0.0.1:4000', description: 'The local cloud: `npm start`' };
const HTTP_API = {
  url: 'https://{apiId}.execute-api.{region}.amazonaws.com',
  description: 'AWS: the HTTP API that the platform owns, with all services but the catalogue',
  variables: {
    apiId: { default: 'api', description: 'The id of the HTTP API, an output of the platform’s stack.' },
    region: REGION,
  },
};
const REST_API = {
  url: 'https://{apiId}.execute-api.{region}.amazonaws.com/{stage}',
  description: 'AWS: the REST API of the catalogue',
  variables: {
    apiId: { default: 'api', description: 'The id of the REST API, an output of the catalogue’s stack.' },
    region: REGION,
    stage: { default: 'prod', description: 'The stage that it is deployed as.' },
  },
};

/** Where the routes answer: of all services, or of one. */
export function toServers(service: string | undefined) {
  if (service === undefined) return [LOCAL, HTTP_API, REST_API];
  return [LOCAL, service === 'catalog' ? REST_API : HTTP_API];
}
