import middy from '@middy/core';
import type * as z from 'zod/mini';
import { baseMiddleware } from '../base-middleware.ts';
import { newCorrelationId } from '../log/correlation.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { parse } from '../validation.ts';

/** Given to a task beside its input. The correlation id is a new one for each invocation. */
export type TaskContext = { readonly correlationId: string; readonly logger: Logger };

/**
 * The stack of a function that a workflow, a command line or another function of ours invokes directly. An exception fails the
 * invocation: a workflow repeats the step.
 *
 * @param input schema of the payload
 * @param run takes the parsed payload; returns what the caller gets, as JSON
 * @throws ValidationError if the payload does not have the form of `input`
 */
export function task<Schema extends z.ZodMiniType, Result>(
  input: Schema,
  run: (input: z.infer<Schema>, context: TaskContext) => Promise<Result>,
) {
  return middy<unknown, Result>()
    .use(baseMiddleware())
    .handler((payload, context) => {
      const correlationId = newCorrelationId();
      const logger = createLogger({ ...invocationKeys(context), correlationId });
      return logAndRethrow(
        () => logger,
        'task failed',
        async () => {
          const result = await run(parse(input, payload), { correlationId, logger });
          logger.info('task done');
          return result;
        },
      );
    });
}
