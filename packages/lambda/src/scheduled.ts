import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { createLogger, invocationKeys, type Logger } from './logger.ts';
import { throwing } from './throwing.ts';

/** The stack of a function that a schedule starts. An exception is a fault: the schedule's retries take over. */
export function scheduled(handle: (logger: Logger) => Promise<void>) {
  return middy<ScheduledEvent, void>().handler((_event, context) => {
    const logger = createLogger(invocationKeys(context));
    return throwing(
      () => logger,
      'run failed',
      () => handle(logger),
    );
  });
}
