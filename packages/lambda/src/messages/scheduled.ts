import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { baseMiddleware } from '../base-middleware.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { type Metric, writeMetrics } from '../log/metrics.ts';

/**
 * The stack of a function that a schedule starts. After an exception, the schedule's retries run it again.
 *
 * @param handle returns measurements, or an empty list
 */
export function scheduled(handle: (logger: Logger) => Promise<readonly Metric[]>) {
  return middy<ScheduledEvent, void>()
    .use(baseMiddleware())
    .handler(async (_event, context) => {
      const logger = createLogger(invocationKeys(context));
      writeMetrics(
        await logAndRethrow(
          () => logger,
          'run failed',
          () => handle(logger),
        ),
      );
    });
}
