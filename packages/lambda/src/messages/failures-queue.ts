import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { environmentVariable } from '../environment.ts';
import { describeError } from '../log/log-error.ts';
import { once } from '../once.ts';

/** An SQS message has at most 1 MiB, including attributes, which have less than 4 KiB here. The queue has the same limit. */
const MAX_BODY_BYTES = 1_048_576 - 4_096;
const MAX_REASON_LENGTH = 1_000;

const client = /* @__PURE__ */ once(() => new SQSClient({}));

/**
 * Sends a stream record that its function cannot process to the service's failures queue, with its content: the stream
 * keeps the record for a day only. The body is the event with which a redrive invokes the function again. It contains
 * personal data and card numbers; the queue is encrypted, and the operations API shows bodies redacted. If both images
 * do not fit into a message, the old one is left out.
 *
 * @param record the record as Lambda passed it
 * @param error the reason; its values are left out
 * @param functionName the function that failed
 * @throws if the queue does not accept the message
 */
export async function sendToFailuresQueue(
  record: DynamoDBRecord,
  error: Error,
  functionName: string,
): Promise<void> {
  const { name, code, message } = describeError(error, 0);
  const reason = `${[name, code].filter(Boolean).join(' ')}: ${message}`.slice(0, MAX_REASON_LENGTH);
  await client().send(
    new SendMessageCommand({
      // `streams.cjs` of packages/serverless-config sets it for every function that reads a stream.
      QueueUrl: environmentVariable('FAILURES_QUEUE_URL'),
      MessageBody: toBody(record),
      MessageAttributes: {
        Reason: { DataType: 'String', StringValue: reason },
        Source: { DataType: 'String', StringValue: functionName },
      },
    }),
  );
}

function toBody(record: DynamoDBRecord): string {
  const whole = JSON.stringify({ Records: [record] });
  if (Buffer.byteLength(whole) <= MAX_BODY_BYTES) return whole;
  const { OldImage: _old, ...dynamodb } = record.dynamodb ?? {};
  return JSON.stringify({ Records: [{ ...record, dynamodb }] });
}
