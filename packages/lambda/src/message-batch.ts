import middy from '@middy/core';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { everyStack } from './every-stack.ts';
import { toError } from './fault.ts';
import { createLogger, invocationKeys, type Logger } from './logger.ts';
import { parseEnvelope } from './message-body.ts';
import { isBuried } from './queue.ts';
import { ValidationError } from './validation.ts';

/**
 * The stack of a consumer that takes messages of any type, as they are and a batch at a time. One that is no
 * CloudEvent goes to the dead letters with its reason.
 *
 * @param deadLetterQueueUrl read at the first bad message
 * @param handle returns the messages that failed, for the queue to hand them over again; an exception means all
 * @example
 * export const handler = messageBatch(() => deps().deadLetterQueueUrl, (events) => recordEvents(events, deps()));
 */
export function messageBatch(
  deadLetterQueueUrl: () => string,
  handle: (
    messages: readonly CloudEvent[],
    context: { readonly logger: Logger },
  ) => Promise<readonly CloudEvent[]>,
) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(everyStack())
    .handler(async ({ Records }, context) => {
      const logger = createLogger(invocationKeys(context));
      const records = new Map<CloudEvent, SQSRecord>();
      const failed = new Set<SQSRecord>();
      for (const record of Records) {
        const parsed = parseOrRefuse(record);
        if (!(parsed instanceof ValidationError)) records.set(parsed, record);
        else if (!(await isBuried(record, deadLetterQueueUrl, parsed, logger))) failed.add(record);
      }
      for (const message of await undoneOf([...records.keys()], handle, logger)) {
        const record = records.get(message);
        if (record !== undefined) failed.add(record);
      }
      return { batchItemFailures: [...failed].map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
}

async function undoneOf(
  messages: readonly CloudEvent[],
  handle: Parameters<typeof messageBatch>[1],
  logger: Logger,
): Promise<readonly CloudEvent[]> {
  if (messages.length === 0) return [];
  try {
    const undone = await handle(messages, { logger });
    if (undone.length > 0) logger.error('messages failed', { ids: undone.map(({ id }) => id) });
    return undone;
  } catch (thrown) {
    logger.error('messages failed', toError(thrown));
    return messages;
  }
}

function parseOrRefuse({ body }: SQSRecord): CloudEvent | ValidationError {
  try {
    return parseEnvelope(body);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
}
