import middy from '@middy/core';
import type { CloudEvent, MessageContract } from '@tradepost/contracts/cloud-event';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod/mini';
import { sendToDeadLetters } from './dead-letters.ts';
import { toError } from './fault.ts';
import { createLogger, type Logger } from './logger.ts';
import { parseData, parseEnvelope } from './message-body.ts';
import { ValidationError, withoutCardNumber } from './validation.ts';

/** What a consumer gets beside the message. */
export type MessageContext = { readonly logger: Logger; readonly attempt: number };

/** A message's contract, and what to do with such a message. It may come more than once. */
export type Consumer<Schema extends z.ZodMiniType = z.ZodMiniType> = {
  readonly contract: MessageContract<string, Schema>;
  readonly handle: (message: CloudEvent<z.infer<Schema>>, context: MessageContext) => Promise<void>;
};

/** Ties a contract to its consumer, so that the message's type follows from the contract. */
export function on<Schema extends z.ZodMiniType>(
  contract: MessageContract<string, Schema>,
  handle: Consumer<Schema>['handle'],
): Consumer {
  return { contract, handle } as unknown as Consumer;
}

/**
 * The stack of every queue's consumer. Messages are parsed one by one. One that cannot be parsed goes to the
 * dead letters with its reason; one that fails is reported, for the queue to hand it over again; the rest are
 * done.
 *
 * @param deadLetterQueueUrl read at the first bad message
 * @param consumers one for each type of message that the queue may bring
 * @example
 * export const handler = queue(() => deps().deadLetterQueueUrl, [on(productCreated, (event) => keep(event, deps()))]);
 */
export function queue(deadLetterQueueUrl: () => string, consumers: readonly Consumer[]) {
  const byType = new Map(consumers.map((consumer) => [consumer.contract.type, consumer]));
  const handle: Consumer['handle'] = async (message, context) => {
    const consumer = byType.get(message.type);
    if (consumer === undefined) throw unknownType(message.type);
    await consumer.handle(parseData(consumer.contract, message), context);
  };
  return middy<SQSEvent, SQSBatchResponse>().handler((event) =>
    processQueue(event, deadLetterQueueUrl, handle),
  );
}

/** The refusal of a message that nobody here waits for. */
export function unknownType(type: string): ValidationError {
  return new ValidationError([
    {
      pointer: '#/type',
      code: 'UNKNOWN_TYPE',
      detail: `${withoutCardNumber(type)} is not taken by this queue`,
    },
  ]);
}

/**
 * Handles the messages of one batch side by side.
 *
 * @returns those that failed, for SQS to hand them over again
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function processQueue(
  event: SQSEvent,
  deadLetterQueueUrl: () => string,
  handle: Consumer['handle'],
): Promise<SQSBatchResponse> {
  const outcomes = await Promise.all(
    event.Records.map(async (record) => {
      const isDone = await processMessage(record, deadLetterQueueUrl, handle);
      return isDone ? [] : [{ itemIdentifier: record.messageId }];
    }),
  );
  return { batchItemFailures: outcomes.flat() };
}

async function processMessage(
  record: SQSRecord,
  deadLetterQueueUrl: () => string,
  handle: Consumer['handle'],
): Promise<boolean> {
  let logger = createLogger({ messageId: record.messageId });
  try {
    const message = parseEnvelope(record.body);
    logger = createLogger({
      correlationId: message.correlationid,
      messageId: record.messageId,
      eventId: message.id,
      subject: message.subject,
    });
    await handle(message, { logger, attempt: Number(record.attributes.ApproximateReceiveCount) });
    return true;
  } catch (thrown) {
    const error = toError(thrown);
    if (!(error instanceof ValidationError)) {
      logger.error('message failed', error);
      return false;
    }
    return isBuried(record, deadLetterQueueUrl, error, logger);
  }
}

/**
 * Puts a message that cannot be parsed into the dead letters. Where even those cannot be reached, the queue keeps
 * the message and its retries do the rest.
 *
 * @returns whether the queue is rid of it
 */
export async function isBuried(
  record: SQSRecord,
  deadLetterQueueUrl: () => string,
  error: ValidationError,
  logger: Logger,
): Promise<boolean> {
  logger.error('message refused', { errors: error.errors });
  try {
    await sendToDeadLetters(deadLetterQueueUrl(), record, error);
    return true;
  } catch (thrown) {
    logger.error('dead letters out of reach', toError(thrown));
    return false;
  }
}
