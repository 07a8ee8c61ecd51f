import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { everyStack } from './every-stack.ts';
import { createLogger, invocationKeys, type Logger } from './logger.ts';
import { type Measure, writeMeasures } from './metrics.ts';
import { throwing } from './throwing.ts';

/**
 * The stack of a function that a schedule starts. After an exception, the schedule's retries run it again.
 *
 * @param handle returns measurements, or an empty list
 */
export function scheduled(handle: (logger: Logger) => Promise<readonly Measure[]>) {
  return middy<ScheduledEvent, void>()
    .use(everyStack())
    .handler(async (_event, context) => {
      const logger = createLogger(invocationKeys(context));
      writeMeasures(
        await throwing(
          () => logger,
          'run failed',
          () => handle(logger),
        ),
      );
    });
}
