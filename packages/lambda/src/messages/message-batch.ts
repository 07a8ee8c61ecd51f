import middy from '@middy/core';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { baseMiddleware } from '../base-middleware.ts';
import { toError } from '../errors.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { ValidationError } from '../validation.ts';
import { parseEnvelope } from './message-body.ts';
import { moveToDlq } from './queue.ts';

/** Outcome of a handler. Messages that it does not contain are done. */
export type BatchOutcome = {
  /** Messages that the queue delivers again. */
  readonly failed: readonly CloudEvent[];
  /** Messages that can never be processed. They go to the dead-letter queue with the reason. */
  readonly rejected?: ReadonlyMap<CloudEvent, ValidationError>;
};

/**
 * The stack of a consumer that processes messages of any type, a batch at a time. A message that is not a CloudEvent goes to
 * the dead-letter queue with the reason.
 *
 * @param deadLetterQueueUrl called only if a message can never be processed
 * @param handle processes a batch; an exception means that all messages failed
 * @example
 * export const handler = messageBatch(deadLetterQueues.events, (events) => recordEvents(events, deps()));
 */
export function messageBatch(
  deadLetterQueueUrl: () => string,
  handle: (messages: readonly CloudEvent[], context: { readonly logger: Logger }) => Promise<BatchOutcome>,
) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(baseMiddleware())
    .handler(async ({ Records }, context) => {
      const logger = createLogger(invocationKeys(context));
      const records = new Map<CloudEvent, SQSRecord>();
      const failed = new Set<SQSRecord>();
      const reject = async (record: SQSRecord, error: ValidationError): Promise<void> => {
        if (!(await moveToDlq(record, deadLetterQueueUrl, error, logger))) failed.add(record);
      };
      for (const record of Records) {
        const parsed = parseOrReject(record);
        if (!(parsed instanceof ValidationError)) records.set(parsed, record);
        else await reject(record, parsed);
      }
      const outcome = await outcomeOf([...records.keys()], handle, logger);
      for (const [message, record] of records) {
        const error = outcome.rejected?.get(message);
        if (error !== undefined) await reject(record, error);
        else if (outcome.failed.includes(message)) failed.add(record);
      }
      return { batchItemFailures: [...failed].map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
}

async function outcomeOf(
  messages: readonly CloudEvent[],
  handle: Parameters<typeof messageBatch>[1],
  logger: Logger,
): Promise<BatchOutcome> {
  if (messages.length === 0) return { failed: [] };
  try {
    const outcome = await handle(messages, { logger });
    const { failed } = outcome;
    if (failed.length > 0) logger.error('messages failed', { ids: failed.map(({ id }) => id) });
    return outcome;
  } catch (thrown) {
    logger.error('messages failed', toError(thrown));
    return { failed: messages };
  }
}

function parseOrReject({ body }: SQSRecord): CloudEvent | ValidationError {
  try {
    return parseEnvelope(body);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
}
