import { STATUS_CODES } from 'node:http';

/**
 * What API Gateway answers by itself to a request that an operation would take, as components: it stands in front of all
 * of them, and no function of ours is asked. It answers 413 and 503 by itself, too, to bodies over 10 MB and where
 * something is broken; these statuses are the operations' own as well, and so are told in the text alone.
 *
 * AWS does not say which status a head that is too long gets; 431 is what HTTP has for it (RFC 6585), and what the local
 * cloud answers.
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
