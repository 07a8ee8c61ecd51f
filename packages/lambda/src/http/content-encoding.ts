import type middy from '@middy/core';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { HttpContext, HttpEvent } from './event.ts';
import { HttpProblem } from './problem-details.ts';

/**
 * Rejects a compressed body with 415 and `Accept-Encoding: identity`, before anything decodes it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16
 */
export function onlyIdentity(): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event }) => {
      const codings = (event.headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim());
      if (codings.every((coding) => coding === '' || coding.toLowerCase() === 'identity')) return;
      const error = {
        pointer: '#/headers/Content-Encoding',
        code: 'UNSUPPORTED_CONTENT_ENCODING',
        detail: 'must be identity or absent: send the body uncompressed',
      };
      throw new HttpProblem(
        'UNSUPPORTED_CONTENT_ENCODING',
        { errors: [error], errorCount: 1 },
        { 'Accept-Encoding': 'identity' },
      );
    },
  };
}
