import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { once } from '../once.ts';
import type { ValidationError } from '../validation.ts';

/** SQS accepts attribute values of any length within the message's limit; this is enough to act on. */
const MAX_REASON_LENGTH = 1_000;

const client = /* @__PURE__ */ once(() => new SQSClient({}));

/**
 * Moves a message that can never be processed to its dead-letter queue at once, with the reason in an attribute,
 * instead of letting it fail until its attempts are used up. The body is kept unchanged, even if it has a card
 * number: a redrive needs it. The queue is encrypted and only the operations API reads it; the API shows bodies
 * redacted.
 *
 * @param queueUrl URL of the dead-letter queue
 * @param record the message as Lambda received it
 * @param error the violated rules; its texts name fields and rules, never values
 */
export async function sendToDeadLetterQueue(
  queueUrl: string,
  record: SQSRecord,
  error: ValidationError,
): Promise<void> {
  await client().send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: record.body,
      MessageAttributes: {
        Reason: { DataType: 'String', StringValue: error.message.slice(0, MAX_REASON_LENGTH) },
        SourceMessageId: { DataType: 'String', StringValue: record.messageId },
        Source: { DataType: 'String', StringValue: record.eventSourceARN },
      },
    }),
  );
}
