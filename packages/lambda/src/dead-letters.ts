import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { containsCardNumber } from '@tradepost/contracts/fields/card-number';
import { CARD_NUMBER_NOT_ACCEPTED } from '@tradepost/contracts/fields/text';
import type { SQSRecord } from 'aws-lambda';
import type { ValidationError } from './validation.ts';

/** SQS takes attribute values of any length within the message's limit; this is enough to act upon. */
const MAX_REASON_LENGTH = 1_000;

let client: SQSClient | undefined;

/**
 * Puts a message that can never be processed straight into its queue's dead letters, with the reason beside it,
 * instead of having it retried in vain.
 *
 * @param queueUrl of the dead-letter queue
 * @param record the message, which is kept as it came, unless it holds a card number
 * @param error what is wrong with it
 */
export async function sendToDeadLetters(
  queueUrl: string,
  record: SQSRecord,
  error: ValidationError,
): Promise<void> {
  client ??= new SQSClient({});
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: toDeadLetterBody(record.body, error),
      MessageAttributes: {
        Reason: { DataType: 'String', StringValue: error.message.slice(0, MAX_REASON_LENGTH) },
        SourceMessageId: { DataType: 'String', StringValue: record.messageId },
        Source: { DataType: 'String', StringValue: record.eventSourceARN },
      },
    }),
  );
}

/**
 * The body of a dead letter: the message's own. A message with a card number in it, whatever else is wrong with it,
 * is not kept: in its place stands what it was, from whom, and which rule it broke where, so that its sender can be
 * asked to send it again.
 */
export function toDeadLetterBody(body: string, { errors }: ValidationError): string {
  const message = toJson(body);
  const holdsCardNumber =
    errors.some(({ code }) => code === CARD_NUMBER_NOT_ACCEPTED) ||
    containsCardNumber(body) ||
    // Written out again, because a digit may have been written as an escape.
    containsCardNumber(JSON.stringify(message) ?? '');
  if (!holdsCardNumber) return body;
  const told = Object.entries(Object(message) as Record<string, unknown>).filter(
    ([name, value]) => KEPT_ATTRIBUTES.has(name) && typeof value === 'string' && !containsCardNumber(value),
  );
  return JSON.stringify({ redacted: CARD_NUMBER_NOT_ACCEPTED, ...Object.fromEntries(told), errors });
}

/** Of the envelope (CloudEvents): what it takes to find the sender and the matter. */
const KEPT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'id',
  'source',
  'type',
  'subject',
  'time',
  'correlationid',
  'causationid',
]);

function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
