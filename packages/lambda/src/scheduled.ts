import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { everyStack } from './every-stack.ts';
import { createLogger, invocationKeys, type Logger } from './logger.ts';
import { type Measure, writeMeasures } from './metrics.ts';
import { throwing } from './throwing.ts';

/**
 * The stack of a function that a schedule starts. An exception is a fault: the schedule's retries take over.
 *
 * @param handle returns what it has measured, if anything
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
