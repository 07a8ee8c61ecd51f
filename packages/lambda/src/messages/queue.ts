import middy from '@middy/core';
import type { CloudEvent, MessageContract } from '@tradepost/contracts/cloud-event';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod/mini';
import { baseMiddleware } from '../base-middleware.ts';
import { toError } from '../errors.ts';
import { toMessageFacts } from '../log/log-subject.ts';
import { createLogger, type InvocationKeys, invocationKeys, type Logger } from '../log/logger.ts';
import { count, writeMetrics } from '../log/metrics.ts';
import { ValidationError } from '../validation.ts';
import { sendToDeadLetterQueue } from './dead-letters.ts';
import { parseData, parseEnvelope } from './message-body.ts';

/** Logger and attempt number that a consumer gets with each message. */
export type MessageContext = { readonly logger: Logger; readonly attempt: number };

/** A message's contract and its handler. A message may be delivered more than once. */
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
 * dead-letter queue with its reason; one that fails is reported, so that the queue delivers it again; the rest are
 * done.
 *
 * @param deadLetterQueueUrl called only if a message cannot be parsed
 * @param consumers one for each message type of the queue
 * @example
 * export const handler = queue(deadLetterQueues.catalog, [on(productCreated, (event) => keep(event, deps()))]);
 */
export function queue(deadLetterQueueUrl: () => string, consumers: readonly Consumer[]) {
  const byType = new Map(consumers.map((consumer) => [consumer.contract.type, consumer]));
  const handle: Consumer['handle'] = async (message, context) => {
    const consumer = byType.get(message.type);
    if (consumer === undefined) throw unknownType(message.type);
    await consumer.handle(parseData(consumer.contract, message), context);
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(baseMiddleware())
    .handler((event, context) =>
      processQueue(event, context, deadLetterQueueUrl, async (message, { logger, attempt }) => {
        const startedMs = performance.now();
        await handle(message, { logger, attempt });
        logger.info('message handled', { attempt, durationMs: Math.round(performance.now() - startedMs) });
      }),
    );
}

/** The error for a message whose type has no consumer. */
export function unknownType(type: string): ValidationError {
  return new ValidationError([
    {
      pointer: '#/type',
      code: 'UNKNOWN_TYPE',
      detail: `${isType(type) ? type : '(redacted)'} is not accepted by this queue`,
    },
  ]);
}

/** Format of our message types. Any other text is not repeated in logged messages: it may contain personal data. */
function isType(type: string): boolean {
  return /^[A-Z][A-Za-z0-9]{0,63}$/.test(type);
}

/**
 * Handles the messages of one batch concurrently.
 *
 * @returns the messages that failed, which SQS delivers again
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function processQueue(
  event: SQSEvent,
  context: Context,
  deadLetterQueueUrl: () => string,
  handle: Consumer['handle'],
): Promise<SQSBatchResponse> {
  const keys = invocationKeys(context);
  const outcomes = await Promise.all(
    event.Records.map(async (record) => {
      const isDone = await processMessage(record, keys, deadLetterQueueUrl, handle);
      return isDone ? [] : [{ itemIdentifier: record.messageId }];
    }),
  );
  return { batchItemFailures: outcomes.flat() };
}

async function processMessage(
  record: SQSRecord,
  invocation: InvocationKeys,
  deadLetterQueueUrl: () => string,
  handle: Consumer['handle'],
): Promise<boolean> {
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  const keys = { ...invocation, messageId: record.messageId };
  let logger = createLogger(keys);
  try {
    const message = parseEnvelope(record.body);
    logger = createLogger({ ...keys, ...toMessageFacts(message) });
    await handle(message, { logger, attempt });
    return true;
  } catch (thrown) {
    const error = toError(thrown);
    if (!(error instanceof ValidationError)) {
      logger.error('message failed', { attempt, error });
      return false;
    }
    return moveToDlq(record, deadLetterQueueUrl, error, logger);
  }
}

/**
 * Moves a message that cannot be parsed to the dead-letter queue. If the dead-letter queue cannot be reached, the message
 * stays in its queue and is retried.
 *
 * @returns true if the message was moved
 */
export async function moveToDlq(
  record: SQSRecord,
  deadLetterQueueUrl: () => string,
  error: ValidationError,
  logger: Logger,
): Promise<boolean> {
  try {
    await sendToDeadLetterQueue(deadLetterQueueUrl(), record, error);
    logger.error('message moved to the dead-letter queue', { errors: error.errors });
    writeMetrics([count('DeadLetters')]);
    return true;
  } catch (thrown) {
    logger.error('message failed', { errors: error.errors });
    logger.error('dead-letter queue not reached', toError(thrown));
    return false;
  }
}
