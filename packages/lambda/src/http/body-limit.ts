import type middy from '@middy/core';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { HttpContext, HttpEvent } from './event.ts';
import { HttpProblem } from './problem-details.ts';

/**
 * An order of 1,000 lines has some 100 KB. API Gateway accepts bodies of up to 10 MB, but Lambda accepts events of up to 6 MB
 * only, and the body is base64 or has escaped characters in them. A body within this limit always reaches the function.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAX_BODY_BYTES = 1024 * 1024;

/** Rejects a body over the limit before anything reads it. */
export function bodyLimit(): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event }) => {
      const bytes = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
      if (bytes > MAX_BODY_BYTES) throw new HttpProblem('PAYLOAD_TOO_LARGE', { maxBytes: MAX_BODY_BYTES });
    },
  };
}
