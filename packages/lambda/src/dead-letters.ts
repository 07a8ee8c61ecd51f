import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** SQS takes attribute values of any length within the message's limit; this is enough to act upon. */
const MAX_REASON_LENGTH = 1_000;

let client: SQSClient | undefined;

/**
 * Puts a message that can never be processed straight into its queue's dead letters, with the reason beside it,
 * instead of having it retried in vain.
 *
 * @param queueUrl of the dead-letter queue
 * @param record the message, which is kept as it came
 * @param reason what is wrong with it
 */
export async function sendToDeadLetters(queueUrl: string, record: SQSRecord, reason: string): Promise<void> {
  client ??= new SQSClient({});
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: record.body,
      MessageAttributes: {
        Reason: { DataType: 'String', StringValue: reason.slice(0, MAX_REASON_LENGTH) },
        SourceMessageId: { DataType: 'String', StringValue: record.messageId },
        Source: { DataType: 'String', StringValue: record.eventSourceARN },
      },
    }),
  );
}
