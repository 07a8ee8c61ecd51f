import type middy from '@middy/core';
import type { Context } from 'aws-lambda';

/** The event with which the platform asks a new version whether it starts, before it gets traffic. */
export const CHECK_SOURCE = 'tradepost.check-version';

/** What every stack begins with: the answer to the platform's check of a new version, and X-Ray where the stage traces. */
export function everyStack(): middy.MiddlewareObj[] {
  return [answerCheck(), traced()];
}

/** It answers the check, and nothing else is run: that it answers at all says that the code loads. */
function answerCheck(): middy.MiddlewareObj {
  return {
    before: async ({ event }) =>
      isCheck(event) ? { version: process.env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '$LATEST' } : undefined,
  };
}

function isCheck(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'source' in event && event.source === CHECK_SOURCE;
}

/**
 * Powertools' tracer, where the bundle has it: `esbuild.yml` says so by the stage's parameter `tracer`. It weighs more
 * than a third of a function, so that it is left out, and not only off, elsewhere.
 */
function traced(): middy.MiddlewareObj {
  return {
    before: async (request) => {
      if (process.env['TRACER'] === 'true') {
        const { captureLambdaHandler, Tracer } = await import('./tracer.ts');
        const { before, after, onError } = captureLambdaHandler(new Tracer(), { captureResponse: false });
        Object.assign(request.internal, { traced: { after, onError } });
        await before?.(request as never);
      }
    },
    after: (request) => finish('after', request),
    onError: (request) => finish('onError', request),
  };
}

type Finish = (request: middy.Request) => unknown;

async function finish(how: 'after' | 'onError', request: middy.Request<unknown, unknown, Error, Context>) {
  const { traced: tracing } = request.internal as { readonly traced?: Partial<Record<typeof how, Finish>> };
  await tracing?.[how]?.(request as never);
}
