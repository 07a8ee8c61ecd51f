import { STATUS_CODES } from 'node:http';

/**
 * Responses that API Gateway returns without a call of a function, as components of every operation. API Gateway also returns
 * 503, and 413 for bodies over 10 MB and for those over 6 MB, which do not fit into an event of Lambda. Operations have these
 * statuses too, so only the text of the document mentions them.
 *
 * AWS does not document the status for a request line and headers that are too long. HTTP has 431 for it (RFC 6585), which the
 * local cloud returns.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export const GATEWAY_ANSWERS = {
  TooManyRequests: toAnswer(429, 'Too many requests. Retry with increasing delays.'),
  HeadTooLarge: toAnswer(431, 'The request line and the headers have more than 10,240 bytes.'),
} as const;

/** References to these components, for the responses of an operation. */
export const GATEWAY_RESPONSES = {
  429: { $ref: '#/components/responses/TooManyRequests' },
  431: { $ref: '#/components/responses/HeadTooLarge' },
} as const;

/** The body is AWS's own on the HTTP API, and a problem without a code on the REST API (`gateway-responses.cjs`). */
function toAnswer(status: number, description: string) {
  const title = STATUS_CODES[status] ?? '';
  return {
    description: `${description} API Gateway returns it without calling the service.`,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { message: { type: 'string', description: 'Explanation of the error.' } },
          required: ['message'],
        },
        example: { message: title },
      },
      'application/problem+json': {
        schema: {
          type: 'object',
          description:
            'Returned by the REST API of the catalogue and by the local cloud: a problem (RFC 9457) without a code.',
          properties: {
            type: { const: 'about:blank', description: 'The problem has no meaning beyond its status.' },
            title: { type: 'string', description: 'Name of the status.' },
            status: { const: status, description: 'HTTP status.' },
            detail: { type: 'string', description: 'Explanation of the error of this request.' },
          },
          required: ['type', 'title', 'status', 'detail'],
        },
        example: { type: 'about:blank', title, status, detail: description },
      },
    },
  };
}
