import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { createLogger, type Logger } from './logger.ts';

/** The stack of a function that a schedule starts. An exception is a fault: the schedule's retries take over. */
export function scheduled(handle: (logger: Logger) => Promise<void>) {
  return middy<ScheduledEvent, void>().handler((_event, context) =>
    handle(createLogger({ requestId: context.awsRequestId })),
  );
}
