import { STATUS_CODES } from 'node:http';

/**
 * Responses of API Gateway itself, without a call of a function, as components of every operation. It also returns 413, for
 * bodies over 10 MB and for those over 6 MB, which do not fit into an event of Lambda, and 503. Operations have these statuses
 * too, so only the text of the document mentions them.
 *
 * AWS does not document the status for a request line and headers that are too long. 431 is HTTP's (RFC 6585), and that of the
 * local cloud.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export const GATEWAY_ANSWERS = {
  TooManyRequests: toAnswer(429, 'There are too many requests. Try again, later each time.'),
  HeadTooLarge: toAnswer(
    431,
    'The request line and the values of the headers come to more than 10,240 bytes.',
  ),
} as const;

/** The same, for the answers of an operation. */
export const GATEWAY_RESPONSES = {
  429: { $ref: '#/components/responses/TooManyRequests' },
  431: { $ref: '#/components/responses/HeadTooLarge' },
} as const;

/** AWS has words of its own; the local cloud has a problem without a code. */
function toAnswer(status: number, description: string) {
  const title = STATUS_CODES[status] ?? '';
  return {
    description: `${description} API Gateway says so by itself.`,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { message: { type: 'string', description: 'What is wrong, in words.' } },
          required: ['message'],
        },
        example: { message: title },
      },
      'application/problem+json': {
        schema: {
          type: 'object',
          description: 'Of the local cloud: a problem (RFC 9457) without a code.',
          properties: {
            type: { const: 'about:blank', description: 'There is no more to it than its status.' },
            title: { type: 'string', description: 'The status, in words.' },
            status: { const: status, description: 'The HTTP status.' },
            detail: { type: 'string', description: 'What is wrong with this request, in words.' },
          },
          required: ['type', 'title', 'status', 'detail'],
        },
        example: { type: 'about:blank', title, status, detail: description },
      },
    },
  };
}
