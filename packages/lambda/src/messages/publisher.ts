import middy from '@middy/core';
import { type RepublicationRequest, republicationRequest } from '@tradepost/contracts/operations/model';
import type { Context } from 'aws-lambda';
import { baseMiddleware } from '../base-middleware.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import { toSubject } from '../log/log-subject.ts';
import { createLogger, invocationKeys } from '../log/logger.ts';
import { parse } from '../validation.ts';
import { type BatchHandler, batchOf, type StreamEvent } from './stream.ts';

type Republish<Result> = (request: RepublicationRequest) => Promise<Result>;
type PublisherEvent = StreamEvent | { readonly republish: unknown };

/**
 * The stack of a service's publisher. It reads a table's stream as `streamBatch` does. The operations API invokes the same
 * function to publish events again: `{ republish: { aggregateId, fromVersion, … } }`. Thus only this function needs the
 * permission to publish the service's events.
 *
 * @param handle processes a batch of the stream
 * @param republish processes such a request; its result is the function's response
 * @throws ValidationError if a request is malformed
 * @example
 * export const handler = publisher(publishStream(bus, toContractEvents), createRepublish({ bus, … }));
 */
export function publisher<Result>(handle: BatchHandler, republish: Republish<Result>) {
  const onBatch = batchOf(handle);
  return middy<PublisherEvent, Awaited<ReturnType<typeof onBatch>> | Result>()
    .use(baseMiddleware())
    .handler((event, context) =>
      'republish' in event ? onRequest(event.republish, context, republish) : onBatch(event, context),
    );
}

function onRequest<Result>(input: unknown, context: Context, republish: Republish<Result>): Promise<Result> {
  let logger = createLogger(invocationKeys(context));
  return logAndRethrow(
    () => logger,
    'republication failed',
    async () => {
      const request = parse(republicationRequest, input);
      logger = createLogger({ ...invocationKeys(context), ...toSubject(request.aggregateId) });
      const result = await republish(request);
      logger.info('events republished');
      return result;
    },
  );
}
