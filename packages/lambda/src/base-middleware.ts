import type middy from '@middy/core';
import type { Context } from 'aws-lambda';

/** Source of the event by which the platform checks that a new version starts, before the version gets traffic. */
export const CHECK_SOURCE = 'tradepost.check-version';

/** Middlewares of every stack: the response to the platform's check of a new version, and X-Ray tracing if the stage has it. */
export function baseMiddleware(): middy.MiddlewareObj[] {
  return [healthCheck(), tracing()];
}

/** Responds to the check without calling the handler. Any response proves that the code loads. */
function healthCheck(): middy.MiddlewareObj {
  return {
    before: async ({ event }) =>
      isCheck(event) ? { version: process.env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '$LATEST' } : undefined,
  };
}

function isCheck(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'source' in event && event.source === CHECK_SOURCE;
}

/**
 * Powertools' tracer, if the bundle has it: `esbuild.yml` sets `TRACER` from the stage's parameter `tracer`. The tracer is
 * more than a third of a function's bundle, so other stages leave it out of the bundle instead of disabling it.
 */
function tracing(): middy.MiddlewareObj {
  return {
    before: async (request) => {
      if (process.env['TRACER'] === 'true') {
        const { captureLambdaHandler, Tracer } = await import('./log/tracer.ts');
        const { before, after, onError } = captureLambdaHandler(new Tracer(), { captureResponse: false });
        Object.assign(request.internal, { tracer: { after, onError } });
        await before?.(request as never);
      }
    },
    after: (request) => finish('after', request),
    onError: (request) => finish('onError', request),
  };
}

type Finish = (request: middy.Request) => unknown;

async function finish(how: 'after' | 'onError', request: middy.Request<unknown, unknown, Error, Context>) {
  const { tracer } = request.internal as { readonly tracer?: Partial<Record<typeof how, Finish>> };
  await tracer?.[how]?.(request as never);
}
